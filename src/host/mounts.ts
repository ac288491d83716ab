import { readFileSync } from 'node:fs';
import { isObuilderError } from '../errors.ts';
import { runQuick } from './process.ts';

const octalEscape = /\\([0-7]{3})/g;

/** Mount points at or below any of `directories`, deepest first, one line for each mount (a point may repeat). */
function mountsBelow(directories: readonly string[]): readonly string[] {
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

function isMountPoint(directory: string): boolean {
  return mountsBelow([directory]).includes(directory);
}

/**
 * Unmounts everything at or below `directories`; what is busy is detached and goes with its last user. After it,
 * deleting these directories cannot reach into another file system.
 *
 * @throws ObuilderError `command-failed` where a mount stays
 */
export async function unmountBelow(directories: readonly string[]): Promise<void> {
  for (const point of mountsBelow(directories)) {
    try {
      await runQuick('umount', ['--', point]);
    } catch (error) {
      if (!isObuilderError(error, 'command-failed')) throw error;
      if (isMountPoint(point)) await runQuick('umount', ['--lazy', '--', point]);
    }
  }
}
