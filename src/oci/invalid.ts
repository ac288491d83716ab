import { type ErrorDetails, factsOf, ObuilderError } from '../errors.ts';
import { errnoOf } from '../files/errno.ts';
import { diskFull, isSpaceFault } from '../files/full-disk.ts';

export function imageInvalid(message: string, details: ErrorDetails = {}) {
  return new ObuilderError('image-invalid', message, details);
}

export function imageUnavailable(message: string, details: ErrorDetails = {}) {
  return new ObuilderError('image-unavailable', message, details);
}

/**
 * Returns `error` with its subject, e.g. a layer's digest, in front of the message.
 *
 * @param written the directory that the work writes to; a `disk-full` error names this directory
 */
export function within(subject: string, error: unknown, written?: string): ObuilderError {
  if (isSpaceFault(error))
    return diskFull(subject, error, { written: written === undefined ? [] : [written] });
  if (error instanceof ObuilderError) {
    const { value, hint, at, stderr, cause } = error;
    const details = { value, hint, at, ...factsOf(error), stderr, cause };
    return new ObuilderError(error.code, `${subject}: ${error.message}`, details);
  }
  if (isAbort(error)) return new ObuilderError('cancelled', `${subject}: cancelled`, { cause: error });
  const message = error instanceof Error ? error.message : String(error);
  return imageInvalid(`${subject}: ${message}`, { cause: error });
}

export function isAbort(error: unknown): boolean {
  return error instanceof Error && (error.name === 'AbortError' || errnoOf(error) === 'ABORT_ERR');
}
