import { createHash } from 'node:crypto';
import { outputOfGnu } from './gnu.ts';
import { mountedBelow } from './mounted-below.ts';

export interface TreeIdentity {
  /** Changes when anything of the directory does: its own stats, and names and stats of all that is below. */
  readonly identity: string;
  /** Of all files. */
  readonly bytes: number;
  /** When the last change was, milliseconds since the epoch. */
  readonly changed: number;
  /** Directories on which another file system is mounted, which is left out; relative. */
  readonly mounts: readonly string[];
}

/** First what is read here, then all else that tells of a change, and the path. */
const FORMAT = '%y %s %C@ %T@ %D %i %m %U %G %p\\0';

/**
 * Looks at the stats of all that is below an open directory, and opens no file. GNU find takes half the time that Node takes for
 * it, on another processor. Its order is that of the directories, which stays as long as nothing changes.
 *
 * @throws ObuilderError `tool-failed` (also where something vanishes meanwhile) or `tool-missing`; the signal's reason
 */
export async function identifyTree(descriptor: number, signal?: AbortSignal): Promise<TreeIdentity> {
  const mounts = mountedBelow(descriptor);
  const hash = createHash('sha256').update('tree 2\n');
  const sums = { bytes: 0, changed: 0 };
  let rest = '';
  const cwd = `/proc/self/fd/${descriptor}`;
  for await (const chunk of outputOfGnu('find', [...argumentsFor(mounts)], { cwd, signal })) {
    hash.update(chunk);
    const records = (rest + chunk.toString('latin1')).split('\0');
    rest = records.pop() ?? '';
    for (const record of records) addTo(sums, record);
  }
  return { identity: hash.digest('hex'), ...sums, mounts };
}

function* argumentsFor(mounts: readonly string[]): Generator<string> {
  yield '.';
  for (const mount of mounts) yield* ['-path', `./${asPattern(mount)}`, '-printf', FORMAT, '-prune', '-o'];
  yield* ['-printf', FORMAT];
}

/** A path as a shell's pattern that matches this path alone. */
export const asPattern = (path: string) => path.replace(/[\\*?[\]]/g, '\\$&');

function addTo(sums: { bytes: number; changed: number }, record: string): void {
  const [kind, size, changed] = record.split(' ', 3);
  if (kind === 'f') sums.bytes += Number(size);
  sums.changed = Math.max(sums.changed, Number(changed) * 1000);
}
