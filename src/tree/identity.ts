import type { Stats } from 'node:fs';

/** What tells that a file has not changed: device, inode, size, and both times, which every write and every rename moves. */
export type Identity = readonly [
  device: number,
  inode: number,
  size: number,
  modifiedMs: number,
  changedMs: number,
];

export function identityOf({ dev, ino, size, mtimeMs, ctimeMs }: Stats): Identity {
  return [dev, ino, size, mtimeMs, ctimeMs];
}

/** True when `stats` are those of the file as `identity` was taken. */
export function isSame(identity: Identity, { dev, ino, size, mtimeMs, ctimeMs }: Stats): boolean {
  return (
    identity[1] === ino &&
    identity[2] === size &&
    identity[3] === mtimeMs &&
    identity[4] === ctimeMs &&
    identity[0] === dev
  );
}

/** How coarse a clock may be: a tick of the kernel, or seconds where a file system keeps no more. */
const TICK_MS = 100;
const COARSE_MS = 2000;

/**
 * True when the file changed so shortly before `now` (milliseconds since the epoch) that another change in the same tick of
 * its clock could not be told. Such an identity says nothing, as with git's "racily clean" entries.
 */
export function isRacy(identity: Identity, now: number): boolean {
  const changed = identity[4];
  return changed > now - (changed % 1000 === 0 ? COARSE_MS : TICK_MS);
}
