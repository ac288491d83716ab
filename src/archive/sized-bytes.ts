import { imageInvalid } from '../oci/invalid.ts';
import type { Bytes } from './bytes.ts';

/**
 * Passes on a blob of exactly `size` bytes.
 * @throws ObuilderError `image-invalid` with the digest if the blob is longer or shorter
 */
export async function* sizedBytes(
  bytes: Bytes,
  { digest, size }: { readonly digest: string; readonly size: number },
): AsyncGenerator<Buffer> {
  let passed = 0;
  for await (const chunk of bytes) {
    passed += chunk.length;
    if (passed > size) throw imageInvalid(`blob ${digest} is longer than the expected ${size} bytes`);
    yield chunk;
  }
  if (passed < size) {
    throw imageInvalid(`blob ${digest} ends after ${passed} of ${size} bytes`, { value: digest });
  }
}
