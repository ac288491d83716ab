import { isObuilderError, ObuilderError } from '../errors.ts';
import { errnoOf } from '../files/errno.ts';
import { readWhole, type UserFiles } from '../files/user-files.ts';
import { isObject, parseObject } from '../oci/manifest.ts';

export type Credentials =
  | { readonly kind: 'password'; readonly user: string; readonly password: string }
  /** An OAuth2 refresh token. */
  | { readonly kind: 'identity'; readonly token: string };

export interface ConfigFile {
  /** Absolute. */
  readonly file: string;
  /** Reads the file with the rights of its owner. */
  readonly files: UserFiles;
}

/** Bytes. No real Docker config file is larger. */
const MAX_CONFIG = 4 * 1024 ** 2;
const NONE = new Set(['ENOENT', 'ENOTDIR']);

type Json = Readonly<Record<string, unknown>>;

/** The user name of helpers for an identity token. */
const TOKEN_USER = '<token>';
/** Docker Hub's name in config files. */
const HUB = 'https://index.docker.io/v1/';

/**
 * Returns the credentials of a registry from the Docker config file: from the registry's helper, the common store, or the
 * file itself, in this order.
 * @throws ObuilderError `input-invalid` for a malformed file, and the errors of the helper
 */
export async function findCredentials(
  { files, file }: ConfigFile,
  domain: string,
): Promise<Credentials | undefined> {
  const config = await readConfig(files, file);
  if (config === undefined) return undefined;
  const helper = stringAt(config['credHelpers'], domain) ?? nonEmpty(config['credsStore']);
  if (helper !== undefined) {
    const found = await askHelper(files, { helper, server: domain === 'docker.io' ? HUB : domain });
    if (found !== undefined) return found;
  }
  return fromAuths(config['auths'], domain);
}

async function readConfig(files: UserFiles, file: string): Promise<Json | undefined> {
  let bytes: Buffer;
  try {
    bytes = await readWhole(files, { path: file }, { limit: MAX_CONFIG });
  } catch (cause) {
    if (NONE.has(errnoOf(cause) ?? '')) return undefined;
    if (isObuilderError(cause)) throw cause;
    throw new ObuilderError('input-invalid', `could not read the Docker config file ${file}`, {
      value: file,
      cause,
    });
  }
  try {
    return parseObject(bytes, file);
  } catch (cause) {
    throw new ObuilderError('input-invalid', `the Docker config file ${file} is not a JSON object`, {
      value: file,
      hint: 'Log in again with docker login, or repair the file.',
      cause,
    });
  }
}

function nonEmpty(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function stringAt(value: unknown, key: string): string | undefined {
  return isObject(value) ? nonEmpty(value[key]) : undefined;
}

interface HelperQuestion {
  readonly helper: string;
  readonly server: string;
}

async function askHelper(
  files: UserFiles,
  { helper, server }: HelperQuestion,
): Promise<Credentials | undefined> {
  if (!/^[A-Za-z0-9._-]+$/.test(helper)) {
    throw new ObuilderError('input-invalid', `"${helper}" is no name of a credential helper`, {
      value: helper,
    });
  }
  const answer = await files.askCredentialHelper(helper, server);
  if (answer === undefined) return undefined;
  const json = parseObject(Buffer.from(answer), `the answer of docker-credential-${helper}`);
  const user = nonEmpty(json['Username']) ?? '';
  const secret = nonEmpty(json['Secret']);
  if (secret === undefined) return undefined;
  if (user === TOKEN_USER) return { kind: 'identity', token: secret };
  return { kind: 'password', user, password: secret };
}

/** Keys of `auths` are hosts, with an optional scheme and path. */
function fromAuths(auths: unknown, domain: string): Credentials | undefined {
  if (!isObject(auths)) return undefined;
  const names = domain === 'docker.io' ? ['docker.io', 'index.docker.io', 'registry-1.docker.io'] : [domain];
  const hostOf = (key: string) => key.replace(/^https?:\/\//, '').replace(/\/.*$/s, '');
  const keys = Object.keys(auths).filter((key) => names.includes(hostOf(key)));
  for (const key of keys) {
    const entry = auths[key];
    const found = isObject(entry) ? fromEntry(entry) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

function fromEntry(entry: Json): Credentials | undefined {
  const token = nonEmpty(entry['identitytoken']);
  if (token !== undefined) return { kind: 'identity', token };
  const auth = nonEmpty(entry['auth']);
  if (auth !== undefined) {
    const text = Buffer.from(auth, 'base64').toString('utf8').replace(/\0+$/, '');
    const colon = text.indexOf(':');
    if (colon > 0) return { kind: 'password', user: text.slice(0, colon), password: text.slice(colon + 1) };
  }
  const user = nonEmpty(entry['username']);
  const password = nonEmpty(entry['password']);
  return user !== undefined && password !== undefined ? { kind: 'password', user, password } : undefined;
}
