import { type ForRoot, programForRoot } from '../files/trust/program-for-root.ts';
import { runnerDrops, runnerMasks } from '../mask/runner.ts';
import { shellWords } from '../report/shell-words.ts';
import { flagWords, REPETITIONS, shellFlags, wordsOf } from '../request/again.ts';
import { PARAMETER_NAMES } from '../request/parameters.ts';
import type { ActionInputs } from './inputs.ts';
import type { ActionProcess } from './place.ts';

/** Enough digits to identify a result in a command to copy. */
const SHOWN_DIGITS = 12;

function shellCommand(place: ActionProcess, args: readonly string[]): string {
  return `cd ${shellWords([place.workspace])} && ${rootCommand(place, args)}`;
}

function rootCommand(place: ActionProcess, args: readonly string[]): string {
  const { node, cli } = program(place);
  return shellWords([...(place.uid === 0 ? [] : ['sudo']), node, cli, ...args]);
}

/** Root's own copy of the command line, if there is one: whoever controls the named files becomes root by the command. */
function program({ uid, cli }: ActionProcess): ForRoot {
  const own = { node: process.execPath, cli };
  return uid === 0 ? own : programForRoot(own);
}

/** The remark below the commands: who runs them, or their danger. */
export const aboutCommands = (place: ActionProcess): string | undefined => program(place).note;

/** The shell command for the same build. Undefined for a spec without a file. */
export function buildAgain(inputs: ActionInputs, place: ActionProcess): string | undefined {
  const { spec, context, storeRequest, secrets, given } = inputs;
  if (spec.path === undefined) return undefined;
  const isSecret = runnerDrops(runnerMasks(secrets.values()));
  const same = PARAMETER_NAMES.filter((name) => REPETITIONS[name] === 'same');
  const words = [...same.flatMap((name) => flagWords(name, given)), ...carrierWords(inputs)];
  const options = [
    `--store=${storeRequest.store}`,
    ...argsOf(inputs, isSecret),
    ...words.map((word) => (isSecret(word) ? word.replace(/=.*$/s, '=VALUE') : word)),
    ...secretWords(inputs),
  ];
  return shellCommand(place, ['build', '-f', spec.name, context, ...options]);
}

/** The args of the build, without values that hold a secret. A value of several lines is quoted as in the input. */
function argsOf({ buildArgs = {} }: ActionInputs, isSecret: (text: string) => boolean): readonly string[] {
  return Object.entries(buildArgs).map(([name, value]) => {
    const row = `${name}=${isSecret(value) ? 'VALUE' : value}`;
    const isPlain = row === row.trim() && !/^"|\n/.test(row);
    return `--build-arg=${isPlain ? row : `"${row.replaceAll('"', '""')}"`}`;
  });
}

/** The carriers to look in, without the cache of GitHub Actions, and their options. */
function carrierWords({ cacheFrom = [], given }: ActionInputs): readonly string[] {
  if (cacheFrom.every(({ type }) => type === 'gha')) return [];
  const lines = given.text('cache-from').split(/\r?\n/);
  const reachable = lines.filter((line) => !/(?:^|,)\s*type=gha\b/i.test(line));
  const options = ['cache-slots', 'cache-required', 'cache-key-secret'] as const;
  return [
    ...reachable.flatMap((line) => wordsOf('cache-from', line)),
    ...options.flatMap((name) => flagWords(name, given)),
  ];
}

/** The id of each secret. The secret of the carriers' signatures only counts with carriers. */
function secretWords(inputs: ActionInputs): readonly string[] {
  const unused = carrierWords(inputs).length === 0 ? inputs.cacheOptions?.keySecret : undefined;
  return [...inputs.secrets.keys()].filter((id) => id !== unused).map((id) => `--secret=${id}:FILE`);
}

/** The shell command that describes a result and prints the path of its files. */
export function inspectResult(id: string, inputs: ActionInputs, place: ActionProcess): string {
  return shellCommand(place, ['inspect', id, `--store=${inputs.storeRequest.store}`]);
}

/** The shell command that prints a step's summary. */
export function printSummary(id: string, inputs: ActionInputs, place: ActionProcess): string {
  return shellCommand(place, [
    'logs',
    id.slice(0, SHOWN_DIGITS),
    '--summary',
    `--store=${inputs.storeRequest.store}`,
  ]);
}

/** The command that opens a shell in the kept files of a failed step. */
export function enterFailed(id: string, inputs: ActionInputs, place: ActionProcess): string {
  const flags = shellFlags(inputs.given, inputs.ca);
  const { store } = inputs.storeRequest;
  return rootCommand(place, ['shell', id.slice(0, SHOWN_DIGITS), `--store=${store}`, ...flags]);
}

/** The command that removes a result from this machine. */
export function removeResult(id: string, { storeRequest }: ActionInputs, place: ActionProcess): string {
  return rootCommand(place, ['remove', id, `--store=${storeRequest.store}`]);
}
