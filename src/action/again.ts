import type { ActionInputs } from './inputs.ts';
import type { Place } from './place.ts';

/** A word for a POSIX shell. */
function quote(word: string): string {
  return /^[A-Za-z0-9_@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

function shellCommand({ uid, cli, workspace }: Place, args: readonly string[]): string {
  const words = [...(uid === 0 ? [] : ['sudo']), process.execPath, cli, ...args];
  return `cd ${quote(workspace)} && ${words.map(quote).join(' ')}`;
}

/** The command that builds the same from a shell; undefined for a spec that is in no file. */
export function buildAgain(inputs: ActionInputs, place: Place): string | undefined {
  if (!inputs.spec.isFile) return undefined;
  const options = [
    `--store=${inputs.store}`,
    ...(inputs.target === undefined ? [] : [`--target=${inputs.target}`]),
    `--cache-scope=${inputs.cacheScope}`,
    ...[...inputs.secrets.keys()].map((id) => `--secret=${id}:FILE`),
  ];
  return shellCommand(place, ['build', '-f', inputs.spec.name, inputs.context, ...options]);
}

/** The command that tells of a result and where its files are. */
export function inspectResult(id: string, inputs: ActionInputs, place: Place): string {
  return shellCommand(place, ['inspect', id, `--store=${inputs.store}`]);
}
