import { createHash } from 'node:crypto';
import type { StoredBytes } from '../contract/remote.ts';

/**
 * Passes on bytes of exactly this size and digest.
 *
 * @param fail makes the error for other bytes
 */
export async function* proved(
  pieces: AsyncIterable<Buffer>,
  { size, digest }: StoredBytes,
  fail: (why: string) => Error,
): AsyncGenerator<Buffer> {
  const hash = createHash('sha256');
  let passed = 0;
  for await (const piece of pieces) {
    if (piece.length === 0) continue;
    passed += piece.length;
    if (passed > size) throw fail(`is longer than ${size} bytes`);
    hash.update(piece);
    // The last piece waits for the check.
    if (passed < size) yield piece;
    else {
      checkEnd();
      yield piece;
    }
  }
  if (passed < size || size === 0) checkEnd();

  function checkEnd(): void {
    if (passed < size) throw fail(`ends after ${passed} of ${size} bytes`);
    if (`sha256:${hash.digest('hex')}` !== digest) throw fail('is damaged');
  }
}
