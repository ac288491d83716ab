import path from 'node:path';
import type { BuildRequest, CacheOptions, StepBounds, StoreRequest } from '../contract/request.ts';
import { carriersIn } from './carriers/parse-carriers.ts';
import { outputsOf } from './image/outputs.ts';
import { type Given, PARAMETERS, readParameter } from './parameters.ts';
import { parseBounds } from './parse-bounds.ts';
import { parseStore } from './parse-value.ts';
import { parseLimits } from './prune-limits.ts';

export type Env = Readonly<Record<string, string | undefined>>;

/** The part of a request common to inputs and flags. */
export type Settings = Pick<
  BuildRequest,
  | 'storeRequest'
  | 'limits'
  | 'buildArgs'
  | 'target'
  | 'base'
  | 'keySecrets'
  | 'noCache'
  | 'refresh'
  | 'pull'
  | 'maxParallel'
  | 'bounds'
  | 'userNamespace'
  | 'cacheScope'
  | 'share'
  | 'keepFailed'
  | 'cacheOptions'
>;

/**
 * Reads the common parameters of action and command line.
 *
 * @param env the environment, for `OBUILDER_STORE`
 * @throws ObuilderError `input-invalid` with the parameter's label, its text and the expectation
 */
export function readSettings(given: Given, env: Env): Settings {
  return {
    storeRequest: readStoreRequest(given, env),
    limits: parseLimits(given.text, given.label),
    buildArgs: readParameter('build-args', given),
    target: readParameter('target', given),
    base: readParameter('base', given),
    keySecrets: readParameter('key-secrets', given),
    noCache: readParameter('no-cache', given),
    refresh: readParameter('no-cache-filter', given),
    pull: readParameter('pull', given),
    maxParallel: readParameter('max-parallel', given),
    bounds: readBounds(given),
    userNamespace: readParameter('user-namespace', given),
    cacheScope: readParameter('cache-scope', given),
    share: readParameter('share', given),
    keepFailed: readParameter('keep-failed', given),
    cacheOptions: readCacheOptions(given),
  };
}

/** Undefined if all options have their defaults. */
function readCacheOptions(given: Given): CacheOptions | undefined {
  const options = {
    isRequired: readParameter('cache-required', given) || undefined,
    keySecret: readParameter('cache-key-secret', given),
    slots: readParameter('cache-slots', given),
    minSeconds: readParameter('cache-min-time', given),
    maxBytesPerSecond: readParameter('cache-max-rate', given),
  };
  return Object.values(options).every((value) => value === undefined) ? undefined : options;
}

/** The carriers of a build. @param directory relative directories start here */
export function readCarriers(given: Given, directory: string): Pick<BuildRequest, 'cacheFrom' | 'cacheTo'> {
  return {
    cacheFrom: carriersIn(directory, readParameter('cache-from', given)),
    cacheTo: carriersIn(directory, readParameter('cache-to', given)),
  };
}

/** The files with further authorities. @param directory relative paths start here */
export function readAuthorities(given: Given, directory: string): Pick<BuildRequest, 'ca'> {
  return { ca: readParameter('ca', given)?.map((file) => path.resolve(directory, file)) };
}

/** The outputs of a build. @param directory relative paths start here */
export function readOutputs(given: Given, directory: string, env: Env): Pick<BuildRequest, 'outputs'> {
  return { outputs: outputsOf(given, directory, env) };
}

/** The given bounds, without defaults: the sandbox applies defaults itself, without parsing. */
export function readBounds(given: Given): StepBounds | undefined {
  return parseBounds((name) => {
    const text = given.text(name);
    return text === PARAMETERS[name].default ? '' : text;
  }, given.label);
}

/** The store: the given name, else the machine's `OBUILDER_STORE`, else `auto`. */
export function readStoreRequest(given: Given, env: Env): StoreRequest {
  const store = readParameter('store', given);
  const machines = store === 'auto' ? env['OBUILDER_STORE'] || undefined : undefined;
  return {
    store: machines === undefined ? store : parseStore(machines, 'the variable OBUILDER_STORE'),
    namedBy: machines === undefined ? given.label('store') : 'OBUILDER_STORE',
    poolBytes: readParameter('store-size', given),
  };
}
