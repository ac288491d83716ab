import { type ErrorDetails, ObuilderError } from '../../errors.ts';

/** Returns the error for a path inside that a step's image or slots lead astray. */
export function refused(path: string, why: string, details: Omit<ErrorDetails, 'value'> = {}): ObuilderError {
  return new ObuilderError('sandbox-failed', `${path} ${why}`, { value: path, ...details });
}
