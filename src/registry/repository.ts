import { isObuilderError } from '../errors.ts';
import { digestOf, isDigest, verifyBytes } from '../oci/digest.ts';
import { imageInvalid, imageUnavailable } from '../oci/invalid.ts';
import { ACCEPT_MANIFESTS, MAX_MANIFEST } from '../oci/manifest.ts';
import { discard, type HttpResponse, piecesOf, readBody } from './http.ts';
import { waitBeforeRetry } from './retry.ts';
import { pullScope } from './scopes.ts';
import { type RegistryOptions, RegistrySession } from './session.ts';
import { statusError } from './status.ts';

export interface FetchedManifest {
  readonly digest: string;
  readonly bytes: Buffer;
}

/** Connections for the same blob. */
const MAX_TRIES = 5;

/** Reads a repository of a registry, over the OCI distribution protocol 1.1. */
export class Repository {
  readonly session: RegistrySession;

  constructor(options: RegistryOptions | RegistrySession) {
    this.session = options instanceof RegistrySession ? options : new RegistrySession(options);
  }

  /**
   * Returns the current digest of a tag.
   * @throws ObuilderError `image-unavailable`
   */
  async resolveTag(tag: string, signal?: AbortSignal): Promise<string> {
    const response = await this.#request({ method: 'HEAD', path: `manifests/${tag}`, signal });
    discard(response);
    const digest = response.headers['docker-content-digest'];
    if (response.status === 200 && digest !== undefined && isDigest(digest)) return digest;
    // The header is optional, and some registries lack HEAD. A failed GET has a text for the error.
    return (await this.fetchManifest(tag, signal)).digest;
  }

  /**
   * Fetches a manifest by tag or digest, and checks the digest.
   * @throws ObuilderError `image-unavailable`, or `image-invalid` for another digest
   */
  async fetchManifest(reference: string, signal?: AbortSignal): Promise<FetchedManifest> {
    const response = await this.#request({ method: 'GET', path: `manifests/${reference}`, signal });
    const what = `manifest ${reference} of ${this.session.name}`;
    await this.#expectOk(response, what);
    const bytes = await this.#readLimited(response, { limit: MAX_MANIFEST, what });
    if (!isDigest(reference)) return { digest: digestOf(bytes), bytes };
    verifyBytes(bytes, reference, what);
    return { digest: reference, bytes };
  }

  /** Fetches a small blob as a whole, and checks the digest. */
  async fetchBlob(
    digest: string,
    options: { limit: number; signal?: AbortSignal | undefined },
  ): Promise<Buffer> {
    const what = `blob ${digest} of ${this.session.name}`;
    const response = await this.#request({ method: 'GET', path: `blobs/${digest}`, signal: options.signal });
    await this.#expectOk(response, what);
    const bytes = await this.#readLimited(response, { limit: options.limit, what });
    verifyBytes(bytes, digest, what);
    return bytes;
  }

  /**
   * Streams a blob without checking the digest. Continues after a broken connection from the last received byte.
   * @throws ObuilderError `image-unavailable`, or `image-invalid` if the registry announces another length
   */
  async *streamBlob(digest: string, size: number, signal: AbortSignal): AsyncGenerator<Buffer> {
    const what = `blob ${digest} of ${this.session.name}`;
    let received = 0;
    for (let tries = 1; ; tries += 1) {
      const response = await this.#openBlob({ digest, from: received, signal });
      await this.#expectOk(response, what);
      const isPart = response.status === 206;
      let unneeded = isPart ? 0 : received;
      checkLength(response, { expected: isPart ? size - received : size, what });
      try {
        for await (const chunk of piecesOf(response)) {
          const rest = chunk.subarray(Math.min(unneeded, chunk.length));
          unneeded -= chunk.length - rest.length;
          received += rest.length;
          if (rest.length > 0) yield rest;
        }
        return;
      } catch (error) {
        signal.throwIfAborted();
        // The connection works and is too slow.
        if (isObuilderError(error)) throw error;
        if (tries === MAX_TRIES) {
          throw imageUnavailable(
            `${what} breaks off again and again, last after ${received} of ${size} bytes`,
            {
              value: digest,
              cause: error,
            },
          );
        }
        await waitBeforeRetry(tries, { ...this.session.waits, signal });
      } finally {
        response.body.destroy();
      }
    }
  }

  async #openBlob(blob: { digest: string; from: number; signal: AbortSignal }): Promise<HttpResponse> {
    const { digest, from, signal } = blob;
    const headers: Record<string, string> = from > 0 ? { range: `bytes=${from}-` } : {};
    return await this.#request({ method: 'GET', path: `blobs/${digest}`, headers, signal });
  }

  async #request(request: {
    readonly method: 'GET' | 'HEAD';
    readonly path: string;
    readonly headers?: Record<string, string>;
    readonly signal?: AbortSignal | undefined;
  }): Promise<HttpResponse> {
    const isManifest = request.path.startsWith('manifests/');
    const headers = isManifest ? { accept: ACCEPT_MANIFESTS } : { ...request.headers };
    const scopes = [pullScope(this.session.options.repository)];
    return await this.session.request({ ...request, headers, scopes });
  }

  async #expectOk(response: HttpResponse, what: string): Promise<void> {
    const { status, headers } = response;
    if (status === 200 || status === 206) return;
    const length = Number(headers['content-length'] ?? 0);
    if (length > 0 && length < MAX_MANIFEST) await readBody(response, MAX_MANIFEST).catch(() => undefined);
    else response.body.destroy();
    throw statusError(status, { what, host: this.session.host, access: 'pull' });
  }

  async #readLimited(
    response: HttpResponse,
    { limit, what }: { limit: number; what: string },
  ): Promise<Buffer> {
    const body = await readBody(response, limit);
    if (body === undefined) throw imageInvalid(`${what} is larger than ${limit} bytes`);
    return body;
  }
}

function checkLength(response: HttpResponse, { expected, what }: { expected: number; what: string }): void {
  const announced = response.headers['content-length'];
  if (announced === undefined || Number(announced) === expected) return;
  response.body.destroy();
  throw imageInvalid(`${what} has ${announced} bytes instead of ${expected}`);
}
