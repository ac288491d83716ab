import type { Directory } from '../../tree/directory.ts';

/** Modes that let a group write, whatever the umask of the writer. */
export interface GroupModes {
  readonly directory: number;
  readonly file: number;
}

const SET_GID = 0o2000;
const GROUP_WRITES = 0o020;
/** Only the owner of an entry may replace the entry. */
const STICKY = 0o1000;

/**
 * Returns the modes of entries below a directory that a group shares, as git's `core.sharedRepository` does; undefined for another
 * directory. The members of the group can replace every entry of the directory anyway, so the modes give nobody a new right.
 */
export function groupModesOf(root: Directory): GroupModes | undefined {
  const mode = root.stat('.')?.mode ?? 0;
  const isShared = (mode & (SET_GID | GROUP_WRITES | STICKY)) === (SET_GID | GROUP_WRITES);
  return isShared ? { directory: mode & 0o2775, file: mode & 0o664 } : undefined;
}
