import path from 'node:path';
import { factsOf, isObuilderError, ObuilderError } from '../../errors.ts';

/** The ends of archives that people name without a prefix. */
const ARCHIVE = /\.(?:tar(?:\.(?:gz|zst|xz))?|tgz)$/;

/** The begin of a path. */
const PATH = /^\.{0,2}\//;

/**
 * Returns the error for a name that is no image of a registry. If the name looks like a path, the hint has the prefixes of
 * local images.
 *
 * @param name without `docker://`
 */
export function withLocalHint(name: string, error: unknown): unknown {
  if (!isObuilderError(error)) return error;
  const isMalformed = error.code === 'image-invalid';
  if (!isMalformed && error.code !== 'image-unavailable') return error;
  const local = isPath(name) ? [fileHint(name)] : [];
  if (local.length === 0) return error;
  // The grammar of references is no help for a path.
  const hint = [...(isMalformed ? [] : [error.hint]), ...local].filter(Boolean).join(' ');
  const { code, message, value, at, stderr, cause } = error;
  return new ObuilderError(code, message, { value, hint, at, ...factsOf(error), stderr, cause });
}

const isPath = (name: string) => PATH.test(name) || ARCHIVE.test(name);

function fileHint(name: string): string {
  const file = path.normalize(name);
  if (!ARCHIVE.test(name))
    return `For a directory write (from rootfs:${file}), or oci:${file} for an image layout.`;
  return `For a file write (from rootfs:${file}). For a saved image write docker-archive:${file} or oci-archive:${file}.`;
}
