import { closeSync, ftruncateSync, mkdtempSync, openSync, rmSync, statfsSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';

/** A sparse file for a throw-away file system. */
export interface ImageFile {
  readonly file: string;
  /** The directory with the file and nothing else. */
  readonly directory: string;
  remove(): void;
}

const MEMORY = '/dev/shm';

/**
 * Makes a sparse file of so many bytes: in memory if the machine has twice as much to spare, because a store waits for the disk after
 * each step of its work, and otherwise in `directory`. What is no test, such as a bench or a soak, has the real disk.
 */
export function makeImageFile(directory: string, bytes: number): ImageFile {
  const place = mkdtempSync(
    path.join(isTest() && hasMemory(bytes) ? MEMORY : directory, 'obuilder-test-image-'),
  );
  const file = path.join(place, 'image');
  const descriptor = openSync(file, 'wx');
  ftruncateSync(descriptor, bytes);
  closeSync(descriptor);
  return { file, directory: place, remove: () => rmSync(place, { recursive: true, force: true }) };
}

/** Vitest sets the variable. */
const isTest = () => process.env['VITEST'] !== undefined;

function hasMemory(bytes: number): boolean {
  try {
    const { bavail, bsize } = statfsSync(MEMORY);
    return Math.min(bavail * bsize, process.availableMemory()) > 2 * bytes;
  } catch {
    return false;
  }
}
