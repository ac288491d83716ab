/** How coarse a clock may be: a tick of the kernel, or seconds where a file system keeps no more. */
const TICK_MS = 100;
const COARSE_MS = 2000;

/**
 * True when a file changed so shortly before `now` (both milliseconds since the epoch) that another change in the same tick of its
 * clock could not be told. Such stats say nothing, as with git's "racily clean" entries.
 */
export function isRacy(changed: number, now: number): boolean {
  return changed > now - (changed % 1000 === 0 ? COARSE_MS : TICK_MS);
}
