import type { Agent } from 'node:http';
import { imageUnavailable } from '../oci/invalid.ts';
import { registryHost } from '../oci/reference.ts';
import { authorize } from './authorize.ts';
import { type ConfigFile, findCredentials } from './credentials.ts';
import { discard, type HttpBounds, type HttpRequest, type HttpResponse, type Meter, send } from './http.ts';
import { isLoopback } from './loopback.ts';
import { withRetries } from './retry.ts';
import { covers, joinScopes, type Scopes } from './scopes.ts';
import type { HttpBody } from './send-body.ts';
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
  readonly maxWaitMs?: number | undefined;
  readonly bounds?: HttpBounds | undefined;
  readonly meter?: Meter | undefined;
  /** Keeps connections open between requests; `close` ends them. */
  readonly isKept?: boolean | undefined;
}

export interface SessionRequest {
  readonly method: HttpRequest['method'];
  /** Below the repository, or the address from a `Location` header. */
  readonly path: string | URL;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: HttpBody | undefined;
  readonly scopes: Scopes;
  /** Whether the request must not be repeated as it is after a failure. */
  readonly isOnce?: boolean;
  readonly signal?: AbortSignal | undefined;
}

interface Authorization {
  readonly header: string;
  /** The scopes of a bearer token; undefined for a password, which is good for everything. */
  readonly scopes: Scopes | undefined;
}

const MAX_REDIRECTS = 5;
/** 307 and 308 keep the method and the body. */
const REDIRECTS = new Set([301, 302, 303, 307, 308]);
const FIRST_RETRY_MS = 500;
/** Challenges for one request: the second one comes if the first token has ended meanwhile. */
const MAX_CHALLENGES = 2;

/** Requests to a repository: logins, redirects, retries. */
export class RegistrySession {
  readonly options: RegistryOptions;
  readonly #base: URL;
  readonly #agent: Agent | undefined;
  #authorization: Authorization | undefined;
  #account: string | undefined;
  #authorizing: Promise<void> | undefined;
  /** Settles with the first answer. Later requests wait, because all of them would get the same challenge. */
  #first: Promise<unknown> | undefined;

  constructor(options: RegistryOptions) {
    this.options = options;
    const host = registryHost(options.domain);
    const base = new URL(`https://${host}/v2/${options.repository}/`);
    const isPlain = isLoopback(base.hostname) || (options.plainHttp?.includes(options.domain) ?? false);
    this.#base =
      isPlain && options.certificates === undefined ? new URL(`http://${host}${base.pathname}`) : base;
    const library = this.#base.protocol === 'http:' ? 'node:http' : 'node:https';
    this.#agent = options.isKept
      ? new (process.getBuiltinModule(library).Agent)({ keepAlive: true })
      : undefined;
  }

  /** `HOST/REPOSITORY`. */
  get name(): string {
    return `${this.options.domain}/${this.options.repository}`;
  }

  get host(): string {
    return this.#base.host;
  }

  /** The user of the credentials; undefined if no credentials were asked for or found. */
  get account(): string | undefined {
    return this.#account;
  }

  /** The waits between tries. */
  get waits() {
    const { retryMs = FIRST_RETRY_MS, maxWaitMs } = this.options;
    return { firstMs: retryMs, maxWaitMs };
  }

  close(): void {
    this.#agent?.destroy();
  }

  /**
   * Returns the answer to a request, after logins, redirects and retries of transient failures.
   * @throws ObuilderError `image-unavailable`, `cancelled`
   */
  async request(request: SessionRequest): Promise<HttpResponse> {
    if (this.#first !== undefined) await this.#first;
    const answer = this.#answer(request);
    this.#first ??= answer.catch(() => undefined);
    return await answer;
  }

  async #answer(request: SessionRequest): Promise<HttpResponse> {
    const { signal, isOnce } = request;
    const attempt = () => this.#follow(request);
    for (let challenges = 0; ; challenges += 1) {
      const before = this.#authorization;
      const response = isOnce ? await attempt() : await withRetries(attempt, { ...this.waits, signal });
      if (response.status !== 401 || challenges === MAX_CHALLENGES) return response;
      discard(response);
      await this.#login(response, { request, before });
      if (isOnce && request.body !== undefined) return response;
    }
  }

  /** One login at a time; a login that another request has finished meanwhile counts. */
  async #login(
    response: HttpResponse,
    { request, before }: { readonly request: SessionRequest; readonly before: Authorization | undefined },
  ): Promise<void> {
    await this.#authorizing?.catch(() => undefined);
    const now = this.#authorization;
    if (now !== before && now !== undefined && isEnough(now, request.scopes)) return;
    this.#authorizing = this.#authorize(response, request).finally(() => (this.#authorizing = undefined));
    await this.#authorizing;
  }

  async #authorize(response: HttpResponse, { scopes, signal }: SessionRequest): Promise<void> {
    const { dockerConfig, domain } = this.options;
    const wanted = joinScopes(this.#authorization?.scopes ?? [], scopes);
    const credentials = dockerConfig === undefined ? undefined : await findCredentials(dockerConfig, domain);
    this.#account = credentials?.kind === 'password' ? credentials.user : credentials && 'with a token';
    const header = await authorize(response.headers['www-authenticate'] ?? '', {
      registry: this.#base,
      scopes: wanted,
      credentials,
      send: (request) =>
        withRetries(() => send({ ...request, ...this.#transport, signal }), {
          ...this.waits,
          signal,
        }),
    });
    this.#authorization = { header, scopes: header.startsWith('Bearer ') ? wanted : undefined };
  }

  get #transport() {
    const { certificates, trust, meter, bounds } = this.options;
    return { certificates, trust, meter, bounds };
  }

  /** Follows redirects. Only the registry itself gets the Authorization header. */
  async #follow({ method, path, headers, body, scopes, signal }: SessionRequest): Promise<HttpResponse> {
    let url = new URL(path, this.#base);
    for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects += 1) {
      const authorization = this.#authorizationFor(url, scopes);
      const response = await send({
        method,
        url,
        headers: { ...headers, ...authorization },
        body,
        ...this.#transport,
        agent: url.protocol === this.#base.protocol ? this.#agent : undefined,
        signal,
      });
      const location = response.headers['location'];
      const isRedirect = body === undefined ? REDIRECTS.has(response.status) : response.status >= 307;
      if (!isRedirect || !REDIRECTS.has(response.status) || location === undefined) return response;
      discard(response);
      url = checkLocation(url, location);
    }
    throw imageUnavailable(`${this.#base.host} redirects too often`, { value: url.host });
  }

  /** A token for fewer scopes is not sent, because some registries answer 403 instead of a challenge. */
  #authorizationFor(url: URL, scopes: Scopes): { readonly authorization?: string } {
    const known = this.#authorization;
    if (known === undefined || url.origin !== this.#base.origin || !isEnough(known, scopes)) return {};
    return { authorization: known.header };
  }
}

function isEnough({ scopes }: Authorization, needed: Scopes): boolean {
  return scopes === undefined || covers(scopes, needed);
}

/** Returns the address of a `Location` header. @throws ObuilderError `image-unavailable` for an unsafe address */
export function checkLocation(from: URL, location: string): URL {
  const url = URL.parse(location, from.href);
  const isOpen = url?.protocol === 'http:' && from.protocol === 'https:';
  if (url !== null && !isOpen && /^https?:$/.test(url.protocol)) return url;
  throw imageUnavailable(`${from.host} redirects to the unsafe address "${location}"`, { value: location });
}
