import type { UserNamespaceMode } from '../contract/sandbox.ts';
import { parseBound } from './parse-bounds.ts';
import { parseCarriers } from './parse-carriers.ts';
import { parseOutputs } from './parse-outputs.ts';
import { parseArgs, parsePairs } from './parse-pairs.ts';
import { parsePull } from './parse-pull.ts';
import {
  type Parse,
  parseBoolean,
  parseChoice,
  parseMaxParallel,
  parseName,
  parseNames,
  parsePoolSize,
  parseRate,
  parseStore,
  parseText,
} from './parse-value.ts';
import { parseAge, parseAmount, parseCount } from './prune-limits.ts';

/** How the command line takes a parameter. */
export interface FlagForm {
  /** `list`: may be repeated. `switch`: takes no value; with the default `true`, `--no-NAME` turns the switch off. */
  readonly kind: 'text' | 'list' | 'switch';
  /** The placeholder for the value in help texts. */
  readonly value?: string;
  /** Only if the flag's name differs from the input's. */
  readonly name?: string;
}

export interface Parameter<T> {
  readonly parse: Parse<T>;
  /** Absent if only the action has the parameter. */
  readonly flag?: FlagForm;
  /** Absent if no value means more than any text. The help text then ends with the default, if any. */
  readonly default?: string;
  /** In Markdown. */
  readonly help: string;
}

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
    parse: parseText,
    help: 'Path of a file with the spec, relative to the workspace.',
  },
  context: {
    parse: parseText,
    default: '.',
    help: 'The directory for `copy`, relative to the workspace.',
  },
  store: {
    parse: parseStore,
    flag: { kind: 'text', value: 'STORE' },
    default: 'auto',
    help:
      'The place for results: `auto`, `btrfs:DIRECTORY`, `zfs:DATASET`, `overlayfs:DIRECTORY` or ' +
      "`copy:DIRECTORY`. `auto` picks the first option that applies: the store in the runner's variable " +
      '`OBUILDER_STORE`, a btrfs pool in an image file (made on first use), overlayfs, copies. The log ' +
      'states the choice and the reason.',
  },
  'store-size': {
    parse: parsePoolSize,
    flag: { kind: 'text', value: 'SIZE' },
    help:
      'Maximum size of the image file that `auto` makes, for example `50GB`. The file is sparse. Only ' +
      'used when the file is created.',
  },
  'min-free-space': {
    parse: parseAmount,
    flag: { kind: 'text', value: 'AMOUNT' },
    help:
      "Minimum free space of the store's file system, for example `10%` (of its bytes and its inodes) " +
      'or `20GB`. Before each step, the least recently used results are evicted ' +
      'until it is met. Results in use are never evicted. `0` disables it. Default: `5%`.',
  },
  'max-used-space': {
    parse: parseAmount,
    flag: { kind: 'text', value: 'AMOUNT' },
    help:
      'Maximum size of the store, as a size or a share of its file system. Enforced after a build that ' +
      'ran a step.',
  },
  'max-results': {
    parse: parseCount,
    flag: { kind: 'text', value: 'N' },
    help: 'Maximum number of results. Enforced after a build that ran a step.',
  },
  'max-age': {
    parse: parseAge,
    flag: { kind: 'text', value: 'TIME' },
    help:
      'Maximum time since the last use of a result, for example `30d` or `12h`. Enforced after a build ' +
      'that ran a step.',
  },
  secrets: {
    parse: parsePairs,
    help:
      'Secrets for steps, one `ID=value` per line. Quote a value of several lines, `"ID=line 1⏎line ' +
      '2"`, and double each quote inside. Values never change a step\'s id, except with `key-secrets`.',
  },
  'secret-envs': {
    parse: (text, label) => parsePairs(text.replaceAll(',', '\n'), label),
    help: 'Secrets from environment variables, one `ID=VARIABLE` per line.',
  },
  'secret-files': {
    parse: parsePairs,
    help: 'Secrets from files, one `ID=path` per line, relative to the workspace.',
  },
  'build-args': {
    parse: parseArgs,
    flag: { kind: 'list', value: 'NAME=VALUE', name: 'build-arg' },
    help: "Values of the spec's `(arg NAME DEFAULT)`, one `NAME=value` per line.",
  },
  target: {
    parse: parseName,
    flag: { kind: 'text', value: 'NAME' },
    help:
      'Builds this nested build instead of the whole spec. Use `outer/inner` for a nested build inside ' +
      'another.',
  },
  outputs: {
    parse: parseOutputs,
    flag: { kind: 'list', value: 'OUTPUT', name: 'output' },
    help:
      "Files of the result for the job, one output per line in Docker's syntax: `type=local,dest=dist` writes files into a " +
      'directory, `type=tar,dest=x.tar` writes an archive. `src=/src/out/**` selects files, `build=NAME` selects a nested ' +
      'build, `when=failure` exports the files of a failed step. See [docs/outputs.md](docs/outputs.md).',
  },
  base: {
    parse: parseName,
    flag: { kind: 'text', value: 'ID' },
    help:
      'Continues from the result with this id: replaces the image of the outermost `from` by `obuilder:ID`. See ' +
      '[docs/outputs.md](docs/outputs.md).',
  },
  'key-secrets': {
    parse: parseNames,
    flag: { kind: 'list', value: 'ID', name: 'key-secret' },
    help:
      'Ids of secrets whose values become part of step ids, separated by lines or commas. A new value ' +
      'reruns the steps with this secret and all later steps.',
  },
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
      'id, or `line:N` for the step in line N of the spec, separated by lines or commas.',
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
  memory: {
    parse: parseBound('memory'),
    flag: { kind: 'text', value: 'SIZE' },
    default: '80%',
    help:
      "Maximum memory of each step, as a size (`8GB`) or a share of the machine's memory (`50%`); `max` " +
      'removes the limit. A step that exceeds it is killed, and the error names this input.',
  },
  cpus: {
    parse: parseBound('cpus'),
    flag: { kind: 'text', value: 'N' },
    default: 'max',
    help: 'Maximum number of CPUs of each step, for example `1.5`; `max` removes the limit.',
  },
  pids: {
    parse: parseBound('pids'),
    flag: { kind: 'text', value: 'N' },
    default: '16384',
    help: 'Maximum number of processes and threads of each step; `max` removes the limit.',
  },
  'step-timeout': {
    parse: parseBound('step-timeout'),
    flag: { kind: 'text', value: 'TIME' },
    default: '6h',
    help:
      'Maximum run time of each step, for example `90m`; `max` removes the limit. The default equals ' +
      "the default of a job's `timeout-minutes`.",
  },
  'log-size': {
    parse: parseBound('log-size'),
    flag: { kind: 'text', value: 'SIZE' },
    default: '1GB',
    help:
      'Maximum size of the log of each step, for example `200MB`; `max` removes the limit. A step that ' +
      'exceeds it is killed after the end of its log is shown.',
  },
  'user-namespace': {
    parse: parseChoice<UserNamespaceMode>(['auto', 'always', 'never']),
    flag: { kind: 'text', value: 'MODE' },
    default: 'auto',
    help:
      "Make root in a step an unprivileged user on the host: `auto` (if the kernel and the store's file " +
      'system can), `always` (otherwise the build fails) or `never` (for steps that make device nodes). ' +
      'The log states the mode. See docs/isolation.md.',
  },
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
  'cache-from': {
    parse: parseCarriers,
    flag: { kind: 'list', value: 'CARRIER' },
    help:
      'Where to look for results that the store lacks, one carrier per line, in the order of asking: ' +
      '`type=registry,ref=HOST/REPOSITORY`, `type=gha` (the cache of GitHub Actions) or `type=local,src=DIRECTORY`. If the ' +
      'store has every result, no carrier is asked.',
  },
  'cache-to': {
    parse: parseCarriers,
    flag: { kind: 'list', value: 'CARRIER' },
    help:
      'Where to store new results after the build, one carrier per line: `type=registry,ref=HOST/REPOSITORY`, ' +
      '`type=gha[,scope=TEXT]` or `type=local,dest=DIRECTORY`. In a registry, each result is an image with its id as the tag. ' +
      '`compression=gzip` is for registries and tools without zstd.',
  },
  'cache-required': {
    parse: parseBoolean,
    flag: { kind: 'switch' },
    default: 'false',
    help:
      'Fail the build if a carrier of `cache-from` or `cache-to` fails. Without it, a carrier that fails is a warning, and the ' +
      'build goes on without the carrier.',
  },
  'cache-key-secret': {
    parse: parseName,
    flag: { kind: 'text', value: 'ID' },
    help:
      'Id of a secret of 16 bytes or more. Its value signs the records of stored results (HMAC-SHA256), and records without a ' +
      'valid signature do not count. No step gets the secret.',
  },
  'cache-min-time': {
    parse: parseAge,
    flag: { kind: 'text', value: 'TIME' },
    help:
      'Minimum run time of a step whose result `cache-to` stores, for example `2s`. Quicker results below a stored result are ' +
      'stored too. Default: `0s`.',
  },
  'cache-max-rate': {
    parse: parseRate,
    flag: { kind: 'text', value: 'SIZE' },
    help:
      'Maximum size of a stored result for each second of its step, for example `20MB`: making a larger result again is cheaper ' +
      'than fetching it. Larger results below a stored result are stored too. Default: `100MB`.',
  },
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
} as const satisfies Readonly<Record<string, Parameter<unknown>>>;

export type ParameterName = keyof typeof PARAMETERS;
export const PARAMETER_NAMES = Object.keys(PARAMETERS) as readonly ParameterName[];

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
