import { parseOutputs } from '../parse-outputs.ts';
import { parseArgs, parseSecrets, parseVariables } from '../parse-pairs.ts';
import { parseBase, parseName, parseNames, parsePaths } from '../parse-value.ts';
import type { Parameters } from './form.ts';

const QUOTE =
  'Quote the whole entry, "ID=…", and double each quote inside, or give the value with secret-envs or secret-files, which need no quotes.';
const ONE_LINE =
  'Name the variable with secret-envs (ID=VARIABLE), or the file with secret-files (ID=path), and not the value.';

/** What a build gets from outside and gives to the job. */
export const VALUE_PARAMETERS = {
  secrets: {
    parse: parseSecrets('ID=value', QUOTE),
    help:
      'Secrets for steps, one `ID=value` per line. Quote a value of several lines, `"ID=line 1⏎line ' +
      '2"`, and double each quote inside. Values never change a step\'s id, except with `key-secrets`.',
  },
  'secret-envs': {
    parse: parseVariables(ONE_LINE),
    help: 'Secrets from environment variables, one `ID=VARIABLE` per line.',
  },
  'secret-files': {
    parse: parseSecrets('ID=path', ONE_LINE),
    help: 'Secrets from files, one `ID=path` per line, relative to the workspace.',
  },
  'build-args': {
    parse: parseArgs,
    flag: { kind: 'list', value: 'NAME=VALUE', name: 'build-arg' },
    help: "Values of the spec's `(arg NAME DEFAULT)`, one `NAME=value` per line.",
  },
  ca: {
    parse: parsePaths,
    flag: { kind: 'list', value: 'FILE' },
    help:
      'Files with certificates (PEM) of private authorities, relative to the workspace, separated by lines or commas. Steps with a ' +
      'network, registries and carriers trust the authorities. See [docs/network.md](docs/network.md).',
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
      'build, `when=failure` exports the files of a failed step. `type=oci,dest=x.tar`, `type=docker,dest=x.tar` and ' +
      '`type=registry` make an image. See [docs/outputs.md](docs/outputs.md) and [docs/images.md](docs/images.md).',
  },
  base: {
    parse: parseBase,
    flag: { kind: 'text', value: 'ID' },
    help:
      'Continues from the result with this id, in the store or on a carrier of `cache-from`: replaces the image of the outermost ' +
      '`from` by `obuilder:ID`. See ' +
      '[docs/outputs.md](docs/outputs.md).',
  },
  'key-secrets': {
    parse: parseNames,
    flag: { kind: 'list', value: 'ID', name: 'key-secret' },
    help:
      'Ids of secrets whose values become part of step ids, separated by lines or commas. A new value ' +
      'reruns the steps with this secret and all later steps.',
  },
} as const satisfies Parameters;
