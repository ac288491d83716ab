import { BOUND_PARAMETERS } from './parameters/bounds.ts';
import { CARRIER_PARAMETERS } from './parameters/carriers.ts';
import type { FlagForm, Parameter, Parameters } from './parameters/form.ts';
import { IMAGE_PARAMETERS } from './parameters/images.ts';
import { STORE_PARAMETERS } from './parameters/store.ts';
import { VALUE_PARAMETERS } from './parameters/values.ts';
import { parsePull } from './parse-pull.ts';
import {
  parseBoolean,
  parseMaxParallel,
  parseName,
  parseNames,
  parsePath,
  parseText,
} from './parse-value.ts';

/**
 * Every parameter of a build, by the name of the action's input, in the order of all help texts. The inputs of action.yml
 * (`npm run docs`), the tables of README.md, the flags of the command line and `--help` derive from this table.
 */
export const PARAMETERS = {
  spec: {
    parse: parseText,
    help: 'The spec as text. Give either `spec` or `spec-file`.',
  },
  'spec-file': {
    parse: parsePath,
    help: 'Path of a file with the spec, relative to the workspace.',
  },
  context: {
    parse: parsePath,
    default: '.',
    help: 'The directory for `copy`, relative to the workspace.',
  },
  ...STORE_PARAMETERS,
  ...VALUE_PARAMETERS,
  ...IMAGE_PARAMETERS,
  'no-cache': {
    parse: parseBoolean,
    flag: { kind: 'switch' },
    default: 'false',
    help: 'Run every step, even if its result is cached.',
  },
  'no-cache-filter': {
    parse: parseNames,
    flag: { kind: 'list', value: 'STEP' },
    help:
      "Rerun only these steps and all later steps: names of nested builds, the first digits of a step's " +
      'id, or `line:N` for the step with line N of the spec, separated by lines or commas. A `from` means all steps of its build.',
  },
  pull: {
    parse: parsePull,
    flag: { kind: 'text', value: 'POLICY' },
    default: 'auto',
    help:
      'When to resolve base images: `auto` (resolve the tag in each build; if the registry is ' +
      'unreachable, use the last known digest and warn), `always`, `missing` or `never`. `true` means ' +
      '`always`, `false` means `auto`.',
  },
  'max-parallel': {
    parse: parseMaxParallel,
    flag: { kind: 'text', value: 'N' },
    help: 'Maximum number of steps that run at once. Default: the number of CPUs.',
  },
  ...BOUND_PARAMETERS,
  'cache-scope': {
    parse: parseName,
    flag: { kind: 'text', value: 'TEXT' },
    help:
      'Separates the results of jobs of the same ref that give different texts here. Only steps with a ' +
      'network, secrets or cache slots are affected. See [docs/scopes.md](docs/scopes.md).',
  },
  share: {
    parse: parseName,
    flag: { kind: 'text', value: 'NAME' },
    help:
      'Shares the results of steps with a network, secrets or cache slots under this name across ' +
      'repositories and branches. Trusted builds write, other builds only read. See ' +
      '[docs/scopes.md](docs/scopes.md).',
  },
  ...CARRIER_PARAMETERS,
  'keep-failed': {
    parse: parseBoolean,
    flag: { kind: 'switch' },
    default: 'true',
    help:
      'After a step fails, keep its files for six hours so that `shell ID` can open them. Eviction may ' +
      'remove them earlier.',
  },
  install: {
    parse: parseBoolean,
    default: 'true',
    help:
      'Install missing programs with apt-get: `runc`, and `btrfs-progs` or `zfsutils-linux` for these ' +
      'stores.',
  },
} as const satisfies Parameters;

export type ParameterName = keyof typeof PARAMETERS;
export const PARAMETER_NAMES = Object.keys(PARAMETERS) as readonly ParameterName[];

/** The form and name of a parameter's flag. */
export function formOf(name: ParameterName): FlagForm & { readonly name: string } {
  const { flag = { kind: 'text' } }: Parameter<unknown> = PARAMETERS[name];
  return { name, ...flag };
}

/** The texts given to an entry: the action's inputs or the command line's flags. */
export interface Given {
  /** Empty if absent. */
  text(name: ParameterName): string;
  /** The parameter's name in an error, such as `input max-parallel` or `--max-parallel`. */
  label(name: ParameterName): string;
}

type Value<N extends ParameterName> =
  | ReturnType<(typeof PARAMETERS)[N]['parse']>
  | ((typeof PARAMETERS)[N] extends { readonly default: string } ? never : undefined);

/** The value of a parameter, or of the parameter's default. @throws ObuilderError `input-invalid` */
export function readParameter<N extends ParameterName>(name: N, given: Given): Value<N> {
  const parameter: Parameter<unknown> = PARAMETERS[name];
  const text = given.text(name) || (parameter.default ?? '');
  return (text === '' ? undefined : parameter.parse(text, given.label(name))) as Value<N>;
}
