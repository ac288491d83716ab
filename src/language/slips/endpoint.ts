const PORTS: Readonly<Record<string, string>> = { http: '80', https: '443', ssh: '22', git: '9418' };

const URL_LIKE = /^(?:([a-z]+):\/\/)?(?:[^@/]*@)?(\[[^\]]*\]|[^:/[\]]+)(?::(\d+|[a-z]+))?(?:[/?#].*)?$/i;

/** Returns HOST:PORT for a URL or a host without a port; the port is 443 if the text names none. */
export function endpointLike(text: string): string | undefined {
  if (/^[\d.]+\/\d+$/.test(text)) return `${text}:443`;
  const [, scheme = 'https', host, given] = URL_LIKE.exec(text) ?? [];
  const named = (given ?? scheme).toLowerCase();
  const port = /^\d+$/.test(named) ? named : PORTS[named];
  return host === undefined || port === undefined ? undefined : `${host}:${port}`;
}
