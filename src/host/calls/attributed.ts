import { constants } from 'node:os';
import { canMakeCalls } from './machines.ts';
import { makeCallsInside } from './server.ts';
import type { Call } from './table.ts';

/** Paths at a time: with the longest paths smaller than the memory of the program that makes the calls. */
const BATCH = 2000;
/** The program ends at each file with attributes. With more of these files, GNU tar reads all later files. */
const MAX_ENDS = 4;
const { ERANGE } = constants.errno;

interface Asking {
  /** The directory of the files. */
  readonly root: string;
  /** A path for the file of the program that makes the calls; beside the root by default. */
  readonly program?: string | undefined;
}

/**
 * Returns the paths of files that may have extended attributes, which Node cannot read. Paths are relative and have one character a
 * byte. A list of names without room for a single name fails exactly for files with attributes.
 */
export async function mayHaveAttributes(
  paths: readonly string[],
  { root, program }: Asking,
): Promise<ReadonlySet<string>> {
  if (!canMakeCalls()) return new Set(paths);
  const found = new Set<string>();
  for (let start = 0; start < paths.length; ) {
    const batch = paths.slice(start, start + BATCH);
    const failure = await makeCallsInside(root, batch.map(listing), program);
    if (failure === undefined) start += batch.length;
    else {
      found.add(batch[failure.call] ?? '');
      start += failure.call + 1;
      if (failure.errno === ERANGE && found.size <= MAX_ENDS) continue;
      for (const path of paths.slice(start)) found.add(path);
      return found;
    }
  }
  return found;
}

function listing(path: string): Call {
  return {
    name: 'llistxattr',
    args: [Buffer.from(`${path === '' ? '.' : path}\0`, 'latin1'), Buffer.alloc(1), 1],
  };
}
