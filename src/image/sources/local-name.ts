import path from 'node:path';
import { isDigest } from '../../oci/digest.ts';
import { imageInvalid } from '../../oci/invalid.ts';

/** A path with a tag or a digest, as in `oci:DIR:TAG`. */
export interface LocalName {
  /** Absolute. */
  readonly path: string;
  readonly tag: string | undefined;
  readonly digest: string | undefined;
}

/**
 * Splits `PATH[:TAG]` or `PATH[@DIGEST]` as containers/image does: the path ends at the first colon.
 * @throws ObuilderError `image-invalid` for an empty path
 */
export function parseLocalName(text: string, directory: string): LocalName {
  const at = text.lastIndexOf('@');
  const digest = at >= 0 && isDigest(text.slice(at + 1)) ? text.slice(at + 1) : undefined;
  const rest = digest === undefined ? text : text.slice(0, at);
  const colon = rest.indexOf(':');
  const file = colon < 0 ? rest : rest.slice(0, colon);
  const tag = colon < 0 ? undefined : rest.slice(colon + 1);
  if (file === '') {
    throw imageInvalid(`"${text}" names no file or directory`, {
      value: text,
      hint: 'Write a path after the colon.',
    });
  }
  return { path: path.resolve(directory, file), tag: tag === '' ? undefined : tag, digest };
}
