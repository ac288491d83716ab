import path from 'node:path';
import type { BuildRequest } from '../contract/request.ts';

const PROXY_VARIABLES = ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY'];

/** How a user reaches registries. */
export type UserSettings = Pick<BuildRequest, 'dockerConfig' | 'proxy' | 'environment'>;

/**
 * The user's settings for reaching registries. Part of the request because sudo drops the variables. An empty variable counts as
 * unset.
 */
export function userSettings(env: Readonly<Record<string, string | undefined>>): UserSettings {
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
