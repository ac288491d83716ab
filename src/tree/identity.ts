import type { Stats } from 'node:fs';

/** What tells that a file has not changed: inode, size, and both times, which every write and every rename moves. */
export type Identity = readonly [inode: number, size: number, modifiedMs: number, changedMs: number];

export function identityOf({ ino, size, mtimeMs, ctimeMs }: Stats): Identity {
  return [ino, size, mtimeMs, ctimeMs];
}

export function isSame(left: Identity | undefined, right: Identity): boolean {
  return left?.every((value, index) => value === right[index]) ?? false;
}

/** How coarse a clock may be: a tick of the kernel, or seconds where a file system keeps no more. */
const TICK_MS = 100;
const COARSE_MS = 2000;

/**
 * True when the file changed so shortly before `now` (milliseconds since the epoch) that another change in the same tick of
 * its clock could not be told. Such an identity says nothing, as with git's "racily clean" entries.
 */
export function isRacy(identity: Identity, now: number): boolean {
  const changed = identity[3];
  return changed > now - (changed % 1000 === 0 ? COARSE_MS : TICK_MS);
}
