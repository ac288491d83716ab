import { DigestCheck } from './digest.ts';
import { imageInvalid } from './invalid.ts';
import type { Bytes } from './layer.ts';

/**
 * Passes a blob on and fails at its end, or before it, if it is not the one that was asked for.
 * @throws ObuilderError `image-invalid` with its digest
 */
export async function* checkedBytes(
  bytes: Bytes,
  { digest, size }: { readonly digest: string; readonly size: number },
): AsyncGenerator<Buffer> {
  const check = new DigestCheck(digest);
  let passed = 0;
  for await (const chunk of bytes) {
    passed += chunk.length;
    if (passed > size)
      throw imageInvalid(`blob ${digest} is longer than the ${size} bytes that it should have`);
    check.update(chunk);
    yield chunk;
  }
  if (passed < size) {
    throw imageInvalid(`blob ${digest} ends after ${passed} of ${size} bytes`, { value: digest });
  }
  check.verify(`blob ${digest}`);
}
