import path from 'node:path';
import type { BuildRequest } from './protocol.ts';

const PROXY_VARIABLES = ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY'];

/** What the asking user has set up for reaching registries. It goes into the request, since sudo drops the variables. */
export function userSettings(
  env: Readonly<Record<string, string | undefined>>,
): Pick<BuildRequest, 'dockerConfig' | 'proxy'> {
  const directory =
    env['DOCKER_CONFIG'] ?? (env['HOME'] === undefined ? undefined : path.join(env['HOME'], '.docker'));
  const names = PROXY_VARIABLES.flatMap((name) => [name, name.toLowerCase()]);
  const proxy = names.flatMap((name): [string, string][] => (env[name] ? [[name, env[name]]] : []));
  return {
    dockerConfig: directory === undefined ? undefined : path.resolve(directory, 'config.json'),
    proxy: proxy.length === 0 ? undefined : Object.fromEntries(proxy),
  };
}
