import type * as tls from 'node:tls';

const PREFIX = 'OBUILDER_CA_';

type Environment = Readonly<Record<string, string | undefined>>;

/** Returns variables that carry certificates to the program of the cache, one each: the kernel limits the length of a variable. */
export function authorityVariables(authorities: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(authorities.map((pem, index) => [`${PREFIX}${index}`, pem]));
}

/** Makes this process trust the certificates in its environment. Releases of Node before 24.5 lack the function. */
export function trustVariables(env: Environment): void {
  const authorities = Object.entries(env).flatMap(([name, pem]) =>
    name.startsWith(PREFIX) && pem ? [pem] : [],
  );
  if (authorities.length === 0) return;
  const { getCACertificates, setDefaultCACertificates }: Partial<typeof tls> =
    process.getBuiltinModule('node:tls');
  setDefaultCACertificates?.([...(getCACertificates?.('default') ?? []), ...authorities]);
}
