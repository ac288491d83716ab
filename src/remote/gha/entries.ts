import { setTimeout as sleep } from 'node:timers/promises';
import { ObuilderError } from '../../errors.ts';
import { imageUnavailable } from '../../oci/invalid.ts';
import type { Meter } from '../../registry/http.ts';
import { CacheClient, type CacheProgram } from './client.ts';
import type { Observed } from './observed.ts';

export interface EntriesOptions {
  readonly program: CacheProgram;
  readonly meter: Meter;
  /** Milliseconds until a lookup counts as lost. */
  readonly answerMs: number;
  /** A slower transfer is given up after `answerMs`. */
  readonly minBytesPerSecond: number;
}

const paceOf = ({ answerMs: windowMs, minBytesPerSecond }: EntriesOptions) => ({
  windowMs,
  minBytesPerSecond,
});

/** Bytes of a message. A cancel waits for one message. */
const PIECE = 256 * 1024;
const MAX_RETRIES = 3;
/** A longer wait would delay the job more than a rebuild. */
const MAX_WAIT_SECONDS = 60;
/** GitHub's documented beginning of a refusal for tokens without the right to write. */
const WRITE_DENIED = 'cache write denied:';
/** Answers to a reservation whose key exists or is being written: of version 2 of the service, and of version 1. */
const TAKEN: readonly (readonly [path: RegExp, status: number])[] = [
  [/\/CreateCacheEntry$/, 200],
  [/\/CreateCacheEntry$/, 409],
  [/\/caches$/, 409],
];
/** Answers to a lookup without an entry. */
const MISSING: readonly (number | undefined)[] = [200, 204, 404];

/** An opened entry of the cache: a file of the program. */
export interface OpenedEntry {
  readonly key: string;
  readonly size: number;
  read(position: number, length: number, signal: AbortSignal): AsyncGenerator<Buffer>;
  close(): void;
}

interface Wanted {
  /** Bytes that the entry may have before its transfer counts as too slow. */
  readonly size: number;
  readonly signal: AbortSignal;
}

/** Looks up an entry by beginnings of keys, best first; undefined if missing. @throws ObuilderError `image-unavailable`, `cancelled` */
export function openEntry(
  keys: readonly string[],
  options: EntriesOptions,
  wanted: Wanted,
): Promise<OpenedEntry | undefined> {
  return withPauses(() => openOnce(keys, options, wanted), wanted.signal);
}

async function openOnce(
  keys: readonly string[],
  options: EntriesOptions,
  { size, signal }: Wanted,
): Promise<OpenedEntry | undefined> {
  const { program, meter, answerMs, minBytesPerSecond } = options;
  const client = new CacheClient(program);
  const boundMs = answerMs + (size / minBytesPerSecond) * 1000;
  try {
    const { answer } = await client.ask(
      { operation: 'restore', keys, pace: paceOf(options) },
      { signal, boundMs },
    );
    meter.requests += answer.requests;
    if (answer.key === undefined) {
      client.close();
      if (answer.fault === undefined || answer.httpStatus === 404) return undefined;
      throw failed('read from', answer, MISSING);
    }
    meter.receivedBytes += answer.size;
    return {
      key: answer.key,
      size: answer.size,
      close: () => client.close(),
      read: (position, length, either) =>
        piecesOf(client, { position, length, signal: either, boundMs: answerMs }),
    };
  } catch (error) {
    client.end();
    throw error;
  }
}

interface Range {
  readonly position: number;
  readonly length: number;
  readonly signal: AbortSignal;
  readonly boundMs: number;
}

async function* piecesOf(
  client: CacheClient,
  { position, length, signal, boundMs }: Range,
): AsyncGenerator<Buffer> {
  for (let at = 0; at < length; ) {
    const wanted = Math.min(PIECE, length - at);
    const question = { operation: 'read', position: position + at, length: wanted } as const;
    const { bytes } = await client.ask(question, { signal, boundMs });
    if (bytes.length > 0) yield bytes;
    // The end of the file.
    if (bytes.length < wanted) return;
    at += bytes.length;
  }
}

