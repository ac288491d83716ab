import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { partsOf, type TimedFile } from '../../files/file-time.ts';
import { byteLength, nativePath } from '../../files/names.ts';
import { canMakeCalls } from '../../host/calls/machines.ts';

interface Timed {
  readonly path: string;
  /** Nanoseconds since the epoch. */
  readonly modified: string;
}

/** A longer path is beyond the maximum of a system call. */
const MAX_PATH = 4000;

/** The file of the program that sets times. The user may not be able to start programs below the destination. */
let program: string | undefined;
let isPossible = canMakeCalls();

/**
 * Sets times to the nanosecond. Node has set these times to 240 ns already, and without such a program, for example if the temporary
 * directory allows no programs, this is all that the user gets.
 *
 * @param root the destination of the paths
 */
export async function setExactTimes(root: string, files: readonly Timed[]): Promise<void> {
  const timed = files.flatMap(({ path: file, modified }): TimedFile[] => {
    const time = BigInt(modified);
    const isExact = partsOf(time).nanoseconds === 0 || byteLength(file) > MAX_PATH;
    return isExact ? [] : [{ path: nativePath(file), modified: time }];
  });
  if (timed.length === 0 || !isPossible) return;
  try {
    const { setTimes } = await import('../../files/set-times.ts');
    program ??= path.join(tmpdir(), `.obuilder-${randomBytes(9).toString('base64url')}`);
    await setTimes(root, timed, program);
  } catch {
    isPossible = false;
  }
}
