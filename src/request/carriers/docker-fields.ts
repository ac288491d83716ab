/** A field that Docker has for carriers. */
interface DockerField {
  /** The value that states what happens in any case. */
  readonly same?: string;
  readonly hint: string;
}

const BY_RUNNER = 'the runner gives the address and the token of its cache.';

const FIELDS: Readonly<Record<string, DockerField>> = {
  mode: {
    same: 'max',
    hint: 'Remove mode: the result of every step is stored (mode=max). cache-min-time and cache-max-rate leave results out.',
  },
  'image-manifest': { same: 'true', hint: 'Remove image-manifest: results are always stored as images.' },
  'oci-mediatypes': { same: 'true', hint: 'Remove oci-mediatypes: results are always OCI images.' },
  'ignore-error': {
    hint: 'Remove ignore-error: a carrier that fails is a warning, unless cache-required is true.',
  },
  'compression-level': {
    hint: 'Remove compression-level: compression=zstd and compression=gzip have one level.',
  },
  'force-compression': {
    hint: 'Remove force-compression: compression=zstd or compression=gzip is for new results.',
  },
  url: { hint: `Remove url: ${BY_RUNNER}` },
  url_v2: { hint: `Remove url_v2: ${BY_RUNNER}` },
  token: { hint: `Remove token: ${BY_RUNNER}` },
};

const fieldOf = (name: string) => (Object.hasOwn(FIELDS, name) ? FIELDS[name] : undefined);

/** Whether a field of Docker states what happens in any case, such as `mode=max`. */
export const saysTheSame = ([name, value]: readonly [string, string]): boolean =>
  fieldOf(name)?.same === value.toLowerCase();

export const hintForField = (name: string): string | undefined => fieldOf(name)?.hint;

/** Returns the hint for a type of Docker. */
export function hintForType(type: string): string | undefined {
  if (type !== 'inline') return undefined;
  return 'Use type=registry,ref=HOST/REPOSITORY with a repository for results: no results are stored in an image that leaves.';
}
