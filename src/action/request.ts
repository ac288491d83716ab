import type { BuildRequest } from '../contract/request.ts';
import type { Env } from '../request/settings.ts';
import { userSettings } from '../request/user-settings.ts';
import type { ActionInputs } from './inputs.ts';

/** The request to the worker. */
export function buildRequest({ spec, secrets, given: _, ...inputs }: ActionInputs, env: Env): BuildRequest {
  const encoded = [...secrets].map(([id, bytes]) => [id, Buffer.from(bytes).toString('base64')]);
  return {
    ...inputs,
    version: 1,
    spec: { text: spec.text, file: spec.name, path: spec.path },
    secrets: Object.fromEntries(encoded),
    ...userSettings(env),
  };
}
