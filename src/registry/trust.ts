import type { SecureContext } from 'node:tls';
import { isObuilderError, ObuilderError } from '../errors.ts';
import { errnoOf } from '../files/errno.ts';
import { readWhole, type UserFiles } from '../files/user-files.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Bytes. A bundle of all public authorities is far smaller. */
const MAX_BUNDLE = 16 * 1024 ** 2;

/** The system's bundle of Debian and Alpine, Fedora, SUSE, others. The first existing file counts. */
const SYSTEM_BUNDLES = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
  '/etc/ssl/cert.pem',
];

/** Node's error codes for a certificate of an unknown authority. */
const UNTRUSTED = new Set([
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
]);

export const isUntrusted = (error: unknown): boolean => UNTRUSTED.has(errnoOf(error) ?? '');

/** Authorities for TLS connections besides Node's own. */
export interface Trust {
  /** Whether a server needs these authorities. Until then no file is read. */
  isNeeded: boolean;
  /** @throws ObuilderError `input-invalid` for a file of the environment that cannot be read */
  context(): Promise<SecureContext>;
}

/**
 * Returns trust in the authorities of Node, of the system, of NODE_EXTRA_CA_CERTS and of SSL_CERT_FILE. Node reads the
 * variables only at start, and sudo has dropped them by then. The files are read with the rights of the user.
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
  // Most certificates of the system are Node's own too, and parsing each takes time.
  return createSecureContext({ ca: [...new Set([...rootCertificates, ...bundles.flatMap(certificatesIn)])] });
}

function certificatesIn(bundle: string): readonly string[] {
  return bundle.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
}

async function readSystem(files: UserFiles): Promise<string> {
  for (const path of SYSTEM_BUNDLES) {
    const bundle = await readWhole(files, { path }, { limit: MAX_BUNDLE }).catch(() => undefined);
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
    return (await readWhole(files, { path: file }, { limit: MAX_BUNDLE })).toString('latin1');
  } catch (cause) {
    const why = isObuilderError(cause) ? cause.message : `${file} (${errnoOf(cause)})`;
    throw new ObuilderError('input-invalid', `could not read the certificates of ${name}: ${why}`, {
      value: file,
      hint: `Set ${name} to a PEM file, or remove ${name} from the environment.`,
      cause,
    });
  }
}
