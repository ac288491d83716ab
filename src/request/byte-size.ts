import bytes from 'bytes';

/** A number with an optional unit. `GB`, `GiB` and `G` are equal. */
const SIZE = /^\s*(\d+(?:\.\d+)?)\s*(?:([kmgtp])(?:i?b)?|b)?\s*$/i;

/**
 * Parses a size such as `50GB`, `512 MiB` or `1.5TB`, in powers of 1024 like container tools. A number without a unit means bytes.
 * Returns undefined for other texts.
 */
export function byteSize(text: string): number | undefined {
  // The library alone would read `10 apples` as 10 bytes.
  const [, number, unit = ''] = SIZE.exec(text) ?? [];
  return number === undefined ? undefined : (bytes.parse(`${number}${unit}b`) ?? undefined);
}
