import { setTimeout as sleep } from 'node:timers/promises';
import { isObuilderError } from '../errors.ts';
import { discard, type HttpResponse } from './http.ts';

export interface RetryOptions {
  /** The first wait in milliseconds. Each further wait is twice as long. */
  readonly firstMs: number;
  /** The longest wait that a server may ask for. A longer wait counts as a refusal. */
  readonly maxWaitMs?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

const MAX_TRIES = 4;
const MAX_WAIT_MS = 60_000;
const TRANSIENT_STATUS = new Set([408, 429, 500, 502, 503, 504]);
export const isTransientStatus = (status: number): boolean => TRANSIENT_STATUS.has(status);
/** Failures during a transfer. A refused connection or an unknown name does not recover within seconds. */
const TRANSIENT_CODES = new Set([
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EAI_AGAIN',
  'ECONNABORTED',
  'ERR_STREAM_PREMATURE_CLOSE',
]);

/** Retries a request after transient failures, a few times, no earlier than the server asks (Retry-After, RFC 9110). */
export async function withRetries(
  attempt: () => Promise<HttpResponse>,
  options: RetryOptions,
): Promise<HttpResponse> {
  for (let tries = 1; ; tries += 1) {
    let askedMs: number | undefined;
    try {
      const response = await attempt();
      if (!isTransientStatus(response.status) || tries === MAX_TRIES) return response;
      askedMs = parseRetryAfter(response.headers['retry-after'], Date.now());
      if (askedMs !== undefined && isTooLong(askedMs, options)) return response;
      discard(response);
    } catch (error) {
      if (tries === MAX_TRIES || !isTransient(error)) throw error;
    }
    await waitBeforeRetry(tries, { ...options, askedMs });
  }
}

/** Whether a server asks for a longer wait than a build can afford. */
export function isTooLong(
  askedMs: number,
  { maxWaitMs = MAX_WAIT_MS }: Pick<RetryOptions, 'maxWaitMs'>,
): boolean {
  return askedMs > maxWaitMs;
}

/** Waits before try number `tries` + 1. */
export async function waitBeforeRetry(
  tries: number,
  options: RetryOptions & { readonly askedMs?: number | undefined },
): Promise<void> {
  const wait = options.askedMs ?? options.firstMs * 2 ** (tries - 1);
  const signal = options.signal;
  await sleep(Math.min(wait, MAX_WAIT_MS), undefined, signal ? { signal } : {});
}

/** Whether another try may succeed within seconds. */
export function isTransient(error: unknown): boolean {
  if (!isObuilderError(error, 'image-unavailable')) return false;
  return error.errno !== undefined && TRANSIENT_CODES.has(error.errno);
}

/** Returns milliseconds. The header has seconds or a date. */
export function parseRetryAfter(value: string | undefined, now: number): number | undefined {
  if (value === undefined) return undefined;
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
