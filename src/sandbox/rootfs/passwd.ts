import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { resolveInside } from '../../files/inside.ts';
import { nativePath } from '../../files/names.ts';
import { refused } from './refused.ts';

/** More than any real passwd file has. The rest of a larger file is ignored. */
const MAX_BYTES = 1024 * 1024;

/** Returns the home directory of `uid` in the text of a passwd file, as in passwd(5). The first line of a uid counts. */
export function homeOf(passwd: string, uid: number): string | undefined {
  for (const line of passwd.split('\n')) {
    const fields = line.split(':');
    if (fields.length >= 6 && /^\d+$/.test(fields[2] ?? '') && Number(fields[2]) === uid)
      return fields[5] || undefined;
  }
  return undefined;
}

/** Returns the home directory of `uid` in the image at `rootfs`; `/` if the image has no usable entry. */
export function imageHome(rootfs: string, uid: number): string {
  const home = homeOf(readInside(rootfs, '/etc/passwd'), uid);
  return home?.startsWith('/') && !home.includes('\0') ? home : '/';
}

/** Returns the text of a regular file inside, or an empty text. Never opens a file outside the image, and never waits on a pipe. */
function readInside(rootfs: string, path: string): string {
  try {
    const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
    const found = resolveInside(rootfs, path, { refuse: (reason) => refused(path, reason) });
    const file = openSync(nativePath(found.file), flags);
    try {
      if (!fstatSync(file).isFile()) return '';
      const bytes = Buffer.alloc(Math.min(MAX_BYTES, fstatSync(file).size));
      return bytes.toString('utf8', 0, readSync(file, bytes, 0, bytes.length, 0));
    } finally {
      closeSync(file);
    }
  } catch {
    return '';
  }
}
