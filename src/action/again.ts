import { shellWords } from '../report/shell-words.ts';
import type { ActionInputs } from './inputs.ts';
import type { Place } from './place.ts';

/** Digits of an id in a command to be copied: no other id begins with these. */
const SHOWN_DIGITS = 12;

function shellCommand({ uid, cli, workspace }: Place, args: readonly string[]): string {
  const words = [...(uid === 0 ? [] : ['sudo']), process.execPath, cli, ...args];
  return `cd ${shellWords([workspace])} && ${shellWords(words)}`;
}

/** The command that builds the same from a shell; undefined for a spec that is in no file. */
export function buildAgain(inputs: ActionInputs, place: Place): string | undefined {
  if (!inputs.spec.isFile) return undefined;
  const options = [
    `--store=${inputs.store}`,
    ...(inputs.target === undefined ? [] : [`--target=${inputs.target}`]),
    ...(inputs.userNamespace === 'auto' ? [] : [`--user-namespace=${inputs.userNamespace}`]),
    ...(inputs.cacheScope === undefined ? [] : [`--cache-scope=${inputs.cacheScope}`]),
    ...(inputs.share === undefined ? [] : [`--share=${inputs.share}`]),
    ...[...inputs.secrets.keys()].map((id) => `--secret=${id}:FILE`),
  ];
  return shellCommand(place, ['build', '-f', inputs.spec.name, inputs.context, ...options]);
}

/** The command that tells of a result and where its files are. */
export function inspectResult(id: string, inputs: ActionInputs, place: Place): string {
  return shellCommand(place, ['inspect', id, `--store=${inputs.store}`]);
}

/** The command that prints what a step wrote to its summary. */
export function printSummary(id: string, inputs: ActionInputs, place: Place): string {
  return shellCommand(place, ['logs', id.slice(0, SHOWN_DIGITS), '--summary', `--store=${inputs.store}`]);
}

/** The command that gives a shell in the files of a failed step that was kept. */
export function enterFailed(id: string, { store }: ActionInputs, { uid, cli }: Place): string {
  const words = [process.execPath, cli, 'shell', id.slice(0, SHOWN_DIGITS), `--store=${store}`];
  return shellWords(uid === 0 ? words : ['sudo', ...words]);
}
