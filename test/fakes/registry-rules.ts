import type { ProxiedRequest, RegistryProxy, Spoiled } from './registry-proxy.ts';

/** Answers a request instead of the registry; undefined lets the request through. */
export type Rule = (request: ProxiedRequest) => Spoiled | undefined;

/** The first rule with an answer decides. */
export const firstOf =
  (...rules: readonly Rule[]): Rule =>
  (request) => {
    for (const rule of rules) {
      const answer = rule(request);
      if (answer !== undefined) return answer;
    }
    return undefined;
  };

const MIB = 1024 ** 2;
const refuse = (status: number, code: string, headers = {}): Spoiled => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  bytes: Buffer.from(JSON.stringify({ errors: [{ code, message: code }] })),
});

/** GHCR: 404 for a manifest unless Docker's types are accepted, 416 for chunks above 4 MiB. */
export const ghcr: Rule = ({ method, path, headers }) => {
  const reads = method === 'GET' || method === 'HEAD';
  if (
    reads &&
    path.includes('/manifests/') &&
    !headers.accept?.includes('vnd.docker.distribution.manifest.v2')
  ) {
    return refuse(404, 'MANIFEST_UNKNOWN');
  }
  if (method === 'PATCH' && Number(headers['content-length'] ?? 5 * MIB) > 4 * MIB) {
    return refuse(416, 'RANGE_INVALID');
  }
  return undefined;
};

/** ECR: 405 for manifests with a subject or an artifact type, and chunks of uploads have a `Range` that stands still. */
export const ecrAfter = ({ method, body, path }: ProxiedRequest): Spoiled | undefined => {
  if (method === 'PATCH') return { headers: { range: '0-0' } };
  if (method !== 'PUT' || !path.includes('/manifests/')) return undefined;
  const { subject, artifactType } = JSON.parse(body.toString()) as Record<string, unknown>;
  return subject === undefined && artifactType === undefined ? undefined : refuse(405, 'UNSUPPORTED');
};

export interface TokenService {
  readonly rule: Rule;
  /** Scopes of each token that was given out, sorted. */
  readonly given: string[];
  /** Makes all tokens so far worthless. */
  expire(): void;
  /** Scopes that the service drops from tokens. */
  readonly withheld: Set<string>;
}

/** Tokens with scopes (token specification of the distribution project). Asks for a password at the service if there is any. */
export function tokenService(
  proxy: RegistryProxy,
  password?: { user: string; password: string },
): TokenService {
  let generation = 0;
  const given: string[] = [];
  const withheld = new Set<string>();
  const basic =
    password && `Basic ${Buffer.from(`${password.user}:${password.password}`).toString('base64')}`;
  const give = ({ path, headers }: ProxiedRequest): Spoiled => {
    if (basic !== undefined && headers.authorization !== basic) return refuse(401, 'UNAUTHORIZED');
    const scopes = new URL(path, 'http://x').searchParams
      .getAll('scope')
      .filter((scope) => !withheld.has(scope));
    given.push(scopes.toSorted().join(' '));
    const token = Buffer.from(JSON.stringify({ generation, scopes })).toString('base64url');
    return { status: 200, bytes: Buffer.from(JSON.stringify({ token })) };
  };
  const rule: Rule = (request) => {
    if (request.path.startsWith('/token')) return give(request);
    const needed = scopesOf(request);
    const [, token = ''] = /^Bearer (.*)$/.exec(request.headers.authorization ?? '') ?? [];
    if (isGood(token, { generation, needed })) return undefined;
    const challenge = `Bearer realm="http://${proxy.host}/token",service="test",scope="${needed[0] ?? ''}"`;
    return refuse(401, 'UNAUTHORIZED', { 'www-authenticate': challenge });
  };
  const expire = () => {
    generation += 1;
  };
  return { rule, given, withheld, expire };
}

function scopesOf({ method, path }: ProxiedRequest): readonly string[] {
  const [, repository = ''] = /^\/v2\/(.+?)\/(?:manifests|blobs)\//.exec(path) ?? [];
  const reads = method === 'GET' || method === 'HEAD';
  const from = new URL(path, 'http://x').searchParams.get('from');
  return [
    `repository:${repository}:${reads ? 'pull' : 'pull,push'}`,
    ...(from ? [`repository:${from}:pull`] : []),
  ];
}

function isGood(
  token: string,
  { generation, needed }: { generation: number; needed: readonly string[] },
): boolean {
  if (token === '') return false;
  const has = JSON.parse(Buffer.from(token, 'base64url').toString()) as {
    generation: number;
    scopes: string[];
  };
  const allowed = has.scopes.flatMap((scope) => [scope, scope.replace(':pull,push', ':pull')]);
  return has.generation === generation && needed.every((scope) => allowed.includes(scope));
}
