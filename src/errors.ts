/** The kind of an error, for code to test. The text of an error is for people only. */
export type ErrorCode =
  | 'spec-invalid'
  | 'input-invalid'
  | 'copy-refused'
  | 'image-invalid'
  | 'image-unavailable'
  | 'secret-missing'
  | 'output-invalid'
  | 'store-unavailable'
  | 'store-full'
  | 'disk-full'
  | 'step-too-large'
  | 'result-missing'
  | 'result-in-use'
  /** Root's own copy of the worker runs a build. */
  | 'program-in-use'
  | 'sandbox-failed'
  /** The command of a step ended with another status than 0, or was killed. */
  | 'command-failed'
  /** A program of this machine failed, such as `runc delete` or `mount`. */
  | 'tool-failed'
  | 'tool-missing'
  | 'not-root'
  /** A remote carrier could not be asked or did not answer in time. */
  | 'remote-failed'
  /** A remote carrier refuses to store, for example because of a read-only token. */
  | 'remote-denied'
  /** Bytes of a remote record are gone or damaged. */
  | 'remote-lost'
  /** A result has a file that a layer cannot hold. */
  | 'layer-impossible'
  /** Files of a result could not be written to their destination. */
  | 'export-failed'
  /** No file of a result has the path or pattern of an output. */
  | 'files-missing'
  | 'cancelled'
  | 'internal';

/** A place in a spec. Lines and columns count from 1; columns count Unicode code points. */
export interface Position {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** Fields of a failure that code may test besides the error code. */
export interface ErrorFacts {
  /** The failed or missing program. */
  readonly program?: string | undefined;
  /** The exit status of a program or command. */
  readonly status?: number | undefined;
  /** The signal that killed a program or command. */
  readonly signal?: string | undefined;
  /** The status of an HTTP answer. */
  readonly httpStatus?: number | undefined;
  /** The name of an error of the system, such as `EACCES`. */
  readonly errno?: string | undefined;
}

export interface ErrorDetails extends ErrorFacts {
  /** The offending value, as the user wrote it. */
  readonly value?: string | undefined;
  /** The next step for the user, as a whole sentence. */
  readonly hint?: string | undefined;
  readonly at?: Position | undefined;
  /** The whole stderr of a program; the message repeats the text for people. */
  readonly stderr?: string | undefined;
  readonly cause?: unknown;
}

/** The only error thrown on purpose: what happened, with the value, the position and the next step for the user. */
export class ObuilderError extends Error implements ErrorFacts {
  readonly code: ErrorCode;
  readonly value: string | undefined;
  readonly hint: string | undefined;
  readonly at: Position | undefined;
  readonly program: string | undefined;
  readonly status: number | undefined;
  readonly signal: string | undefined;
  readonly stderr: string | undefined;
  readonly httpStatus: number | undefined;
  readonly errno: string | undefined;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = 'ObuilderError';
    this.code = code;
    this.value = details.value;
    this.hint = details.hint;
    this.at = details.at;
    this.program = details.program;
    this.status = details.status;
    this.signal = details.signal;
    this.stderr = details.stderr;
    this.httpStatus = details.httpStatus;
    this.errno = details.errno;
  }
}

/** Returns the facts of an error, for another error that replaces it. */
export function factsOf({ program, status, signal, httpStatus, errno }: ErrorFacts): ErrorFacts {
  return { program, status, signal, httpStatus, errno };
}

export function isObuilderError(error: unknown, code?: ErrorCode): error is ObuilderError {
  return error instanceof ObuilderError && (code === undefined || error.code === code);
}

/** Converts any thrown value to an ObuilderError; an error not thrown on purpose becomes `internal` with a cause. */
export function asObuilderError(error: unknown): ObuilderError {
  if (error instanceof ObuilderError) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new ObuilderError('internal', message, { cause: error });
}

/**
 * Returns a value that cannot be missing.
 *
 * @param what the name of the value, for the error
 * @throws ObuilderError `internal` if the value is missing
 */
export function must<T>(value: T | undefined, what: string): T {
  if (value !== undefined) return value;
  throw new ObuilderError('internal', `${what} is missing`, {
    hint: 'This is a fault of obuilder-action. Report it with the log of the build.',
  });
}
