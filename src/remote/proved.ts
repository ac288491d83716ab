import { createHash } from 'node:crypto';
import type { StoredBytes } from '../contract/remote.ts';

/** Bytes of a piece for the consumer. Sockets give 64 KiB at most, and each piece passes through several generators. */
const PIECE = 512 * 1024;
/** A slow source must not look like a silent source. */
const MAX_HELD_MS = 1000;

/**
 * Passes on bytes of exactly this size and digest, in larger pieces.
 *
 * @param fail makes the error for other bytes
 */
export async function* proved(
  pieces: AsyncIterable<Buffer>,
  { size, digest }: StoredBytes,
  fail: (why: string) => Error,
): AsyncGenerator<Buffer> {
  const hash = createHash('sha256');
  const held = new Held();
  let passed = 0;
  for await (const piece of pieces) {
    if (piece.length === 0) continue;
    passed += piece.length;
    if (passed > size) throw fail(`is longer than ${size} bytes`);
    hash.update(piece);
    held.add(piece);
    // The last piece waits for the check.
    if (passed < size) {
      if (held.isFull()) yield held.take();
    } else {
      checkEnd();
      yield held.take();
    }
  }
  if (passed < size || size === 0) checkEnd();

  function checkEnd(): void {
    if (passed < size) throw fail(`ends after ${passed} of ${size} bytes`);
    if (`sha256:${hash.digest('hex')}` !== digest) throw fail('is damaged');
  }
}

/** Joins small pieces. */
class Held {
  #pieces: Buffer[] = [];
  #bytes = 0;
  #takenAt = performance.now();

  add(piece: Buffer): void {
    this.#pieces.push(piece);
    this.#bytes += piece.length;
  }

  isFull(): boolean {
    return this.#bytes >= PIECE || performance.now() - this.#takenAt > MAX_HELD_MS;
  }

  take(): Buffer {
    const [first] = this.#pieces;
    const joined = first !== undefined && this.#pieces.length === 1 ? first : Buffer.concat(this.#pieces);
    this.#pieces = [];
    this.#bytes = 0;
    this.#takenAt = performance.now();
    return joined;
  }
}
