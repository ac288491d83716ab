import type { PullPolicy } from '../contract/images.ts';
import type { Origin, StepBounds, UserNamespaceMode } from '../contract/request.ts';
import type { PruneLimits } from '../contract/store.ts';
import type { ObuilderError } from '../errors.ts';
import { originOf } from '../request/origin.ts';
import { BOUND_DEFAULTS, parseBounds } from '../request/parse-bounds.ts';
import { parsePoolSize } from '../request/pool-size.ts';
import { parseLimits } from '../request/prune-limits.ts';
import { parseUserNamespace } from '../request/user-namespace-mode.ts';
import { readSecrets, type Secrets } from './secrets.ts';
import { readContext, readSpec, type SpecSource } from './spec-source.ts';
import {
  booleanInput,
  type GetInput,
  listInput,
  maxParallelInput,
  pullInput,
  storeInput,
  wordInput,
} from './values.ts';

/** Everything that a workflow can ask for, checked. */
export interface ActionInputs {
  readonly spec: SpecSource;
  /** Absolute. */
  readonly context: string;
  readonly store: string;
  /** Who named the store where it is not `auto`. */
  readonly storeNamedBy: string;
  readonly poolBytes: number | undefined;
  /** What the store is kept within, where the workflow says so. */
  readonly limits: PruneLimits | undefined;
  /** What each step is bound to, where the workflow says so. */
  readonly bounds: StepBounds | undefined;
  readonly secrets: Secrets;
  readonly target: string | undefined;
  readonly noCache: boolean;
  readonly pull: PullPolicy;
  readonly maxParallel: number | undefined;
  readonly userNamespace: UserNamespaceMode;
  readonly origin: Origin | undefined;
  readonly cacheScope: string | undefined;
  readonly share: string | undefined;
  readonly refresh: readonly string[] | undefined;
  readonly keySecrets: readonly string[] | undefined;
  readonly keepFailed: boolean;
  /** Whether missing programs may be installed. */
  readonly install: boolean;
}

export interface InputSources {
  readonly get: GetInput;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Absolute; what relative paths are relative to. */
  readonly workspace: string;
  /** Told of a secret that has no value here. */
  readonly onMissing: (why: ObuilderError) => void;
}

/** Reads all inputs once. @throws ObuilderError `input-invalid` naming the input, its value and what is expected */
export function readInputs({ get, env, workspace, onMissing }: InputSources): ActionInputs {
  const size = get('store-size');
  const { store, namedBy } = storeInput(get, env['OBUILDER_STORE']);
  return {
    spec: readSpec(get, workspace),
    context: readContext(get, workspace),
    store,
    storeNamedBy: namedBy,
    poolBytes: size === '' ? undefined : parsePoolSize(size, 'input store-size'),
    limits: parseLimits(get, (name) => `input ${name}`),
    // What action.yml says is what a step gets where nothing is asked for, and costs less so.
    bounds: parseBounds(
      (name) => (get(name) === BOUND_DEFAULTS[name] ? '' : get(name)),
      (name) => `input ${name}`,
    ),
    secrets: readSecrets(get, { env, workspace, onMissing }),
    target: wordInput(get, 'target'),
    noCache: booleanInput(get, 'no-cache', false),
    pull: pullInput(get),
    maxParallel: maxParallelInput(get),
    userNamespace: parseUserNamespace(get('user-namespace'), 'input user-namespace'),
    origin: originOf(env),
    cacheScope: wordInput(get, 'cache-scope'),
    share: wordInput(get, 'share'),
    refresh: listInput(get, 'no-cache-filter'),
    keySecrets: listInput(get, 'key-secrets'),
    keepFailed: booleanInput(get, 'keep-failed', true),
    install: booleanInput(get, 'install', true),
  };
}
