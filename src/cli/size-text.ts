import bytes from 'bytes';

/** A number of bytes for people, in the units in which sizes are given to inputs and flags: `41.2 GB`. */
export function sizeText(size: number): string {
  if (size < 1024) return `${size} bytes`;
  return bytes.format(size, { unitSeparator: ' ', decimalPlaces: 1, fixedDecimals: true }) ?? `${size} bytes`;
}
