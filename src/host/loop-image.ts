import { readFileSync } from 'node:fs';
import path from 'node:path';
import { isObuilderError } from '../errors.ts';
import { mountOf } from './probes.ts';
import { runProgram } from './process/run.ts';

/** Returns the image file of the loop device below `directory`; undefined for other devices. */
export function imageBelow(directory: string): string | undefined {
  const device = mountOf(directory)?.device;
  if (device === undefined || !/^\/dev\/loop\d+$/.test(device)) return undefined;
  try {
    const file = readFileSync(`/sys/block/${path.basename(device)}/loop/backing_file`, 'utf8').trim();
    return file.startsWith('/') ? file : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Returns unused blocks of the file system at `directory` to the disk below its image.
 *
 * @param smallest smaller pieces, in bytes, stay in the image, because each piece costs the disk about as much as a large piece
 */
export async function returnUnused(directory: string, smallest: number): Promise<void> {
  try {
    await runProgram('fstrim', ['--minimum', String(smallest), directory]);
  } catch (error) {
    // Not all file systems support holes in files. The image keeps its size then, which is no error.
    if (!isObuilderError(error, 'tool-failed') && !isObuilderError(error, 'tool-missing')) throw error;
  }
}
