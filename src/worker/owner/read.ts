import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { isObuilderError } from '../../errors.ts';
import { errnoOf } from '../../files/errno.ts';
import { untrustedEntry, untrustedWay } from '../../files/trust/trusted-path.ts';
import { ownerFault } from './rules.ts';

const MAX_BYTES = 1024 ** 2;

/** Returns the text of the owner's file, or undefined. @throws ObuilderError `input-invalid` for a file under other users' control */
export const readOwnerText = (file: string): string | undefined => readTrusted(file, MAX_BYTES);

/**
 * Returns the text of a file that only root controls; undefined for a missing file.
 *
 * @param most in bytes
 * @throws ObuilderError `input-invalid` for a file under other users' control, a larger file, and anything but a regular file
 */
export function readTrusted(file: string, most: number): string | undefined {
  const found = untrustedWay(path.dirname(file)) ?? untrustedEntry([file]);
  if (found !== undefined) throw ownerFault(file, `is not trusted: ${found.path} ${found.why}`, found.path);
  const handle = open(file);
  if (handle === undefined) return undefined;
  try {
    const { size } = fstatSync(handle);
    if (!fstatSync(handle).isFile()) throw ownerFault(file, 'is not a regular file');
    if (size > most) throw ownerFault(file, `is larger than ${most} bytes`);
    return readFileSync(handle, 'utf8');
  } finally {
    closeSync(handle);
  }
}

/** Whether an error means that this user may not read the owner's file. A build reads the file as root. */
export const isHidden = (error: unknown): boolean =>
  isObuilderError(error, 'input-invalid') && errnoOf(error.cause) === 'EACCES';

function open(file: string): number | undefined {
  try {
    return openSync(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    throw ownerFault(file, `cannot be read (${code})`, file, error);
  }
}
