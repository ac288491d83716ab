import type { BuildRequest } from '../contract/request.ts';
import { isObuilderError, ObuilderError } from '../errors.ts';
import { errnoOf } from '../files/errno.ts';
import { readWhole, type UserFiles } from '../files/user-files.ts';
import { certificatesIn, isAuthority, parseCertificate } from '../host/certificates.ts';
import { notValidNow } from './not-valid-now.ts';
import { readTrusted } from './owner/read.ts';
import { OWNER_FILE, type OwnerRules, ownerFault } from './owner/rules.ts';

/** Bytes of all files together: a bundle of all public authorities and room for more. */
const MAX_BYTES = 1024 ** 2;

/**
 * Returns the certificates of private authorities: of the machine's owner, and of the user's files, read with the user's rights.
 * Warns about certificates of the user that are not valid now.
 *
 * @throws ObuilderError `input-invalid` for a file that cannot be read, without a certificate or with a malformed certificate
 */
export async function readAuthorities(
  { ca = [] }: Pick<BuildRequest, 'ca'>,
  { files, rules, onWarning }: Surroundings,
): Promise<readonly string[]> {
  const certificates = [...ownersAuthorities(rules)];
  let limit = MAX_BYTES;
  for (const file of ca) {
    const text = await readUsers(files, file, limit);
    limit -= text.length;
    const read = checked(text, (why) => usersFault(file, why));
    const untimely = notValidNow(read);
    if (untimely !== undefined) onWarning(`the file ${file} of ca has ${untimely}. ${UNTIMELY_HINT}`);
    certificates.push(...read);
  }
  return [...new Set(certificates)];
}

interface Surroundings {
  readonly files: UserFiles;
  readonly rules: Pick<OwnerRules, 'ca'>;
  readonly onWarning: (message: string) => void;
}

const UNTIMELY_HINT =
  'Programs refuse servers of such an authority: name its present certificate, or set the clock of this machine.';

/** Returns the certificates that the machine's owner names. @throws ObuilderError `input-invalid` naming the owner's file */
export const ownersAuthorities = ({ ca }: Pick<OwnerRules, 'ca'>): readonly string[] =>
  ca.flatMap(ownersCertificates);

function ownersCertificates(file: string): readonly string[] {
  const text = readOwners(file);
  if (text === undefined)
    throw ownerFault(OWNER_FILE, `has a fault: ca names ${file}, which does not exist`, file);
  return checked(text, (why) => ownerFault(OWNER_FILE, `has a fault: ca names ${file}, which ${why}`, file));
}

/** An error of the file names the list that has the file. */
function readOwners(file: string): string | undefined {
  try {
    return readTrusted(file, MAX_BYTES);
  } catch (error) {
    if (!isObuilderError(error, 'input-invalid')) throw error;
    throw ownerFault(OWNER_FILE, `has a fault: in ca, ${error.message}`, file, error.cause);
  }
}

async function readUsers(files: UserFiles, path: string, limit: number): Promise<string> {
  try {
    return (await readWhole(files, { path }, { limit })).toString('latin1');
  } catch (cause) {
    const why = isObuilderError(cause) ? cause.message : `${path} (${errnoOf(cause)})`;
    throw new ObuilderError('input-invalid', `could not read the certificates of ca: ${why}`, {
      value: path,
      hint: 'Name PEM files that you may read, together at most 1 MB.',
      cause,
    });
  }
}

function usersFault(file: string, why: string): ObuilderError {
  return new ObuilderError('input-invalid', `could not use the file ${file} of ca: it ${why}`, {
    value: file,
    hint: 'Name a file in PEM: it has the line -----BEGIN CERTIFICATE-----.',
  });
}

function checked(text: string, fault: (why: string) => ObuilderError): readonly string[] {
  const certificates = certificatesIn(text);
  if (certificates.length === 0) throw fault('has no certificate');
  if (certificates.some((pem) => parseCertificate(pem) === undefined))
    throw fault('has a malformed certificate');
  if (!certificates.some(isAuthority))
    throw fault('has the certificate of a server, which vouches for nobody: name that of its authority');
  return certificates;
}
