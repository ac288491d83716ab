import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ServerKeys } from './registry-server.ts';

export interface Authority {
  /** The file of the authority's certificate. */
  readonly certificate: string;
  readonly server: ServerKeys;
}

/** Makes a certificate authority of a company, and a server's certificate of the authority for a name. */
export function makeAuthority(directory: string, host: string, days = 2): Authority {
  const at = (name: string) => path.join(directory, name);
  const openssl = (...args: readonly string[]) => execFileSync('openssl', args, { stdio: 'pipe' });
  const made = (name: string) => ['-newkey', 'rsa:2048', '-nodes', '-keyout', at(`${name}.key`)];
  const ca = at('ca.crt');
  openssl(
    'req',
    '-x509',
    ...made('ca'),
    '-out',
    ca,
    '-days',
    `${days}`,
    '-subj',
    '/CN=Authority of a company',
  );
  openssl('req', ...made('server'), '-out', at('server.csr'), '-subj', `/CN=${host}`);
  writeFileSync(at('names'), `subjectAltName=DNS:${host}\n`);
  const signed = ['-CA', ca, '-CAkey', at('ca.key'), '-CAcreateserial', '-extfile', at('names')];
  openssl('x509', '-req', '-in', at('server.csr'), ...signed, '-out', at('server.crt'), '-days', '2');
  return { certificate: ca, server: { certificate: at('server.crt'), key: at('server.key') } };
}
