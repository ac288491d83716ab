import { chownSync, closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { writeShown } from './shown-file.ts';

/** One byte more than a job may have, so that too much is seen as such. */
const MAX_BYTES = 1024 * 1024 + 1;

/** Makes the file behind `$GITHUB_OUTPUT`: the step's user owns it, and any other user of the step may append to it. */
export function makeOutputFile(file: string, user: { readonly uid: number; readonly gid: number }): void {
  writeShown(file, '', 0o666);
  chownSync(file, user.uid, user.gid);
}

/** What the step wrote, at most 1 MiB and one byte. Anything but a regular file counts as empty. */
export function readOutputFile(file: string): Uint8Array {
  const opened = openSync(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    const stats = fstatSync(opened);
    if (!stats.isFile() || stats.size === 0) return new Uint8Array();
    const bytes = Buffer.alloc(Math.min(stats.size, MAX_BYTES));
    return bytes.subarray(0, readSync(opened, bytes, 0, bytes.length, 0));
  } finally {
    closeSync(opened);
  }
}