/** A new entry: bytes are added, then the entry is stored under a key. */
export class NewEntry {
  readonly #options: EntriesOptions;
  #client: CacheClient | undefined;
  size = 0;

  constructor(options: EntriesOptions) {
    this.#options = options;
  }

  async append(bytes: Buffer, signal: AbortSignal): Promise<void> {
    this.#client ??= new CacheClient(this.#options.program);
    for (let at = 0; at < bytes.length; at += PIECE) {
      const piece = bytes.subarray(at, at + PIECE);
      await this.#client.ask(
        { operation: 'append' },
        { bytes: piece, signal, boundMs: this.#options.answerMs },
      );
      this.size += piece.length;
    }
  }

  /** Drops the bytes after `size`. */
  async truncate(size: number, signal: AbortSignal): Promise<void> {
    const boundMs = this.#options.answerMs;
    await this.#client?.ask({ operation: 'truncate', size }, { signal, boundMs });
    this.size = size;
  }

  /**
   * Stores the bytes. They stay for another try.
   *
   * @returns false if the key is taken
   * @throws ObuilderError `image-unavailable`, with `httpStatus` 403 for a token without the right to write; `cancelled`
   */
  save(key: string, signal: AbortSignal): Promise<boolean> {
    return withPauses(() => this.#saveOnce(key, signal), signal);
  }

  async #saveOnce(key: string, signal: AbortSignal): Promise<boolean> {
    const { meter, answerMs, minBytesPerSecond } = this.#options;
    this.#client ??= new CacheClient(this.#options.program);
    const { size } = this;
    const boundMs = answerMs + (size / minBytesPerSecond) * 1000;
    const { answer } = await this.#client.ask(
      { operation: 'save', key, pace: paceOf(this.#options) },
      { signal, boundMs },
    );
    meter.requests += answer.requests;
    if (answer.saved) {
      meter.sentBytes += size;
      return true;
    }
    if (answer.fault?.includes(WRITE_DENIED)) throw denied(answer.fault);
    // The package asks nothing if the mode forbids writing, and gives no fault.
    if (answer.requests === 0 && answer.fault === undefined)
      throw denied(`the mode of the cache is ${this.#options.program.env['ACTIONS_CACHE_MODE']}`);
    if (TAKEN.some(([path, status]) => path.test(answer.path ?? '') && status === answer.httpStatus))
      return false;
    throw failed('store in', answer, []);
  }

  close(): void {
    this.#client?.close();
    this.#client = undefined;
  }
}

/** Repeats `work` while the service asks for a pause (429), within bounds. */
async function withPauses<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof BusyError) || tries === MAX_RETRIES || error.seconds > MAX_WAIT_SECONDS)
        throw error;
      await sleep(error.seconds * 1000, undefined, { signal });
    }
  }
}

class BusyError extends ObuilderError {
  readonly seconds: number;

  constructor(seconds: number, message: string) {
    super('image-unavailable', message, {
      httpStatus: 429,
      hint: 'Store fewer entries, or build again later.',
    });
    this.seconds = seconds;
  }
}

const denied = (why: string) =>
  imageUnavailable(`the token of this job cannot write: ${why}`, {
    httpStatus: 403,
    hint: 'Write the cache from a trusted event, such as a push.',
  });

function failed(
  doing: string,
  { fault, httpStatus, retryAfter }: Partial<Observed>,
  fine: readonly unknown[],
) {
  const status = httpStatus === undefined || fine.includes(httpStatus) ? '' : ` (${httpStatus})`;
  const message = `could not ${doing} the cache${status}: ${fault ?? 'no answer'}`;
  return httpStatus === 429
    ? new BusyError(retryAfter ?? 5, message)
    : imageUnavailable(message, { httpStatus });
}
