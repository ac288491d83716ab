import path from 'node:path';
import type { BuildRequest } from '../contract/request.ts';

const PROXY_VARIABLES = ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY'];

/**
 * What the asking user has set up for reaching registries. It goes into the request, since sudo drops the variables. A
 * variable that is empty counts as one that is not set.
 */
export function userSettings(
  env: Readonly<Record<string, string | undefined>>,
): Pick<BuildRequest, 'dockerConfig' | 'proxy' | 'environment'> {
  const set = Object.entries(env).filter((entry): entry is [string, string] => Boolean(entry[1]));
  const environment = Object.fromEntries(set);
  const { DOCKER_CONFIG, HOME } = environment;
  const directory = DOCKER_CONFIG ?? (HOME === undefined ? undefined : path.join(HOME, '.docker'));
  const names = PROXY_VARIABLES.flatMap((name) => [name, name.toLowerCase()]);
  const proxy = set.filter(([name]) => names.includes(name));
  return {
    dockerConfig: directory === undefined ? undefined : path.resolve(directory, 'config.json'),
    proxy: proxy.length === 0 ? undefined : Object.fromEntries(proxy),
    environment,
  };
}
