import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { factsOf, isObuilderError, ObuilderError } from '../errors.ts';
import { readMounts } from './mount-table.ts';
import { runProgram } from './process/run.ts';

/** Returns the mount points at or below any of `directories`, the deepest first. A point repeats for each mount there. */
export function mountsBelow(directories: readonly string[]): readonly string[] {
  const prefixes = directories.map((directory) => (directory.endsWith('/') ? directory : `${directory}/`));
  const points = readMounts().map(({ directory }) => directory);
  return points.filter((point) => prefixes.some((prefix) => `${point}/`.startsWith(prefix))).reverse();
}

/** Returns the first mount point of the whole file system `source` (a device or dataset), or undefined. */
export function mountPointOf(source: string): string | undefined {
  return readMounts().find(({ root, device }) => root === '/' && device === source)?.directory;
}

/** Whether `directory` itself is a mount point. */
export function isMountPoint(directory: string): boolean {
  return mountsBelow([directory]).includes(path.normalize(directory));
}

/**
 * Unmounts everything at or below `directories`, so that deleting the directories cannot reach another file system. Detaches busy
 * mounts, which the kernel unmounts after their last user.
 *
 * @throws ObuilderError `tool-failed` if a mount stays
 */
export async function unmountBelow(directories: readonly string[]): Promise<void> {
  for (const point of mountsBelow(directories)) {
    try {
      await runProgram('umount', ['--', point]);
    } catch (error) {
      if (!isObuilderError(error, 'tool-failed')) throw error;
      if (isMountPoint(point)) await runProgram('umount', ['--lazy', '--', point]);
    }
  }
}

/** Makes newer versions of mount(8) use mount(2), since fsconfig(2) limits an option to 256 bytes. */
export const MOUNT_ENVIRONMENT = { LIBMOUNT_FORCE_MOUNT2: 'always' };

const BUSY_MS = [20, 80, 300, 600];

/**
 * Unmounts `directory` and makes sure that no program can write there any more. Readers keep their open files. Does nothing without a
 * mount.
 *
 * @throws ObuilderError `tool-failed` if a program still has files open for writing
 */
export async function unmountForGood(directory: string): Promise<void> {
  for (const waitMs of [...BUSY_MS, undefined]) {
    try {
      await runProgram('umount', ['--', directory]);
      return;
    } catch (error) {
      if (!isObuilderError(error, 'tool-failed')) throw error;
      if (!isMountPoint(directory)) return;
      if (waitMs !== undefined) await delay(waitMs);
    }
  }
  try {
    await runProgram('mount', ['--options-mode', 'ignore', '-o', 'remount,ro', '--', directory], {
      env: MOUNT_ENVIRONMENT,
    });
  } catch (cause) {
    const facts = isObuilderError(cause) ? factsOf(cause) : {};
    throw new ObuilderError('tool-failed', `a program still writes files below ${directory}`, {
      ...facts,
      cause,
    });
  }
  await runProgram('umount', ['--lazy', '--', directory]);
}

/** Shows the directory `from` at the directory `to`, read-only, without the mounts inside `from`. */
export async function bindReadOnly(from: string, to: string): Promise<void> {
  await runProgram('mount', ['--bind', '-o', 'ro,nosuid,nodev', '--', from, to]);
}
