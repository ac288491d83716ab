import { readFileSync } from 'node:fs';
import { isObuilderError } from '../errors.ts';
import { runQuick } from './process.ts';

const octalEscape = /\\([0-7]{3})/g;

/** Mount points at or below any of `directories`, deepest first, one line for each mount (a point may repeat). */
function mountsBelow(directories: readonly string[]): readonly string[] {
  const prefixes = directories.map((directory) => (directory.endsWith('/') ? directory : `${directory}/`));
  const points = readFileSync('/proc/self/mountinfo', 'utf8')
    .split('\n')
    .map((line) => (line.split(' ')[4] ?? '').replace(octalEscape, (_, code: string) => fromOctal(code)));
  return points.filter((point) => prefixes.some((prefix) => `${point}/`.startsWith(prefix))).reverse();
}

const fromOctal = (code: string) => String.fromCharCode(Number.parseInt(code, 8));

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
