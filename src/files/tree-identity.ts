import { createHash } from 'node:crypto';
import { must } from '../errors.ts';
import { outputOfGnu } from './gnu.ts';
import { mountedBelow } from './mounted-below.ts';

export interface TreeIdentity {
  /** Changes with the directory's own stats, and with the name or stats of any entry below. */
  readonly identity: string;
  /** The sum over all regular files. */
  readonly bytes: number;
  /** Time of the last change, in milliseconds since the epoch. */
  readonly changed: number;
  /** Mount points inside the tree, as relative paths; their content is left out. */
  readonly mounts: readonly string[];
}

/** Of find(1): the three fields that `addTo` reads, then further signs of a change, and the path. */
const FORMAT = '%y %s %C@ %T@ %D %i %m %U %G %p\\0';

/**
 * Reads the stats of the whole tree below an open directory, and opens no file. GNU find takes half the time of Node, on another
 * processor. It keeps the order of directory entries, which is stable without changes.
 *
 * @throws ObuilderError `tool-failed` (also if an entry vanishes meanwhile) or `tool-missing`; the signal's reason
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
    rest = must(records.pop(), 'the rest of the output of find');
    for (const record of records) addTo(sums, record);
  }
  return { identity: hash.digest('hex'), ...sums, mounts };
}

function* argumentsFor(mounts: readonly string[]): Generator<string> {
  yield '.';
  for (const mount of mounts) yield* ['-path', `./${asPattern(mount)}`, '-printf', FORMAT, '-prune', '-o'];
  yield* ['-printf', FORMAT];
}

/** Escapes a path as a shell pattern that matches only this path. */
export const asPattern = (path: string) => path.replace(/[\\*?[\]]/g, '\\$&');

function addTo(sums: { bytes: number; changed: number }, record: string): void {
  const [kind, size, changed] = record.split(' ', 3);
  if (kind === 'f') sums.bytes += Number(size);
  sums.changed = Math.max(sums.changed, Number(changed) * 1000);
}
