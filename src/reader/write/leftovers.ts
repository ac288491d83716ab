import { rmSync } from 'node:fs';
import { errnoOf } from '../../files/errno.ts';
import type { Directory } from '../../tree/directory.ts';
import { isTemporaryName } from './new-file.ts';

/** Milliseconds without a write. A day, because machines that share a directory may have other clocks and slow uploads. */
const MIN_AGE_MS = 24 * 60 * 60 * 1000;

/** Deletes the temporary files of killed writers. */
export function removeLeftovers(directory: Directory): void {
  const newest = Date.now() - MIN_AGE_MS;
  for (const name of directory.list().filter(isTemporaryName)) {
    const stats = directory.stat(name);
    if (stats?.isFile() && stats.mtimeMs < newest) removeIfAllowed(directory.at(name));
  }
}

function removeIfAllowed(file: string | Buffer): void {
  try {
    rmSync(file, { force: true });
  } catch (error) {
    // Files of another user in a shared directory.
    if (!REFUSED.has(errnoOf(error) ?? '')) throw error;
  }
}

const REFUSED = new Set(['EPERM', 'EACCES']);
