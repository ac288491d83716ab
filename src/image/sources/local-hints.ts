import path from 'node:path';
import { factsOf, isObuilderError, ObuilderError } from '../../errors.ts';

/** The ends of archives that people name without a prefix. */
const ARCHIVE = /\.(?:tar(?:\.(?:gz|zst|xz))?|tgz)$/;

/** The begin of a path. */
const PATH = /^\.{0,2}\//;

/** The errors of the system for a registry out of reach. An untrusted certificate is none of them. */
const OUT_OF_REACH: ReadonlySet<string | undefined> = new Set([
  'EAI_AGAIN',
  'ENOTFOUND',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ETIMEDOUT',
]);

const NO_REGISTRY = 'Without a registry, use a local image: (from rootfs:FILE).';

/** `(from base)` is the usual spec for the input base, which replaces the image. */
const NO_BASE =
  'If the name stands for a result, give its id with the input base (--base ID). An expression as the input base is empty if the step that gives the id has failed, or if a name in it is wrong.';

/**
 * Returns the error for an image that no registry gave. The hint names the prefixes of local images for a name like a path and
 * for a registry out of reach, the input base for its usual name, and the quotes of YAML for a missing tag like 3.1.
 *
 * @param name without `docker://`
 */
export function withLocalHint(name: string, error: unknown): unknown {
  if (!isObuilderError(error)) return error;
  const isMalformed = error.code === 'image-invalid';
  if (!isMalformed && error.code !== 'image-unavailable') return error;
  const local = localHint(name, error);
  if (local === undefined) return error;
  // The grammar of references is no help for a path.
  const hint = isMalformed || error.hint === undefined ? local : `${error.hint} ${local}`;
  const { code, message, value, at, stderr, cause } = error;
  return new ObuilderError(code, message, { value, hint, at, ...factsOf(error), stderr, cause });
}

function localHint(name: string, { errno, httpStatus }: ObuilderError): string | undefined {
  if (isPath(name)) return fileHint(name);
  const number = httpStatus === 404 ? /:(\d+\.\d)$/.exec(name)?.[1] : undefined;
  if (number !== undefined) return yamlHint(number);
  if (/^base(?::latest)?$/.test(name)) return NO_BASE;
  return OUT_OF_REACH.has(errno) ? NO_REGISTRY : undefined;
}

/** YAML drops the last zero of a number. */
const yamlHint = (number: string) =>
  `If the tag is from a workflow, quote the version, "${number}0": YAML reads ${number}0 without quotes as ${number}.`;

const isPath = (name: string) => PATH.test(name) || ARCHIVE.test(name);

/** Characters of names that a spec and a shell take without quotes. */
const PLAIN = /^[\w./@%+=,:-]+$/;

/** Whoever proposes a change to the spec chooses the name, and the reader may paste the hint. */
function fileHint(name: string): string {
  const file = PLAIN.test(name) ? path.normalize(name) : 'PATH';
  if (!ARCHIVE.test(name))
    return `For a directory write (from rootfs:${file}), or oci:${file} for an image layout.`;
  return `For a file write (from rootfs:${file}). For a saved image write docker-archive:${file} or oci-archive:${file}.`;
}
