import diagnostics from 'node:diagnostics_channel';
import type { ClientRequest, IncomingMessage } from 'node:http';
import { countTransfers, type Pace, paced, TooSlowError } from './transfers.ts';

/** What a call of @actions/cache did besides its return value: the package logs its errors instead of throwing. */
export interface Observed {
  /** The last warning or error of the package. */
  readonly fault?: string | undefined;
  /** Status of the last answer; absent if a server never answered. */
  readonly httpStatus?: number | undefined;
  /** Path of the last request. */
  readonly path?: string | undefined;
  /** Seconds of the last answer's Retry-After. */
  readonly retryAfter?: number | undefined;
  readonly requests?: number | undefined;
}

/** Characters. The worker refuses an answer of more than 64 KiB. */
const MAX_FAULT = 8000;

/** Returns the message of an error, bounded. */
export const reasonOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).slice(0, MAX_FAULT);

interface Seen {
  path: string | undefined;
  fault: string | undefined;
  httpStatus: number | undefined;
  retryAfter: number | undefined;
  requests: number;
}

/**
 * Takes stdout away from the package, and watches its requests.
 *
 * @returns `write`, the only way to the real stdout
 */
export function observe() {
  const write = process.stdout.write.bind(process.stdout);
  const bytes = countTransfers();
  let seen = nothing();
  let isStuck = false;
  process.stdout.write = ((text: string | Uint8Array): boolean => {
    const [, fault] = /^::(?:warning|error)[^:]*::(.*)/.exec(String(text)) ?? [];
    if (fault !== undefined) seen.fault = fault.slice(0, MAX_FAULT);
    return true;
  }) as typeof process.stdout.write;
  diagnostics.subscribe('http.client.request.start', () => {
    seen.requests += 1;
    seen.httpStatus = undefined;
  });
  diagnostics.subscribe('http.client.response.finish', (message) => {
    const { request, response } = message as { request: ClientRequest; response: IncomingMessage };
    const retryAfter = Number(response.headers['retry-after']);
    seen.path = request.path.split('?')[0];
    seen.httpStatus = response.statusCode;
    seen.retryAfter = retryAfter >= 0 && Number.isFinite(retryAfter) ? retryAfter : undefined;
  });
  return {
    write: (pieces: readonly Uint8Array[]): void => {
      for (const piece of pieces) write(piece);
    },
    /** Whether a call was given up and still runs. */
    isStuck: () => isStuck,
    /** Runs a call; an exception and a call below the pace become a fault too. */
    during: async <T>(
      call: () => Promise<T>,
      pace: Pace,
    ): Promise<Observed & { readonly value: T | undefined }> => {
      seen = nothing();
      try {
        return { value: await paced(call, bytes, pace), ...seen };
      } catch (error) {
        isStuck ||= error instanceof TooSlowError;
        return { value: undefined, ...seen, fault: reasonOf(error) };
      }
    },
  };
}

const nothing = (): Seen => ({
  path: undefined,
  fault: undefined,
  httpStatus: undefined,
  retryAfter: undefined,
  requests: 0,
});
