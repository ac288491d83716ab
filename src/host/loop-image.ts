import { readFileSync } from 'node:fs';
import path from 'node:path';
import { isObuilderError } from '../errors.ts';
import { mountOf } from './probes.ts';
import { runProgram } from './process/run.ts';

/** The image file of the loop device that `directory` is on; undefined on another kind of device. */
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
 * Gives the blocks that the file system at `directory` does not use back to the disk that its image is on.
 *
 * @param smallest pieces of fewer bytes stay with the image: each one costs the disk about as much as a large one
 */
export async function returnUnused(directory: string, smallest: number): Promise<void> {
  try {
    await runProgram('fstrim', ['--minimum', String(smallest), directory]);
  } catch (error) {
    // Some disks below cannot make holes in files; the image stays as large as it was, which is no error.
    if (!isObuilderError(error, 'tool-failed') && !isObuilderError(error, 'tool-missing')) throw error;
  }
}
