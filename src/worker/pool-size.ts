import bytes from 'bytes';
import { ObuilderError } from '../errors.ts';

const SMALLEST = 256 * 1024 ** 2;

/**
 * The bytes that a size such as `50GB`, `512 MiB` or `1.5TB` means; units are powers of 1024, as container tools take
 * them.
 *
 * @param name what to call the input or flag in an error
 * @throws ObuilderError `input-invalid` for what is no size, or too small for a pool
 */
export function parsePoolSize(text: string, name: string): number {
  const size = /^\s*\d/.test(text) ? bytes.parse(text.trim().replace(/([kmgtp])ib$/i, '$1b')) : null;
  if (size === null) {
    throw new ObuilderError('input-invalid', `${name} is not a size: ${JSON.stringify(text)}`, {
      value: text,
      hint: 'Write a number and a unit, for example 50GB.',
    });
  }
  if (size >= SMALLEST) return size;
  throw new ObuilderError('input-invalid', `${name} is too small for a pool: ${text}`, {
    value: text,
    hint: 'A pool needs 256 MB at least; an image file takes only what is used, so a large size costs nothing.',
  });
}
