import type { BuildRequest } from '../contract/request.ts';
import { userSettings } from '../request/user-settings.ts';
import type { ActionInputs } from './inputs.ts';

/** What the worker is asked for. */
export function buildRequest(
  inputs: ActionInputs,
  env: Readonly<Record<string, string | undefined>>,
): BuildRequest {
  const secrets = [...inputs.secrets].map(([id, bytes]) => [id, Buffer.from(bytes).toString('base64')]);
  return {
    version: 1,
    storeRequest: { store: inputs.store, namedBy: inputs.storeNamedBy, poolBytes: inputs.poolBytes },
    spec: { text: inputs.spec.text, file: inputs.spec.name },
    context: inputs.context,
    target: inputs.target,
    secrets: Object.fromEntries(secrets),
    noCache: inputs.noCache,
    pull: inputs.pull,
    maxParallel: inputs.maxParallel,
    userNamespace: inputs.userNamespace,
    keepFailed: inputs.keepFailed,
    install: inputs.install,
    limits: inputs.limits,
    bounds: inputs.bounds,
    origin: inputs.origin,
    cacheScope: inputs.cacheScope,
    share: inputs.share,
    refresh: inputs.refresh,
    keySecrets: inputs.keySecrets,
    ...userSettings(env),
  };
}
