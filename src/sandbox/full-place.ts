import { isObuilderError, ObuilderError } from '../errors.ts';
import { diskFull, fullPlaceOf, isSpaceFault, usualPlaces } from '../files/full-disk.ts';

/** Returns the error of a step that could not start, and names a full file system. Asks the file systems, never the error's text. */
export function namingFullPlace(error: unknown, directory: string | undefined): unknown {
  const written = [...(directory === undefined ? [] : [directory]), ...usualPlaces()];
  if (isSpaceFault(error)) return diskFull('the step cannot be started', error, { written });
  if (!isObuilderError(error, 'sandbox-failed')) return error;
  const full = fullPlaceOf(written);
  if (full === undefined) return error;
  const { message, value, at } = error;
  return new ObuilderError('sandbox-failed', `${message}; ${full.place} is full (${full.lack})`, {
    value,
    at,
    hint: `Free space at ${full.place}.`,
    cause: error,
  });
}
