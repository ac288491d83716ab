import { lstatSync } from 'node:fs';
import path from 'node:path';
import { ObuilderError } from '../../errors.ts';
import { isInMemory } from '../../files/tmpfs.ts';
import { writeShown } from '../shown-file.ts';

/** The usual mount points of file systems in memory. */
const USUAL_PLACES = ['/run', '/dev/shm'] as const;

/** S_ISVTX: only a file's owner may rename or remove a file in the directory. */
const STICKY = 0o1000;
const OTHERS_WRITE = 0o022;

/**
 * Returns the parent, in memory, of a directory for each step; undefined if this machine has no safe file system in memory.
 * Secrets must not reach a disk, and making the runtime's small files is ten times as fast in memory.
 */
export function memoryDirectory(preferred: string): string | undefined {
  return [preferred, ...USUAL_PLACES].find((place) => isInMemory(place) && keepsWhatRootMakes(place));
}

/** Whether only root can replace a directory of root in `place`. */
function keepsWhatRootMakes(place: string): boolean {
  const stats = lstatSync(place);
  if (!stats.isDirectory() || stats.uid !== 0) return false;
  return (stats.mode & OTHERS_WRITE) === 0 || (stats.mode & STICKY) !== 0;
}

/**
 * Writes a secret as a file of root. Any user of the step may read the file, but only the mounted file is visible in the step,
 * not the directory.
 *
 * @throws ObuilderError `sandbox-failed` if the step's directory is not in memory
 */
export function writeSecret(
  step: { readonly directory: string; readonly isInMemory: boolean },
  name: string,
  value: Uint8Array,
): string {
  if (!step.isInMemory) {
    throw new ObuilderError(
      'sandbox-failed',
      'could not keep a secret in memory: this machine has no safe tmpfs',
      {
        hint: `Mount a tmpfs on one of ${USUAL_PLACES.join(', ')}.`,
      },
    );
  }
  const file = path.join(step.directory, name);
  writeShown(file, value, 0o644);
  return file;
}
