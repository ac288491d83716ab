import type { ImageOutput } from '../contract/outputs.ts';
import { isObuilderError, ObuilderError } from '../errors.ts';
import { domainIn, parseReference, type Reference } from '../oci/reference.ts';

/** A name of an image: a reference with a tag. `given`: the name as the user writes it. */
export type Name = Reference & { readonly tag: string; readonly given: string };

/** @throws ObuilderError `input-invalid` for a malformed name, and for a name with a digest */
export function namesOf({ names, text }: Pick<ImageOutput, 'names' | 'text'>): readonly Name[] {
  return names.map((name) => {
    const reference = parsed(name, text);
    const { tag, digest } = reference;
    if (digest === undefined && tag !== undefined) return { ...reference, tag, given: name };
    throw new ObuilderError('input-invalid', `could not name an image "${name}": it has a digest`, {
      value: name,
      hint: 'Write a tag only, because the digest follows from the image.',
    });
  });
}

/** Returns the hint for a push under a name without a registry. */
export const hubHint = ({ given }: Name): string | undefined =>
  domainIn(given) === undefined
    ? `"${given}" names no registry, so Docker Hub is meant. For another registry, write HOST/${given}.`
    : undefined;

function parsed(name: string, text: string): Reference {
  try {
    return parseReference(name);
  } catch (error) {
    if (!isObuilderError(error)) throw error;
    const { message, hint } = error;
    throw new ObuilderError('input-invalid', `could not make the image of ${text}: ${message}`, {
      value: name,
      hint,
      cause: error,
    });
  }
}
