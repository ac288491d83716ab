import { ObuilderError } from '../errors.ts';
import { byteSize } from './byte-size.ts';

const SMALLEST = 256 * 1024 ** 2;

/**
 * The size of a pool, such as `50GB`.
 *
 * @param name what to call the input or flag in an error
 * @throws ObuilderError `input-invalid` for what is no size, or too small for a pool
 */
export function parsePoolSize(text: string, name: string): number {
  const size = byteSize(text);
  if (size === undefined) {
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
