import type { From } from '../contract/spec.ts';
import { ObuilderError } from '../errors.ts';

/** `(from obuilder:ID)` continues from a result. */
export const BASE_PREFIX = 'obuilder:';

/** Digits of an id in a hint. */
export const SHOWN_DIGITS = 12;

const WHOLE = 'Write obuilder: and the 64 digits of an id.';
const OR_IMAGE = 'Write docker://obuilder:TAG for an image with this name.';

/**
 * Returns the id of the result that a build continues from; undefined for a base image.
 *
 * @throws ObuilderError `image-invalid` for a wrong id
 */
export function baseIdOf({ image, at }: From): string | undefined {
  if (!image.startsWith(BASE_PREFIX)) return undefined;
  const id = image.slice(BASE_PREFIX.length);
  if (/^[0-9a-f]{64}$/.test(id)) return id;
  throw new ObuilderError(
    'image-invalid',
    `could not start from ${JSON.stringify(image)}: not the id of a result`,
    {
      value: image,
      hint: /^[0-9a-f]{6,63}$/.test(id)
        ? `${WHOLE} The command "inspect ${id}" prints all digits.`
        : `${WHOLE} ${OR_IMAGE}`,
      at,
    },
  );
}
