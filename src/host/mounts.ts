import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { factsOf, isObuilderError, ObuilderError } from '../errors.ts';
import { runProgram } from './process/run.ts';

const octalEscape = /\\([0-7]{3})/g;

/** Mount points at or below any of `directories`, deepest first, one line for each mount (a point may repeat). */
export function mountsBelow(directories: readonly string[]): readonly string[] {
  const prefixes = directories.map((directory) => (directory.endsWith('/') ? directory : `${directory}/`));
  const points = readFileSync('/proc/self/mountinfo', 'utf8')
    .split('\n')
    .map((line) => plain(line.split(' ')[4] ?? ''));
  return points.filter((point) => prefixes.some((prefix) => `${point}/`.startsWith(prefix))).reverse();
}

/** Where the whole of what `source` names is mounted, as the kernel has it: the first place, or undefined. */
export function mountPointOf(source: string): string | undefined {
  for (const line of readFileSync('/proc/self/mountinfo', 'utf8').split('\n')) {
    // Between the fields of the mount and those of the file system are any number of others (proc_pid_mountinfo(5)).
    const [mount = '', fileSystem = ''] = line.split(' - ');
    const [, , , root, point = ''] = mount.split(' ');
    if (root === '/' && plain(fileSystem.split(' ')[1] ?? '') === source) return plain(point);
  }
  return undefined;
}

/** A field as it was before the kernel escaped blanks and backslashes in it. */
const plain = (field: string) =>
  field.replace(octalEscape, (_, code: string) => String.fromCharCode(Number.parseInt(code, 8)));

/** Whether something is mounted right there. */
export function isMountPoint(directory: string): boolean {
  return mountsBelow([directory]).includes(path.normalize(directory));
}

/**
 * Unmounts everything at or below `directories`; what is busy is detached and goes with its last user. After it,
 * deleting these directories cannot reach into another file system.
 *
 * @throws ObuilderError `tool-failed` where a mount stays
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

/** Newer `mount` programs use a system call that takes 256 bytes of an option only, unless told not to. */
export const MOUNT_ENVIRONMENT = { LIBMOUNT_FORCE_MOUNT2: 'always' };

const BUSY_MILLISECONDS = [20, 80, 300, 600];

/**
 * Unmounts what is mounted at `directory`, for good: nobody can write there afterwards. Who only reads there keeps what they
 * have open. Where nothing is mounted there is nothing to do.
 *
 * @throws ObuilderError `tool-failed` where a program still has files open for writing
 */
export async function unmountForGood(directory: string): Promise<void> {
  for (const milliseconds of [...BUSY_MILLISECONDS, undefined]) {
    try {
      await runProgram('umount', ['--', directory]);
      return;
    } catch (error) {
      if (!isObuilderError(error, 'tool-failed')) throw error;
      if (!isMountPoint(directory)) return;
      if (milliseconds !== undefined) await delay(milliseconds);
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

/** Shows the directory `from` at the directory `to`, read-only, without what is mounted inside it. */
export async function bindReadOnly(from: string, to: string): Promise<void> {
  await runProgram('mount', ['--bind', '-o', 'ro,nosuid,nodev', '--', from, to]);
}
