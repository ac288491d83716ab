import type { IncomingMessage, RequestOptions } from 'node:http';
import type { SecureContext } from 'node:tls';
import { isObuilderError, must } from '../errors.ts';
import { errnoOf } from '../files/errno.ts';
import { imageUnavailable, isAbort, within } from '../oci/invalid.ts';
import { isLoopback } from './loopback.ts';
import { isUntrusted, type Trust } from './trust.ts';

export interface HttpRequest {
  readonly method: 'GET' | 'HEAD' | 'POST';
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
  /** Certificates (PEM) to trust instead of all others. */
  readonly certificates?: string | undefined;
  /** Authorities besides Node's own. */
  readonly trust?: Trust | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface HttpResponse {
  readonly url: URL;
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** The receiver must read the body to the end or destroy the body. */
  readonly body: IncomingMessage;
}

interface SecureContextOptions {
  readonly ca?: string;
  readonly secureContext?: SecureContext;
}

/** Maximal time without a byte before a connection is given up. */
const SILENCE_MS = 30_000;

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
  const { url, trust } = request;
  const library = process.getBuiltinModule(url.protocol === 'http:' ? 'node:http' : 'node:https');
  const options: RequestOptions & SecureContextOptions = {
    method: request.method,
    headers: { 'user-agent': 'obuilder-action', ...request.headers },
    timeout: SILENCE_MS,
    ...(request.signal ? { signal: request.signal } : {}),
    ...(request.certificates === undefined ? {} : { ca: request.certificates }),
    ...(trust?.isNeeded ? { secureContext: await trust.context() } : {}),
    // Without an agent: a proxy would reach its own loopback, and no idle connection stays open.
    ...(isLoopback(url.hostname) ? { agent: false } : {}),
  };
  return await new Promise<HttpResponse>((resolve, reject) => {
    const sent = library.request(url, options, (body) => {
      resolve({
        url,
        status: must(body.statusCode, 'the status of an answer'),
        headers: firstValues(body),
        body,
      });
    });
    sent.on('timeout', () => sent.destroy(new Error(`no answer for ${SILENCE_MS / 1000} s`)));
    sent.on('error', reject);
    sent.end(request.body);
  });
}

function firstValues(message: IncomingMessage): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(message.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : value,
    ]),
  );
}

const UNKNOWN_AUTHORITY =
  'Set NODE_EXTRA_CA_CERTS to the certificate of the authority, or add the certificate to the trust store of the system.';

/** Converts a failure of the network to an ObuilderError with the host. */
function networkError(url: URL, error: unknown): Error {
  if (isAbort(error)) return within(url.host, error);
  if (isObuilderError(error)) return error;
  const reason = error instanceof Error ? error.message || errnoOf(error) : String(error);
  return imageUnavailable(`could not reach ${url.host}: ${reason}`, {
    value: url.host,
    errno: errnoOf(error),
    hint: isUntrusted(error) ? UNKNOWN_AUTHORITY : 'Check the network and the name of the registry.',
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
    for await (const chunk of length > limit ? [] : (response.body as AsyncIterable<Buffer>)) {
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

export function discard(response: HttpResponse): void {
  response.body.on('error', () => undefined);
  response.body.resume();
}
