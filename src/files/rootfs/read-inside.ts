import { closeSync, constants, fstatSync, lstatSync, openSync, readSync } from 'node:fs';
import { resolveInside } from '../inside.ts';
import { nativePath } from '../names.ts';

/**
 * Returns the text of a regular file inside, or an empty text. Never opens a file outside the image or a device, and never waits on a
 * pipe. Nobody else may change the root meanwhile.
 *
 * @param most in bytes; the rest of a larger file is left out
 */
export function readInside(rootfs: string, path: string, most: number): string {
  try {
    const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
    const found = resolveInside(rootfs, path, { refuse: (reason) => new Error(`${path} ${reason}`) });
    const name = nativePath(found.file);
    // Opening a device may already have an effect.
    if (!lstatSync(name).isFile()) return '';
    const file = openSync(name, flags);
    try {
      const bytes = Buffer.alloc(Math.min(most, fstatSync(file).size));
      return bytes.toString('utf8', 0, readSync(file, bytes, 0, bytes.length, 0));
    } finally {
      closeSync(file);
    }
  } catch {
    return '';
  }
}
