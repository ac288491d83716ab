import { readInside } from './read-inside.ts';

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
  const home = homeOf(readInside(rootfs, '/etc/passwd', MAX_BYTES), uid);
  return home?.startsWith('/') && !home.includes('\0') ? home : '/';
}
