import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { resolveInside } from '../../files/inside.ts';
import { nativePath } from '../../files/names.ts';
import { refused } from './refused.ts';

/** More than any real passwd; the rest of a larger one is not looked at. */
const MAX_BYTES = 1024 * 1024;

/** The home directory of `uid` in the text of a passwd file, as in passwd(5); the first line for a uid counts. */
export function homeOf(passwd: string, uid: number): string | undefined {
  for (const line of passwd.split('\n')) {
    const fields = line.split(':');
    if (fields.length >= 6 && /^\d+$/.test(fields[2] ?? '') && Number(fields[2]) === uid)
      return fields[5] || undefined;
  }
  return undefined;
}

/** The home directory that the image at `rootfs` gives `uid`; `/` where it says nothing that can be used. */
export function imageHome(rootfs: string, uid: number): string {
  const home = homeOf(readInside(rootfs, '/etc/passwd'), uid);
  return home?.startsWith('/') && !home.includes('\0') ? home : '/';
}

/** The text of a regular file inside; empty where there is none. Neither a link out of the image nor a pipe is opened to hang on. */
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
