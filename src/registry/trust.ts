import type { SecureContext } from 'node:tls';
import { isObuilderError, ObuilderError } from '../errors.ts';
import { errnoOf } from '../files/errno.ts';
import { readWhole, type UserFiles } from '../files/user-files.ts';
import { certificatesIn, MAX_BUNDLE, SYSTEM_BUNDLES } from '../host/certificates.ts';

type Environment = Readonly<Record<string, string | undefined>>;

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
 * Returns trust in the given authorities, and in those of Node, of the system, of NODE_EXTRA_CA_CERTS and of SSL_CERT_FILE. Node reads the
 * variables only at start, and sudo has dropped them by then. The files are read with the rights of the user.
 *
 * @param authorities certificates in PEM
 */
export function trustOf(files: UserFiles, env: Environment, authorities: readonly string[] = []): Trust {
  let known: Promise<SecureContext> | undefined;
  return {
    isNeeded: false,
    context() {
      known ??= makeContext(files, env, authorities);
      return known;
    },
  };
}

async function makeContext(
  files: UserFiles,
  env: Environment,
  authorities: readonly string[],
): Promise<SecureContext> {
  const { createSecureContext, rootCertificates } = process.getBuiltinModule('node:tls');
  const named = (name: string) => (env[name] ? [readNamed(files, { name, file: env[name] })] : []);
  const system = env['SSL_CERT_FILE'] ? named('SSL_CERT_FILE') : [readSystem(files)];
  const bundles = await Promise.all([...named('NODE_EXTRA_CA_CERTS'), ...system]);
  // Most certificates of the system are Node's own too, and parsing each takes time.
  const others = [...authorities, ...bundles.flatMap(certificatesIn)];
  return createSecureContext({ ca: [...new Set([...rootCertificates, ...others])] });
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
