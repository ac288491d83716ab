import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { resolveInside } from '../../files/inside.ts';
import { nativePath } from '../../files/names.ts';
import { refused } from './refused.ts';

/**
 * Returns the text of a regular file inside, or an empty text. Never opens a file outside the image, and never waits on a pipe.
 *
 * @param most in bytes; the rest of a larger file is left out
 */
export function readInside(rootfs: string, path: string, most: number): string {
  try {
    const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
    const found = resolveInside(rootfs, path, { refuse: (reason) => refused(path, reason) });
    const file = openSync(nativePath(found.file), flags);
    try {
      if (!fstatSync(file).isFile()) return '';
      const bytes = Buffer.alloc(Math.min(most, fstatSync(file).size));
      return bytes.toString('utf8', 0, readSync(file, bytes, 0, bytes.length, 0));
    } finally {
      closeSync(file);
    }
  } catch {
    return '';
  }
}
