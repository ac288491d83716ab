import bytes from 'bytes';

/** A number, and perhaps a unit: `GB`, `GiB` and `G` mean the same. */
const SIZE = /^\s*(\d+(?:\.\d+)?)\s*(?:([kmgtp])(?:i?b)?|b)?\s*$/i;

/**
 * The bytes that a size such as `50GB`, `512 MiB` or `1.5TB` means; units are powers of 1024, as container tools take
 * them. A number without a unit is bytes. Undefined for what is no size.
 */
export function byteSize(text: string): number | undefined {
  // The library takes the digits before whatever it does not know for bytes.
  const [, number, unit = ''] = SIZE.exec(text) ?? [];
  return number === undefined ? undefined : (bytes.parse(`${number}${unit}b`) ?? undefined);
}
