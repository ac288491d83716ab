import type { SecureContext } from 'node:tls';
import { isObuilderError, ObuilderError } from '../errors.ts';
import { readWhole, type UserFiles } from '../files/user-files.ts';
import { systemCode } from '../oci/invalid.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** A bundle of all authorities of the world is a fraction of this. */
const LARGEST_BUNDLE = 16 * 1024 ** 2;

/** Where distributions keep the system's bundle: Debian and Alpine, Fedora, SUSE, others. The first one counts. */
const SYSTEM_BUNDLES = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
  '/etc/ssl/cert.pem',
];

/** What Node says of a certificate whose authority it does not know. */
const UNTRUSTED = new Set([
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
]);

export const isUntrusted = (error: unknown): boolean => UNTRUSTED.has(systemCode(error) ?? '');

/** What TLS connections trust besides Node's own authorities. */
export interface Trust {
  /** A server was met that needs it. Until then it costs nothing. */
  isNeeded: boolean;
  /** @throws ObuilderError `input-invalid` for a file that the user names and that cannot be read */
  context(): Promise<SecureContext>;
}

/**
 * Trust in Node's own authorities, in those of the system, and in those of NODE_EXTRA_CA_CERTS and SSL_CERT_FILE. Node itself
 * reads the variables at its start only, when sudo has dropped them; the files are read with the rights of the user.
 */
export function trustOf(files: UserFiles, env: Environment): Trust {
  let known: Promise<SecureContext> | undefined;
  return {
    isNeeded: false,
    context() {
      known ??= makeContext(files, env);
      return known;
    },
  };
}

async function makeContext(files: UserFiles, env: Environment): Promise<SecureContext> {
  const { createSecureContext, rootCertificates } = process.getBuiltinModule('node:tls');
  const named = (name: string) => (env[name] ? [readNamed(files, { name, file: env[name] })] : []);
  const system = env['SSL_CERT_FILE'] ? named('SSL_CERT_FILE') : [readSystem(files)];
  const bundles = await Promise.all([...named('NODE_EXTRA_CA_CERTS'), ...system]);
  // Most of a system's bundle is Node's own too, and each certificate takes time to read.
  return createSecureContext({ ca: [...new Set([...rootCertificates, ...bundles.flatMap(certificatesIn)])] });
}

function certificatesIn(bundle: string): readonly string[] {
  return bundle.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
}

async function readSystem(files: UserFiles): Promise<string> {
  for (const path of SYSTEM_BUNDLES) {
    const bundle = await readWhole(files, { path }, { limit: LARGEST_BUNDLE }).catch(() => undefined);
    if (bundle !== undefined) return bundle.toString('latin1');
  }
  return '';
}

interface Named {
  readonly name: string;
  readonly file: string;
}

async function readNamed(files: UserFiles, { name, file }: Named): Promise<string> {
  try {
    return (await readWhole(files, { path: file }, { limit: LARGEST_BUNDLE })).toString('latin1');
  } catch (cause) {
    const why = isObuilderError(cause) ? cause.message : `${file} cannot be read (${systemCode(cause)})`;
    throw new ObuilderError('input-invalid', `the file of certificates that ${name} names: ${why}`, {
      value: file,
      hint: `Let ${name} name a PEM file, or take it out of the environment.`,
      cause,
    });
  }
}
