import { type ErrorCode, factsOf, isObuilderError, ObuilderError } from '../errors.ts';
import { isAbort } from '../oci/invalid.ts';

interface Attempt {
  /** The carrier's name, for people. */
  readonly carrier: string;
  /** For example `ask` or `store to`. */
  readonly doing: string;
  readonly signal: AbortSignal;
}

/** Codes of failures on this machine. They are not the carrier's fault and stay as they are. */
const OWN: readonly ErrorCode[] = [
  'remote-failed',
  'remote-denied',
  'remote-lost',
  'result-missing',
  'internal',
];
/** Codes of the clients below a carrier. */
const CLIENTS: readonly ErrorCode[] = [
  'image-unavailable',
  'image-invalid',
  'input-invalid',
  'export-failed',
  'tool-failed',
  'tool-missing',
];
const DENIED: readonly (number | undefined)[] = [401, 403];
const READ_ONLY: readonly (string | undefined)[] = ['EACCES', 'EPERM', 'EROFS'];

/** Returns the error of a carrier for a failed search or transfer. */
export function remoteError(error: unknown, attempt: Attempt): unknown {
  const { carrier, doing, signal } = attempt;
  if (signal.aborted || isAbort(error)) {
    return new ObuilderError('cancelled', `${carrier}: cancelled`, { cause: error });
  }
  if (!isObuilderError(error) || OWN.includes(error.code) || !CLIENTS.includes(error.code)) return error;
  const isDenied = DENIED.includes(error.httpStatus) || READ_ONLY.includes(error.errno);
  const code = isDenied && doing.startsWith('store') ? 'remote-denied' : 'remote-failed';
  return new ObuilderError(code, `could not ${doing} ${carrier}: ${error.message}`, {
    value: carrier,
    hint: error.hint,
    ...factsOf(error),
    cause: error,
  });
}

/** The error for bytes that are gone or not the recorded bytes. */
export function lost(carrier: string, digest: string, why: string): ObuilderError {
  return new ObuilderError('remote-lost', `${carrier}: ${digest} ${why}`, { value: digest });
}

/** Whether an error says that a thing is missing or damaged, and not that the carrier fails. */
export function isLoss(error: unknown): boolean {
  if (isObuilderError(error, 'image-invalid')) return true;
  return (
    isObuilderError(error, 'image-unavailable') && (error.httpStatus === 404 || error.httpStatus === 410)
  );
}
