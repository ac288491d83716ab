import type { Stats } from 'node:fs';

/** Proves that a file is unchanged: device, inode, size, and both times. Every write and every rename changes a time. */
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
