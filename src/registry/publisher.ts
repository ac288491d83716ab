import { isObuilderError } from '../errors.ts';
import { imageUnavailable } from '../oci/invalid.ts';
import { ACCEPT_MANIFESTS } from '../oci/manifest.ts';
import { discard, type HttpResponse } from './http.ts';
import { isTooLong, isTransient, isTransientStatus, parseRetryAfter, waitBeforeRetry } from './retry.ts';
import { pullScope, pushScope } from './scopes.ts';
import type { StreamBody } from './send-body.ts';
import { checkLocation, type RegistrySession, type SessionRequest } from './session.ts';
import { statusError } from './status.ts';

export interface PushedBlob extends StreamBody {
  readonly digest: string;
}

/** The answer to a mount: the blob is there, or an upload may begin at an address, or neither. */
type Mounted = { readonly isMounted: true } | { readonly isMounted: false; readonly upload: URL | undefined };

const MAX_TRIES = 4;
/** Statuses of `HEAD` that say nothing about the thing. */
const NO_HEAD = new Set([405, 501]);

/** Writes to a repository of a registry, over the OCI distribution protocol 1.1. */
export class Publisher {
  readonly #session: RegistrySession;

  constructor(session: RegistrySession) {
    this.#session = session;
  }

  /** Whether a tag or a digest of a manifest exists. @throws ObuilderError `image-unavailable` */
  async hasManifest(reference: string, signal: AbortSignal): Promise<boolean> {
    return await this.#has(`manifests/${reference}`, signal);
  }

  /** @throws ObuilderError `image-unavailable` */
  async hasBlob(digest: string, signal: AbortSignal): Promise<boolean> {
    return await this.#has(`blobs/${digest}`, signal);
  }

  async #has(path: string, signal: AbortSignal): Promise<boolean> {
    const headers = path.startsWith('manifests/') ? { accept: ACCEPT_MANIFESTS } : {};
    const { status } = await this.#empty({ method: 'HEAD', path, headers, signal });
    if (status === 200) return true;
    if (status === 404 || NO_HEAD.has(status)) return false;
    throw this.#wrong(status, path);
  }

  /**
   * Takes a blob over from another repository of the same registry. A refusal is no error, because the blob can be uploaded.
   *
   * @param from the other repository, without the domain
   */
  async mount(digest: string, from: string, signal: AbortSignal): Promise<Mounted> {
    const path = `blobs/uploads/?mount=${encodeURIComponent(digest)}&from=${encodeURIComponent(from)}`;
    try {
      const response = await this.#empty({ method: 'POST', path, more: [pullScope(from)], signal });
      if (response.status === 201) return { isMounted: true };
      return { isMounted: false, upload: response.status === 202 ? addressOf(response) : undefined };
    } catch (error) {
      // The service for tokens may refuse the other repository.
      if (!isObuilderError(error, 'image-unavailable') || error.httpStatus === undefined) throw error;
      return { isMounted: false, upload: undefined };
    }
  }

  /**
   * Uploads a blob with a single PUT, because registries disagree about uploads in chunks. Starts again from the first byte after
   * a transient failure.
   *
   * @param upload the address of an upload that `mount` began
   * @throws ObuilderError `image-unavailable`, the errors of the blob's source, `cancelled`
   */
  async putBlob(blob: PushedBlob, signal: AbortSignal, upload?: URL): Promise<void> {
    let address = upload;
    for (let tries = 1; ; tries += 1) {
      const to = address ?? (await this.#begin(blob.digest, signal));
      address = undefined;
      const waitMs = await this.#tryPut({ blob, to, signal, isLast: tries === MAX_TRIES });
      if (waitMs === undefined) return;
      await waitBeforeRetry(tries, { ...this.#session.waits, askedMs: waitMs ?? undefined, signal });
    }
  }

  /** Returns undefined for a stored blob, otherwise the wait that the registry asks for, or null. */
  async #tryPut(attempt: {
    readonly blob: PushedBlob;
    readonly to: URL;
    readonly signal: AbortSignal;
    readonly isLast: boolean;
  }): Promise<number | null | undefined> {
    const { blob, to, signal, isLast } = attempt;
    let response: HttpResponse;
    try {
      response = await this.#empty({
        method: 'PUT',
        path: withDigest(to, blob.digest),
        headers: { 'content-type': 'application/octet-stream' },
        body: blob,
        isOnce: true,
        signal,
      });
    } catch (error) {
      if (isLast || !isTransient(error)) throw error;
      return null;
    }
    const { status, headers } = response;
    if (status >= 200 && status < 300) return undefined;
    // 401: the token ended during the upload, and the session has a new one. 404: the registry forgot the upload.
    const isAgain = status === 401 || status === 404 || isTransientStatus(status);
    if (isLast || !isAgain) throw this.#wrong(status, `blob ${blob.digest}`);
    if (status === 401) return 0;
    const askedMs = parseRetryAfter(headers['retry-after'], Date.now());
    if (askedMs !== undefined && isTooLong(askedMs, this.#session.waits))
      throw this.#wrong(status, `blob ${blob.digest}`);
    return askedMs ?? null;
  }

  async #begin(digest: string, signal: AbortSignal): Promise<URL> {
    const response = await this.#empty({ method: 'POST', path: 'blobs/uploads/', signal });
    if (response.status === 202) return addressOf(response);
    throw this.#wrong(response.status, `blob ${digest}`);
  }

  /**
   * Stores a manifest under a tag or under the manifest's digest.
   * @throws ObuilderError `image-unavailable`, with the status 400 or 404 for a missing blob
   */
  async putManifest(
    reference: string,
    { bytes, mediaType }: { readonly bytes: Buffer; readonly mediaType: string },
    signal: AbortSignal,
  ): Promise<void> {
    const headers = { 'content-type': mediaType };
    const { status } = await this.#empty({
      method: 'PUT',
      path: `manifests/${reference}`,
      headers,
      body: bytes,
      signal,
    });
    if (status < 200 || status >= 300) throw this.#wrong(status, `manifest ${reference}`);
  }

  async #empty({
    more = [],
    ...request
  }: Omit<SessionRequest, 'scopes'> & { readonly more?: readonly string[] }): Promise<HttpResponse> {
    const scopes = [pushScope(this.#session.options.repository), ...more];
    const response = await this.#session.request({ ...request, scopes });
    discard(response);
    return response;
  }

  #wrong(status: number, what: string) {
    const { name, host } = this.#session;
    return statusError(status, { what: `${what} in ${name}`, host, access: 'push' });
  }
}

function addressOf({ url, headers }: HttpResponse): URL {
  const location = headers['location'];
  if (location !== undefined) return checkLocation(url, location);
  throw imageUnavailable(`${url.host} begins an upload without an address`, { value: url.host });
}

/** Adds the digest as text, because another order or coding of the present fields could break a signed address. */
function withDigest(address: URL, digest: string): URL {
  const url = new URL(address);
  url.search = `${url.search}${url.search === '' ? '?' : '&'}digest=${encodeURIComponent(digest)}`;
  return url;
}
