import { digestOf, isDigest, verifyBytes } from '../oci/digest.ts';
import { imageInvalid, imageUnavailable } from '../oci/invalid.ts';
import { ACCEPT_MANIFESTS, MAX_MANIFEST } from '../oci/manifest.ts';
import { registryHost } from '../oci/reference.ts';
import { authorize } from './authorize.ts';
import { type ConfigFile, findCredentials } from './credentials.ts';
import { discard, type HttpRequest, type HttpResponse, readBody, send } from './http.ts';
import { isLoopback } from './loopback.ts';
import { waitBeforeRetry, withRetries } from './retry.ts';
import type { Trust } from './trust.ts';

export interface RegistryOptions {
  readonly domain: string;
  readonly repository: string;
  /** The source of credentials. */
  readonly dockerConfig?: ConfigFile | undefined;
  readonly plainHttp?: readonly string[] | undefined;
  readonly certificates?: string | undefined;
  readonly trust?: Trust | undefined;
  readonly retryMs?: number | undefined;
}

export interface FetchedManifest {
  readonly digest: string;
  readonly bytes: Buffer;
}

const MAX_REDIRECTS = 5;
/** Connections for the same blob. */
const MAX_TRIES = 5;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);
const FIRST_RETRY_MS = 500;

/** A repository of a registry, over the OCI distribution protocol 1.1 (pull only). */
export class Repository {
  readonly #options: RegistryOptions;
  readonly #base: URL;
  /** The Authorization header after the last challenge. */
  #authorization: string | undefined;

  constructor(options: RegistryOptions) {
    this.#options = options;
    const host = registryHost(options.domain);
    const base = new URL(`https://${host}/v2/${options.repository}/`);
    const isPlain = isLoopback(base.hostname) || (options.plainHttp?.includes(options.domain) ?? false);
    this.#base =
      isPlain && options.certificates === undefined ? new URL(`http://${host}${base.pathname}`) : base;
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
    const what = `manifest ${reference} of ${this.#name}`;
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
    const what = `blob ${digest} of ${this.#name}`;
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
    const what = `blob ${digest} of ${this.#name}`;
    let received = 0;
    for (let tries = 1; ; tries += 1) {
      const response = await this.#openBlob({ digest, from: received, signal });
      await this.#expectOk(response, what);
      const isPart = response.status === 206;
      let unneeded = isPart ? 0 : received;
      checkLength(response, { expected: isPart ? size - received : size, what });
      try {
        for await (const chunk of response.body as AsyncIterable<Buffer>) {
          const rest = chunk.subarray(Math.min(unneeded, chunk.length));
          unneeded -= chunk.length - rest.length;
          received += rest.length;
          if (rest.length > 0) yield rest;
        }
        return;
      } catch (error) {
        signal.throwIfAborted();
        if (tries === MAX_TRIES) {
          throw imageUnavailable(
            `${what} breaks off again and again, last after ${received} of ${size} bytes`,
            {
              value: digest,
              cause: error,
            },
          );
        }
        await waitBeforeRetry(tries, { firstMs: this.#retryMs, signal });
      } finally {
        response.body.destroy();
      }
    }
  }

  get #retryMs(): number {
    return this.#options.retryMs ?? FIRST_RETRY_MS;
  }

  get #name(): string {
    return `${this.#options.domain}/${this.#options.repository}`;
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
    const { method, path, signal } = request;
    const url = new URL(path, this.#base);
    const headers = path.startsWith('manifests/') ? { accept: ACCEPT_MANIFESTS } : { ...request.headers };
    const attempt = () => this.#follow({ method, url, headers, signal });
    const retry = { firstMs: this.#retryMs, signal };
    const first = await withRetries(attempt, retry);
    if (first.status !== 401) return first;
    discard(first);
    const { dockerConfig, domain, repository } = this.#options;
    this.#authorization = await authorize(first.headers['www-authenticate'] ?? '', {
      registry: url,
      scope: `repository:${repository}:pull`,
      credentials: dockerConfig === undefined ? undefined : await findCredentials(dockerConfig, domain),
      send: (wanted) => withRetries(() => send({ ...wanted, ...this.#transport, signal }), retry),
    });
    return await withRetries(attempt, retry);
  }

  get #transport() {
    const { certificates, trust } = this.#options;
    return { certificates, trust };
  }

  /** Follows redirects. Only the registry itself gets the Authorization header. */
  async #follow(request: HttpRequest): Promise<HttpResponse> {
    let url = request.url;
    for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects += 1) {
      const isHome = url.origin === this.#base.origin;
      const headers =
        isHome && this.#authorization !== undefined
          ? { ...request.headers, authorization: this.#authorization }
          : request.headers;
      const response = await send({ ...request, ...this.#transport, url, headers });
      const location = response.headers['location'];
      if (!REDIRECTS.has(response.status) || location === undefined) return response;
      discard(response);
      url = checkRedirect(url, location);
    }
    throw imageUnavailable(`${this.#base.host} redirects too often`, { value: url.host });
  }

  async #expectOk(response: HttpResponse, what: string): Promise<void> {
    const { status, headers } = response;
    if (status === 200 || status === 206) return;
    const length = Number(headers['content-length'] ?? 0);
    if (length > 0 && length < MAX_MANIFEST) await readBody(response, MAX_MANIFEST).catch(() => undefined);
    else response.body.destroy();
    throw statusError(status, { what, host: this.#base.host });
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

function statusError(status: number, { what, host }: { what: string; host: string }) {
  if (status === 404) {
    const hint = 'Check the name and the tag.';
    return imageUnavailable(`${what} is not in the registry`, { httpStatus: status, hint });
  }
  if (status === 401 || status === 403) {
    const hint = `Log in with an account that may read the image: docker login ${host}`;
    return imageUnavailable(`the credentials do not allow reading ${what} (${status})`, {
      httpStatus: status,
      hint,
    });
  }
  const hint = 'Try again later.';
  return imageUnavailable(`could not read ${what}: ${host} answers ${status}`, {
    httpStatus: status,
    hint,
  });
}

function checkLength(response: HttpResponse, { expected, what }: { expected: number; what: string }): void {
  const announced = response.headers['content-length'];
  if (announced === undefined || Number(announced) === expected) return;
  response.body.destroy();
  throw imageInvalid(`${what} has ${announced} bytes instead of ${expected}`);
}

function checkRedirect(from: URL, location: string): URL {
  const url = URL.parse(location, from.href);
  const isOpen = url?.protocol === 'http:' && from.protocol === 'https:';
  if (url !== null && !isOpen && /^https?:$/.test(url.protocol)) return url;
  throw imageUnavailable(`${from.host} redirects to the unsafe address "${location}"`, {
    value: location,
  });
}
