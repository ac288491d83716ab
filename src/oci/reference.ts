import { isDigest } from './digest.ts';
import { imageInvalid } from './invalid.ts';

/** An image reference in the grammar of Docker and of the OCI distribution specification. */
export interface Reference {
  /** The registry as users write it, e.g. `docker.io` or `localhost:5000`. */
  readonly domain: string;
  /** e.g. `library/debian`. */
  readonly repository: string;
  readonly tag: string | undefined;
  readonly digest: string | undefined;
}

const DEFAULT_DOMAIN = 'docker.io';
const MAX_NAME = 255;
const DOMAIN =
  /^(?:(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])(?:\.(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9]))*|\[[0-9a-fA-F:]+\])(?::[0-9]+)?$/;
const COMPONENT = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/;
const TAG = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/;

/**
 * Parses `[DOMAIN/]PATH[:TAG][@DIGEST]`. The default domain is Docker Hub (a path of one component gets the prefix
 * `library/`), the default tag `latest` unless `text` has a digest.
 * @throws ObuilderError `image-invalid` with the wrong part
 */
export function parseReference(text: string): Reference {
  const at = text.indexOf('@');
  const named = at < 0 ? text : text.slice(0, at);
  const digest = at < 0 ? undefined : text.slice(at + 1);
  if (digest !== undefined && !isDigest(digest)) {
    throw wrong(text, `"${digest}" is no digest`, 'A digest is sha256: and 64 lower-case hex digits.');
  }
  const colon = named.indexOf(':', named.lastIndexOf('/') + 1);
  const name = colon < 0 ? named : named.slice(0, colon);
  const tag = colon < 0 ? undefined : named.slice(colon + 1);
  if (tag !== undefined && !TAG.test(tag)) {
    throw wrong(text, `"${tag}" is no tag`, 'A tag has up to 128 letters, digits, "_", "." and "-".');
  }
  return { ...splitDomain(name, text), tag: tag ?? (digest === undefined ? 'latest' : undefined), digest };
}

function splitDomain(name: string, text: string): { domain: string; repository: string } {
  if (name === '') throw wrong(text, 'the name is missing', 'Write something like debian:12.');
  const head = domainIn(name);
  const given = head ?? DEFAULT_DOMAIN;
  const domain = given === 'index.docker.io' ? DEFAULT_DOMAIN : given;
  const path = head === undefined ? name : name.slice(head.length + 1);
  if (!DOMAIN.test(domain)) throw wrong(text, `"${domain}" is no registry`, 'Write HOST or HOST:PORT.');
  checkPath(path, text);
  const repository = domain === DEFAULT_DOMAIN && !path.includes('/') ? `library/${path}` : path;
  if (domain.length + 1 + repository.length > MAX_NAME) {
    throw wrong(text, `the name is longer than ${MAX_NAME} characters`, 'Use a shorter name.');
  }
  return { domain, repository };
}

/** Returns the domain that a reference names. Undefined for the default domain. */
export function domainIn(text: string): string | undefined {
  const slash = text.indexOf('/');
  const head = text.slice(0, Math.max(slash, 0));
  const isDomain = slash > 0 && (/[.:]/.test(head) || head === 'localhost' || head !== head.toLowerCase());
  return isDomain ? head : undefined;
}

/** Whether a text is the name of a repository, without the domain. */
export function isRepository(path: string): boolean {
  return path.length <= MAX_NAME && badComponent(path) === undefined;
}

const badComponent = (path: string) => path.split('/').find((component) => !COMPONENT.test(component));

function checkPath(path: string, text: string): void {
  const bad = badComponent(path);
  if (bad === undefined) return;
  const lower = path.toLowerCase();
  const hint =
    lower !== path && lower.split('/').every((component) => COMPONENT.test(component))
      ? `Repository names are lower-case: did you mean "${text.replace(path, lower)}"?`
      : 'Repository names have lower-case letters and digits, with ".", "_", "__" or "-" between them.';
  throw wrong(text, bad === '' ? 'a part of the name is empty' : `"${bad}" is no part of a name`, hint);
}

function wrong(value: string, problem: string, hint: string) {
  return imageInvalid(`"${value}" is no image reference: ${problem}`, { value, hint });
}

/** Returns domain and repository without tag and digest. */
export function nameOf(reference: Reference): string {
  return `${reference.domain}/${reference.repository}`;
}

/** Returns the whole reference as text; the inverse of `parseReference`. */
export function formatReference(reference: Reference): string {
  const tag = reference.tag === undefined ? '' : `:${reference.tag}`;
  const digest = reference.digest === undefined ? '' : `@${reference.digest}`;
  return `${nameOf(reference)}${tag}${digest}`;
}

/** Returns the host that serves a domain. Docker Hub's registry has another name than the domain. */
export function registryHost(domain: string): string {
  return domain === DEFAULT_DOMAIN ? 'registry-1.docker.io' : domain;
}
