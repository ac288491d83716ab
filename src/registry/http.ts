import type { Agent, IncomingMessage, RequestOptions } from 'node:http';
import type { SecureContext } from 'node:tls';
import { isObuilderError, must } from '../errors.ts';
import { errnoOf } from '../files/errno.ts';
import { imageUnavailable, isAbort, within } from '../oci/invalid.ts';
import { isLoopback } from './loopback.ts';
import { Pace, paced } from './pace.ts';
import { type HttpBody, sendBody, sizeOf } from './send-body.ts';
import { isUntrusted, type Trust } from './trust.ts';
import { unreachable } from './unreachable.ts';

/** Counts requests and the bytes of bodies. */
export interface Meter {
  requests: number;
  receivedBytes: number;
  sentBytes: number;
}

/** Bounds of a request besides the silence that ends every request. */
export interface HttpBounds {
  /** Milliseconds until the headers of the answer, after the last byte of the body. */
  readonly answerMs: number;
  /** A body below this rate over `answerMs` of waiting, in either direction, is given up. */
  readonly minBytesPerSecond: number;
}

export interface HttpRequest {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT';
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: HttpBody | undefined;
  /** Certificates (PEM) to trust instead of all others. */
  readonly certificates?: string | undefined;
  /** Authorities besides Node's own. */
  readonly trust?: Trust | undefined;
  /** Keeps connections to loopback open between requests. */
  readonly agent?: Agent | undefined;
  readonly meter?: Meter | undefined;
  readonly bounds?: HttpBounds | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface HttpResponse {
  readonly url: URL;
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** The receiver must read the body to the end or destroy the body. */
  readonly body: IncomingMessage;
  /** Whether the answer has a body, unlike the answer to HEAD. */
  readonly hasBody: boolean;
  readonly meter: Meter | undefined;
  readonly pace: Pace | undefined;
}

interface SecureContextOptions {
  readonly ca?: string;
  readonly secureContext?: SecureContext;
}

/** Maximal time without a byte before a connection is given up. */
const SILENCE_MS = 30_000;
/** A registry moves a large blob to its place before the answer: bytes that even a slow disk copies in a millisecond. */
const MOVED_BYTES_PER_MS = 20_000;

/**
 * Sends one request, without redirects and retries. Node handles proxies (NODE_USE_ENV_PROXY).
 *
 * Uses `getBuiltinModule` instead of `import`, because an ES module import of `node:http` reads the getters for WebSocket,
 * which load undici. Measured on Node 24.21, time of a process with one HEAD on loopback minus an empty process: global
 * `fetch` 45 ms, imported `node:http` 33 ms, `getBuiltinModule` 10 ms.
 *
 * @throws ObuilderError `image-unavailable` without an answer, `cancelled`
 */
export async function send(request: HttpRequest): Promise<HttpResponse> {
  const { url, trust } = request;
  try {
    return await sendOnce(request);
  } catch (error) {
    if (trust === undefined || trust.isNeeded || !isUntrusted(error)) throw networkError(url, error);
    trust.isNeeded = true;
  }
  try {
    return await sendOnce(request);
  } catch (error) {
    throw networkError(url, error);
  }
}

async function sendOnce(request: HttpRequest): Promise<HttpResponse> {
  const { url, body, meter, bounds } = request;
  const library = process.getBuiltinModule(url.protocol === 'http:' ? 'node:http' : 'node:https');
  const options = await optionsOf(request);
  const pace = bounds && new Pace({ ...bounds, windowMs: bounds.answerMs, host: url.host });
  if (meter !== undefined) meter.requests += 1;
  return await new Promise<HttpResponse>((resolve, reject) => {
    let isAnswered = false;
    let limit: NodeJS.Timeout | undefined;
    const sent = library.request(url, options, (answer) => {
      isAnswered = true;
      clearTimeout(limit);
      const status = must(answer.statusCode, 'the status of an answer');
      const hasBody = request.method !== 'HEAD';
      resolve({ url, status, headers: firstValues(answer), body: answer, hasBody, meter, pace });
    });
    const giveUp = (ms: number) => sent.destroy(new Error(`no answer for ${Math.round(ms / 1000)} s`));
    sent.on('timeout', () => giveUp(options.timeout));
    sent.on('error', reject);
    sent.on('close', () => clearTimeout(limit));
    const onSent = (bytes: number) => {
      if (meter !== undefined) meter.sentBytes += bytes;
    };
    void sendBody(sent, body, { pace, onSent, isAnswered: () => isAnswered }).then(() => {
      if (bounds === undefined || isAnswered || sent.destroyed) return;
      const ms = bounds.answerMs + movingMs(body);
      limit = setTimeout(() => giveUp(ms), ms);
    });
  });
}

const movingMs = (body: HttpBody | undefined) => sizeOf(body) / MOVED_BYTES_PER_MS;

async function optionsOf(request: HttpRequest) {
  const { url, trust, body, signal, certificates, agent } = request;
  const length = body === undefined ? {} : { 'content-length': String(sizeOf(body)) };
  return {
    method: request.method,
    headers: { 'user-agent': 'obuilder-action', ...length, ...request.headers },
    timeout: SILENCE_MS + movingMs(body),
    ...(signal ? { signal } : {}),
    ...(certificates === undefined ? {} : { ca: certificates }),
    ...(trust?.isNeeded ? { secureContext: await trust.context() } : {}),
    // Without the global agent: a proxy would reach its own loopback, and no idle connection stays open.
    ...(isLoopback(url.hostname) ? { agent: agent ?? false } : {}),
  } satisfies RequestOptions & SecureContextOptions;
}

function firstValues(message: IncomingMessage): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(message.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : value,
    ]),
  );
}

