import { imageUnavailable } from '../oci/invalid.ts';
import { parseObject } from '../oci/manifest.ts';
import { parseChallenges } from './challenge.ts';
import type { Credentials } from './credentials.ts';
import { type HttpRequest, type HttpResponse, readBody } from './http.ts';
import { isLoopback } from './loopback.ts';
import { joinScopes, type Scopes } from './scopes.ts';

export interface AuthorizeOptions {
  /** The sender of the challenge. */
  readonly registry: URL;
  /** The needed scopes, besides the scope of the challenge. */
  readonly scopes: Scopes;
  readonly credentials: Credentials | undefined;
  readonly send: (request: Pick<HttpRequest, 'method' | 'url' | 'headers' | 'body'>) => Promise<HttpResponse>;
}

const MAX_ANSWER = 1024 * 1024;
const CLIENT = 'obuilder-action';

/**
 * Returns the value of an Authorization header that answers a 401: Basic (RFC 7617), or a bearer token (token
 * specification of the distribution project).
 *
 * @param header the WWW-Authenticate header
 * @throws ObuilderError `image-unavailable` if the credentials are missing or refused
 */
export async function authorize(header: string, options: AuthorizeOptions): Promise<string> {
  const challenges = parseChallenges(header);
  const bearer = challenges.find(({ scheme }) => scheme === 'bearer');
  if (bearer !== undefined) return `Bearer ${await fetchToken(bearer.parameters, options)}`;
  const { credentials, registry } = options;
  if (challenges.some(({ scheme }) => scheme === 'basic')) {
    if (credentials?.kind === 'password') return basic(credentials);
    throw imageUnavailable(`${registry.host} requires a user and a password`, {
      httpStatus: 401,
      hint: `Log in first: docker login ${registry.host}`,
    });
  }
  throw imageUnavailable(
    `${registry.host} requires an unknown way to log in: ${header || 'no scheme named'}`,
    { httpStatus: 401 },
  );
}

function basic({ user, password }: { readonly user: string; readonly password: string }): string {
  return `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
}

async function fetchToken(
  parameters: Readonly<Record<string, string>>,
  options: AuthorizeOptions,
): Promise<string> {
  const realm = realmOf(parameters['realm'], options.registry);
  const query = new URLSearchParams();
  if (parameters['service'] !== undefined) query.set('service', parameters['service']);
  const asked = (parameters['scope'] ?? '').split(' ').filter((scope) => scope !== '');
  const scopes = joinScopes(asked, options.scopes);
  const response = await options.send(
    tokenRequest(realm, { query, scopes, credentials: options.credentials }),
  );
  const body = await readBody(response, MAX_ANSWER);
  if (response.status !== 200) {
    const hint =
      options.credentials === undefined
        ? `Log in first: docker login ${options.registry.host}`
        : 'Check that the credentials are valid and may read this repository.';
    throw imageUnavailable(`${realm.host} gives no token for ${options.registry.host} (${response.status})`, {
      httpStatus: response.status,
      hint,
    });
  }
  if (body === undefined) {
    throw imageUnavailable(`${realm.host} answers with more than ${MAX_ANSWER} bytes instead of a token`, {
      value: realm.host,
    });
  }
  const json = parseObject(body, `the token of ${realm.host}`);
  const token = json['token'] ?? json['access_token'];
  if (typeof token === 'string' && /^[\x21-\x7e]+$/.test(token)) return token;
  throw imageUnavailable(`${realm.host} answers without a token`, { value: realm.host });
}

/** The registry chooses the host that gets the credentials, but never sends credentials from HTTPS to HTTP. */
function realmOf(realm: string | undefined, registry: URL): URL {
  const url = realm === undefined ? null : URL.parse(realm);
  const isOpen = url?.protocol === 'http:' && registry.protocol === 'https:' && !isLoopback(url.hostname);
  if (url !== null && !isOpen && /^https?:$/.test(url.protocol)) return url;
  throw imageUnavailable(`${registry.host} names an unsafe address for tokens: "${realm ?? ''}"`, {
    value: realm ?? '',
  });
}

interface TokenQuestion {
  readonly query: URLSearchParams;
  readonly scopes: Scopes;
  readonly credentials: Credentials | undefined;
}

function tokenRequest(realm: URL, { query, scopes, credentials }: TokenQuestion) {
  if (credentials?.kind === 'identity') {
    query.set('scope', scopes.join(' '));
    query.set('grant_type', 'refresh_token');
    query.set('client_id', CLIENT);
    query.set('refresh_token', credentials.token);
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    return { method: 'POST', url: realm, headers, body: query.toString() } as const;
  }
  const url = new URL(realm);
  for (const [name, value] of query) url.searchParams.set(name, value);
  for (const scope of scopes) url.searchParams.append('scope', scope);
  const headers: Record<string, string> = credentials ? { authorization: basic(credentials) } : {};
  if (credentials) url.searchParams.set('account', credentials.user);
  return { method: 'GET', url, headers } as const;
}
