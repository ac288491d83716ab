import type { BuildRequest, Origin } from '../contract/request.ts';
import { unusedInputs } from '../request/image/unused.ts';
import { originOf } from '../request/origin.ts';
import { type Given, type ParameterName, readParameter } from '../request/parameters.ts';
import {
  type Env,
  readAuthorities,
  readCarriers,
  readOutputs,
  readSettings,
  type Settings,
} from '../request/settings.ts';
import { checkForeignInputs } from './foreign/foreign-inputs.ts';
import { type MissingSecret, readSecrets, type Secrets } from './secrets.ts';
import { type NamedSpec, readContext, readSpec } from './spec-source.ts';

/** All inputs of a workflow, checked. */
export interface ActionInputs
  extends Settings,
    Pick<BuildRequest, 'cacheFrom' | 'cacheTo' | 'outputs' | 'ca'> {
  readonly spec: NamedSpec;
  /** Absolute. */
  readonly context: string;
  readonly secrets: Secrets;
  readonly origin: Origin | undefined;
  /** Whether missing programs may be installed. */
  readonly install: boolean;
  /** The texts of all inputs, for commands that repeat the build. */
  readonly given: Given;
}

export interface InputSources {
  /** Reads an input by name. Returns an empty text for an absent input. */
  readonly get: (name: ParameterName) => string;
  readonly env: Env;
  /** Absolute; relative paths start from here. */
  readonly workspace: string;
  /** Called for an input that has no effect. */
  readonly onWarning: (message: string) => void;
  /** Called for a secret without a value on this runner. */
  readonly onMissing: (why: MissingSecret) => void;
}

/** The inputs as texts for the table of parameters. */
export const givenInputs = (get: InputSources['get']): Given => ({
  text: get,
  label: (name) => `input ${name}`,
});

/** Reads all inputs once. @throws ObuilderError `input-invalid` with the input's name, its text and the expectation */
export function readInputs({ get, env, workspace, onWarning, onMissing }: InputSources): ActionInputs {
  const given = givenInputs(get);
  const isSpecGiven = get('spec') !== '' || get('spec-file') !== '';
  checkForeignInputs(env, { isSpecGiven, onWarning });
  const { outputs } = readOutputs(given, workspace, env);
  const unused = unusedInputs(given, outputs);
  if (unused !== undefined) onWarning(unused);
  return {
    ...readSettings(given, env),
    ...readCarriers(given, workspace),
    outputs,
    ...readAuthorities(given, workspace),
    spec: readSpec(given, workspace, env),
    context: readContext(given, workspace),
    secrets: readSecrets(given, { env, workspace, onMissing }),
    origin: originOf(env),
    install: readParameter('install', given),
    given,
  };
}
