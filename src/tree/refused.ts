import { type ErrorDetails, isObuilderError, ObuilderError } from '../errors.ts';
import { errnoOf } from '../files/errno.ts';
import { diskFull, isSpaceFault } from '../files/full-disk.ts';

export function refused(message: string, details: ErrorDetails = {}): ObuilderError {
  return new ObuilderError('copy-refused', message, details);
}

/** The name in errors for the root of a copy, after the manifest was read. */
export const SOURCE = 'the source of the copy';

/** Returns the error for a source file that changed between two looks. */
export function changed(from: string, rootName: string, cause?: unknown): ObuilderError {
  return refused(`${JSON.stringify(from)} in ${rootName} changed during the copy`, {
    value: from,
    hint: 'Build while nothing writes to the file, or leave the file out with (exclude …).',
    cause,
  });
}

/** Codes of system errors for a name that changed a moment ago. */
const GONE = new Set(['ENOENT', 'ENOTDIR', 'ELOOP', 'ENXIO', 'ENODEV', 'ESTALE']);

/** Translates a system error while reading `from`. Other errors stay unchanged. */
export function readError(error: unknown, from: string, rootName: string): unknown {
  const code = errnoOf(error);
  if (isObuilderError(error) || code === undefined) return error;
  if (GONE.has(code)) return changed(from, rootName, error);
  return refused(`could not read ${JSON.stringify(from)} in ${rootName}: ${code}`, {
    value: from,
    hint: 'Leave the file out with (exclude …), or make the file readable.',
    cause: error,
  });
}

/** Translates a system error while making `place`, a path in the image. The image's files are below `root`. */
export function writeError(error: unknown, place: string, root: string): unknown {
  const code = errnoOf(error);
  if (isObuilderError(error) || code === undefined) return error;
  if (isSpaceFault(error))
    return diskFull(`could not write ${JSON.stringify(place)}`, error, { written: [root], value: place });
  const why = code === 'ENAMETOOLONG' ? 'the path is too long' : code;
  return refused(`could not make ${JSON.stringify(place)} in the image: ${why}`, {
    value: place,
    cause: error,
  });
}
