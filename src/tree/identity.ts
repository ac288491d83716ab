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
