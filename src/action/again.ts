import { runnerDrops, runnerMasks } from '../mask/runner.ts';
import { shellWords } from '../report/shell-words.ts';
import type { ActionInputs } from './inputs.ts';
import type { ActionProcess } from './place.ts';

/** Enough digits to identify a result in a command to copy. */
const SHOWN_DIGITS = 12;

function shellCommand({ uid, cli, workspace }: ActionProcess, args: readonly string[]): string {
  const words = [...(uid === 0 ? [] : ['sudo']), process.execPath, cli, ...args];
  return `cd ${shellWords([workspace])} && ${shellWords(words)}`;
}

/** The shell command for the same build. Undefined for a spec without a file. */
export function buildAgain(inputs: ActionInputs, place: ActionProcess): string | undefined {
  if (inputs.spec.path === undefined) return undefined;
  const options = [
    `--store=${inputs.storeRequest.store}`,
    ...argsOf(inputs),
    ...(inputs.target === undefined ? [] : [`--target=${inputs.target}`]),
    ...(inputs.base === undefined ? [] : [`--base=${inputs.base}`]),
    ...(inputs.userNamespace === 'auto' ? [] : [`--user-namespace=${inputs.userNamespace}`]),
    ...(inputs.cacheScope === undefined ? [] : [`--cache-scope=${inputs.cacheScope}`]),
    ...(inputs.share === undefined ? [] : [`--share=${inputs.share}`]),
    ...[...inputs.secrets.keys()]
      .filter((id) => id !== inputs.cacheOptions?.keySecret)
      .map((id) => `--secret=${id}:FILE`),
  ];
  return shellCommand(place, ['build', '-f', inputs.spec.name, inputs.context, ...options]);
}

/** The args of the build, without values that hold a secret. */
function argsOf({ buildArgs = {}, secrets }: ActionInputs): readonly string[] {
  const isSecret = runnerDrops(runnerMasks(secrets.values()));
  return Object.entries(buildArgs).map(
    ([name, value]) => `--build-arg=${name}=${isSecret(value) ? 'VALUE' : value}`,
  );
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
export function enterFailed(id: string, { storeRequest }: ActionInputs, { uid, cli }: ActionProcess): string {
  const words = [process.execPath, cli, 'shell', id.slice(0, SHOWN_DIGITS), `--store=${storeRequest.store}`];
  return shellWords(uid === 0 ? words : ['sudo', ...words]);
}
