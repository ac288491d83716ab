import type { Stats } from 'node:fs';

/** What tells that a file has not changed: device, inode, size, and both times, which every write and every rename moves. */
type Identity = Pick<Stats, 'dev' | 'ino' | 'size' | 'mtimeMs' | 'ctimeMs'>;

export function isSame(left: Identity, right: Identity): boolean {
  return (
    left.ino === right.ino &&
    left.size === right.size &&
    left.mtimeMs === right.mtimeMs &&
    left.ctimeMs === right.ctimeMs &&
    left.dev === right.dev
  );
}

/** How coarse a clock may be: a tick of the kernel, or seconds where a file system keeps no more. */
const TICK_MS = 100;
const COARSE_MS = 2000;

/**
 * True when the file changed so shortly before `now` (milliseconds since the epoch) that another change in the same tick of
 * its clock could not be told. Such stats say nothing, as with git's "racily clean" entries.
 */
export function isRacy({ ctimeMs }: Identity, now: number): boolean {
  return ctimeMs > now - (ctimeMs % 1000 === 0 ? COARSE_MS : TICK_MS);
}
