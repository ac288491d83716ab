import { closeSync, constants, copyFile as copyByPath, openSync, rmSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import type { ManifestEntry } from '../../contract/trees.ts';
import { errnoOf } from '../../files/errno.ts';
import { pathOf } from '../directory.ts';
import type { Checks } from './checks.ts';

type FileEntry = Extract<ManifestEntry, { readonly kind: 'file' }>;

/** The open descriptors of a file and its copy. */
interface Pair {
  readonly source: number;
  readonly target: number;
}

const { O_RDONLY, O_RDWR, O_CREAT, O_EXCL, O_NOFOLLOW, COPYFILE_FICLONE_FORCE } = constants;
const copyByPathSoon = promisify(copyByPath);

/** The state of sharing blocks between the files of a copy and their sources. */
export interface Sharing {
  readonly checks: Checks;
  readonly scratch: string | undefined;
  /** False after the first failure: the two sides are on file systems that share no blocks. */
  mayShareBlocks: boolean;
}

/**
 * Shares the blocks of the source with a private file, and the private file's blocks with the target. The next step may
 * change the target but not the private file, whose content is compared meanwhile.
 */
export async function shareChecked(
  copying: Sharing,
  entry: FileEntry,
  { source, target }: Pair,
): Promise<boolean> {
  if (!copying.mayShareBlocks) return false;
  if (copying.scratch === undefined) return await shareAtOnce(copying, entry, { source, target });
  // Uses the private file's name before unlinking: not every file system opens an unlinked file through /proc.
  const file = path.join(copying.scratch, `${process.pid}-${entry.digest.slice(-16)}`);
  const copy = openSync(file, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW, 0o600);
  let isTaken = false;
  try {
    const isShared =
      (await shareBlocks(copying, pathOf(source), file)) &&
      (await shareBlocks(copying, file, pathOf(target)));
    if (!isShared) return false;
    isTaken = true;
    await copying.checks.add(entry, copy);
    return true;
  } finally {
    rmSync(file, { force: true });
    if (!isTaken) closeSync(copy);
  }
}

/** Shares blocks without a private file: compares the target before anybody else gets the target. */
async function shareAtOnce(copying: Sharing, entry: FileEntry, { source, target }: Pair): Promise<boolean> {
  if (!(await shareBlocks(copying, pathOf(source), pathOf(target)))) return false;
  await copying.checks.add(entry, openSync(pathOf(target), O_RDONLY));
  await copying.checks.done;
  return true;
}

/** Errors of file systems that share no blocks, or no blocks of these files. */
const CANNOT = new Set(['EXDEV', 'ENOTSUP', 'EOPNOTSUPP', 'EINVAL', 'ENOSYS', 'ENOTTY']);

/** Gives an empty file the blocks of another file, both by path. Returns false if the file system cannot. */
export async function shareBlocks(
  copying: Pick<Sharing, 'mayShareBlocks'>,
  source: string,
  target: string,
): Promise<boolean> {
  if (!copying.mayShareBlocks) return false;
  try {
    // In another thread: the kernel writes unwritten blocks to the disk first.
    await copyByPathSoon(source, target, COPYFILE_FICLONE_FORCE);
    return true;
  } catch (error) {
    if (!CANNOT.has(errnoOf(error) ?? '')) throw error;
    copying.mayShareBlocks = false;
    return false;
  }
}
