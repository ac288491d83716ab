import { imageInvalid } from '../oci/invalid.ts';
import type { Bytes } from './bytes.ts';

/**
 * Passes a blob on and fails where it is longer or shorter than it should be.
 * @throws ObuilderError `image-invalid` with its digest
 */
export async function* sizedBytes(
  bytes: Bytes,
  { digest, size }: { readonly digest: string; readonly size: number },
): AsyncGenerator<Buffer> {
  let passed = 0;
  for await (const chunk of bytes) {
    passed += chunk.length;
    if (passed > size)
      throw imageInvalid(`blob ${digest} is longer than the ${size} bytes that it should have`);
    yield chunk;
  }
  if (passed < size) {
    throw imageInvalid(`blob ${digest} ends after ${passed} of ${size} bytes`, { value: digest });
  }
}