/** Converts a failure of the network to an ObuilderError with the host. */
function networkError(url: URL, error: unknown): Error {
  if (isAbort(error)) return within(url.host, error);
  if (isObuilderError(error)) return error;
  const { reason, hint } = unreachable(url, error);
  return imageUnavailable(`could not reach ${url.host}: ${reason}`, {
    value: url.host,
    errno: errnoOf(error),
    hint,
    cause: error,
  });
}

/**
 * Returns the whole body. Returns undefined, and stops reading, if the body is longer than `limit` bytes.
 * @throws ObuilderError `image-unavailable` if the connection breaks
 */
export async function readBody(response: HttpResponse, limit: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let length = Number(response.headers['content-length'] ?? 0) > limit ? Number.POSITIVE_INFINITY : 0;
  try {
    for await (const chunk of length > limit ? [] : piecesOf(response)) {
      length += chunk.length;
      if (length > limit) break;
      chunks.push(chunk);
    }
  } catch (error) {
    throw networkError(response.url, error);
  }
  if (length <= limit) return Buffer.concat(chunks);
  response.body.destroy();
  return undefined;
}

/**
 * Yields the body. Counts the bytes, and gives up a body below the minimal rate.
 * @throws the error of the connection
 */
export async function* piecesOf({ body, meter, pace }: HttpResponse): AsyncGenerator<Buffer> {
  const pieces = body as AsyncIterable<Buffer>;
  for await (const piece of pace === undefined ? pieces : paced(pieces, pace)) {
    if (meter !== undefined) meter.receivedBytes += piece.length;
    yield piece;
  }
}

/** Bytes of an unwanted body that are cheaper to read than another connection. */
const MAX_DISCARDED = 64 * 1024;

/** Ends an unwanted body, and keeps the connection if the rest is small. */
export function discard({ body, headers, hasBody, meter }: HttpResponse): void {
  body.on('error', () => undefined);
  let received = 0;
  body.on('data', (piece: Buffer) => {
    received += piece.length;
    if (meter !== undefined) meter.receivedBytes += piece.length;
    if (received > MAX_DISCARDED) body.destroy();
  });
  if (hasBody && Number(headers['content-length'] ?? 0) > MAX_DISCARDED) body.destroy();
}
