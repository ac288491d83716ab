/** What went wrong, as a word that code may test. The text of an error is for people only. */
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
  | 'step-too-large'
  | 'result-missing'
  | 'result-in-use'
  | 'sandbox-failed'
  | 'command-failed'
  | 'tool-missing'
  | 'not-root'
  | 'cancelled'
  | 'internal';

/** A place in a spec. Lines and columns count from 1; columns count Unicode code points. */
export interface Position {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

export interface ErrorDetails {
  /** The offending value, as the user wrote it. */
  readonly value?: string | undefined;
  /** What to do next, as a whole sentence. */
  readonly hint?: string | undefined;
  readonly at?: Position | undefined;
  readonly cause?: unknown;
}

/** The only error that this program throws on purpose: what happened, with which value, where, and what to do next. */
export class ObuilderError extends Error {
  readonly code: ErrorCode;
  readonly value: string | undefined;
  readonly hint: string | undefined;
  readonly at: Position | undefined;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = 'ObuilderError';
    this.code = code;
    this.value = details.value;
    this.hint = details.hint;
    this.at = details.at;
  }
}

export function isObuilderError(error: unknown, code?: ErrorCode): error is ObuilderError {
  return error instanceof ObuilderError && (code === undefined || error.code === code);
}

/** Any thrown value as an ObuilderError; what was not thrown on purpose becomes `internal` with its cause. */
export function asObuilderError(error: unknown): ObuilderError {
  if (error instanceof ObuilderError) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new ObuilderError('internal', message, { cause: error });
}
