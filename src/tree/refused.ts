import { type ErrorDetails, ObuilderError } from '../errors.ts';

export function refused(message: string, details: ErrorDetails = {}): ObuilderError {
  return new ObuilderError('copy-refused', message, details);
}

/** The code of a system error, e.g. `ENOENT`. */
export function systemCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
