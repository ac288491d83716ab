/** The coarseness of file times: a tick of the kernel, or a second or two on file systems without fractions. */
const TICK_MS = 100;
const COARSE_MS = 2000;

/**
 * Whether a file changed so shortly before `now` (both in milliseconds since the epoch) that another change could have the same time.
 * Such stats prove nothing, as with git's "racily clean" entries.
 */
export function isRacy(changed: number, now: number): boolean {
  return changed > now - (changed % 1000 === 0 ? COARSE_MS : TICK_MS);
}
