import { existsSync, promises } from 'node:fs';
import path from 'node:path';
import { isObuilderError } from '../errors.ts';
import { unmountBelow } from '../host/mounts.ts';
import { runProgram } from '../host/process/run.ts';
import { copyDeep, isDeep } from './deep-copy.ts';

/**
 * Copies the directory `from` to `to`, which does not exist, with everything that a file system keeps of files; where the
 * file system can share content between files, it does. What is mounted inside is not copied.
 *
 * It reads from the directory that was at `from` when it began, also when that is renamed meanwhile.
 */
export async function copyTree(from: string, to: string): Promise<void> {
  // A copy may take long: it ends with this process, so that what a killed one leaves can be removed at once.
  const cp = ['--pdeathsig', 'KILL', '--', 'cp'];
  try {
    await runProgram('setpriv', [...cp, ...ALL_OF_FILES, '--no-target-directory', '--', '.', to], {
      cwd: from,
    });
  } catch (error) {
    // A failure tells that a path may be too long, so other copies need no look at the tree.
    if (!isObuilderError(error, 'tool-failed') || !(await isDeep(from))) throw error;
    await copyInParts(from, to);
  }
}

/** `xattr` by its name: attributes that cannot be kept are an error then. */
const ALL_OF_FILES = ['--archive', '--preserve=all,xattr', '--reflink=auto', '--one-file-system'];

/** Copies a tree that is too deep for the kernel's longest path. */
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
 * Removes directories with all that is in them, in this order, however deep they are and whatever the modes. What is
 * mounted in them is unmounted, never entered. One that is missing is no error.
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
 * A step may have made files immutable, or, where the file system has such, parts of its tree that look like another file
 * system; somebody else may be removing the same tree.
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
 * The bytes on disk of all files below `paths`; what several files share by reflinks counts for each. What changes
 * meanwhile is counted or not.
 */
export async function bytesIn(paths: readonly string[]): Promise<number> {
  // Its status says that some file vanished while it walked, which files do.
  const script = 'du --summarize --total --one-file-system --block-size=1 -- "$@" 2>/dev/null || :';
  const listing = await runProgram('sh', ['-c', script, 'sh', ...paths]);
  return Number.parseInt(listing.trimEnd().split('\n').at(-1) ?? '', 10) || 0;
}
