import { lstatSync } from 'node:fs';
import path from 'node:path';
import { ObuilderError } from '../../errors.ts';
import { isInMemory } from '../../files/tmpfs.ts';
import { writeShown } from '../shown-file.ts';

/** Where systems have a file system in memory. */
const USUAL_PLACES = ['/run', '/dev/shm'] as const;

/** The bit of a directory in which only its owner may rename or remove a file. */
const STICKY = 0o1000;
const OTHERS_WRITE = 0o022;

/**
 * The directory where each step has one of its own, in memory: secrets must not reach a disk, and the runtime's small files
 * are made there ten times as fast. Undefined where this machine has no such place.
 */
export function memoryDirectory(preferred: string): string | undefined {
  return [preferred, ...USUAL_PLACES].find((place) => isInMemory(place) && keepsWhatRootMakes(place));
}

/** Whether nobody but root can exchange a directory of root's in there for another. */
function keepsWhatRootMakes(place: string): boolean {
  const stats = lstatSync(place);
  if (!stats.isDirectory() || stats.uid !== 0) return false;
  return (stats.mode & OTHERS_WRITE) === 0 || (stats.mode & STICKY) !== 0;
}

/**
 * Writes a secret as a file of root that any user of the step may read, since the step sees the file but not its directory.
 *
 * @throws ObuilderError `sandbox-failed` when the step's directory is not in memory
 */
export function writeSecret(
  step: { readonly directory: string; readonly isInMemory: boolean },
  name: string,
  value: Uint8Array,
): string {
  if (!step.isInMemory) {
    throw new ObuilderError('sandbox-failed', 'there is no file system in memory to keep a secret in', {
      hint: `Mount a tmpfs on one of ${USUAL_PLACES.join(', ')}.`,
    });
  }
  const file = path.join(step.directory, name);
  writeShown(file, value, 0o644);
  return file;
}
