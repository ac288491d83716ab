import { existsSync, promises } from 'node:fs';
import path from 'node:path';
import { isObuilderError, must } from '../errors.ts';
import { unmountBelow } from '../host/mounts.ts';
import { runProgram } from '../host/process/run.ts';
import { copyDeep, isDeep } from './deep-copy.ts';

/**
 * Copies the directory `from` to the new directory `to` with all metadata, and shares content with the source if the file system has
 * reflinks. Leaves out mounts inside `from`. A rename of `from` during the copy has no effect.
 */
export async function copyTree(from: string, to: string): Promise<void> {
  // `pdeathsig` ends the copy with this process, so that the next process can remove the leftovers of a killed process.
  const cp = ['--pdeathsig', 'KILL', '--', 'cp'];
  try {
    await runProgram('setpriv', [...cp, ...ALL_OF_FILES, '--no-target-directory', '--', '.', to], {
      cwd: from,
    });
  } catch (error) {
    // Only after a failure, since `isDeep` walks the whole tree.
    if (!isObuilderError(error, 'tool-failed') || !(await isDeep(from))) throw error;
    await copyInParts(from, to);
  }
}

/** `all` ignores attributes that the target cannot store; `xattr` by name makes them an error. */
const ALL_OF_FILES = ['--archive', '--preserve=all,xattr', '--reflink=auto', '--one-file-system'];

/** Copies a tree whose paths exceed the kernel's limit. */
async function copyInParts(from: string, to: string): Promise<void> {
  const parts = `${to}.parts`;
  await removeTrees([to]);
  try {
    await copyDeep(from, parts, ALL_OF_FILES);
    await promises.rename(path.join(parts, 'part', '0'), to);
  } finally {
    await removeTrees([parts]);
  }
}

/** Keeps a command line far below the kernel's limit. */
const TREES_A_COMMAND = 64;

/**
 * Deletes directory trees in this order, with any depth and any modes. Unmounts the file systems inside instead of entering them. A
 * missing directory is no error.
 */
export async function removeTrees(directories: readonly string[]): Promise<void> {
  for (let start = 0; start < directories.length; start += TREES_A_COMMAND) {
    const some = directories
      .slice(start, start + TREES_A_COMMAND)
      .filter((directory) => existsSync(directory));
    if (some.length === 0) continue;
    await unmountBelow(some);
    try {
      await remove(some, '--one-file-system');
    } catch (error) {
      if (!isObuilderError(error, 'tool-failed')) throw error;
      await removeStubborn(some, error);
    }
  }
}

const remove = (directories: readonly string[], ...options: readonly string[]) =>
  runProgram('rm', ['-rf', ...options, '--', ...directories]);

/**
 * Deletes trees that `rm` refused: with immutable files, or with btrfs subvolumes, which look like other file systems. Another
 * process may delete the same tree at the same time.
 */
async function removeStubborn(directories: readonly string[], fault: unknown): Promise<void> {
  const left = directories.filter((directory) => existsSync(directory));
  if (left.length === 0) return;
  await runProgram('chattr', ['-R', '-f', '-i', '-a', ...left]).catch((error: unknown) => {
    if (isObuilderError(error, 'tool-missing')) throw fault;
  });
  await unmountBelow(left);
  await remove(left);
}

/**
 * Returns the bytes on disk of all files below `paths`. Blocks that files share by reflinks count for each file. Concurrent changes
 * may or may not count.
 */
export async function bytesIn(paths: readonly string[]): Promise<number> {
  // `du` fails if a file vanishes during the walk, which is normal.
  const script = 'du --summarize --total --one-file-system --block-size=1 -- "$@" 2>/dev/null || :';
  const listing = await runProgram('sh', ['-c', script, 'sh', ...paths]);
  return Number.parseInt(must(listing.trimEnd().split('\n').at(-1), 'the last line of du'), 10) || 0;
}
