import { createHash } from 'node:crypto';
import { imageInvalid } from './invalid.ts';

/** Algorithm and length of the hex digits, as registered by the OCI image specification. */
const LENGTHS: Readonly<Record<string, number>> = { sha256: 64, sha512: 128 };

export function isDigest(text: string): boolean {
  const [algorithm = '', hex = ''] = text.split(/:(.*)/s);
  return hex.length === LENGTHS[algorithm] && /^[0-9a-f]+$/.test(hex);
}

/**
 * Returns `text` if it is a digest.
 * @throws ObuilderError `image-invalid` unless `text` is `sha256:` or `sha512:` and the right number of hex digits
 */
export function checkDigest(text: unknown, what: string): string {
  if (typeof text === 'string' && isDigest(text)) return text;
  throw imageInvalid(`${what} has ${JSON.stringify(text) ?? 'nothing'} instead of a digest`, {
    hint: 'A digest is sha256: and 64 lower-case hex digits.',
  });
}

export function digestOf(bytes: Uint8Array | string, algorithm = 'sha256'): string {
  return `${algorithm}:${createHash(algorithm).update(bytes).digest('hex')}`;
}

export function algorithmOf(digest: string): string {
  return digest.slice(0, digest.indexOf(':'));
}

/** @throws ObuilderError `image-invalid` unless both digests are equal */
export function expectDigest(found: string, expected: string, what: string): void {
  if (found === expected) return;
  throw imageInvalid(`${what} has the digest ${found} instead of ${expected}`, {
    value: expected,
    hint: 'The content was changed or damaged on the way and is not used.',
  });
}

/** Computes the digest of streamed bytes, with the algorithm of `expected`. */
export class DigestCheck {
  readonly #expected: string;
  readonly #algorithm: string;
  readonly #hash;

  constructor(expected: string) {
    this.#expected = expected;
    this.#algorithm = algorithmOf(expected);
    this.#hash = createHash(this.#algorithm);
  }

  update(chunk: Uint8Array): void {
    this.#hash.update(chunk);
  }

  /** @throws ObuilderError `image-invalid` if the bytes have another digest */
  verify(what: string): void {
    expectDigest(`${this.#algorithm}:${this.#hash.digest('hex')}`, this.#expected, what);
  }
}

/** @throws ObuilderError `image-invalid` if `bytes` have another digest */
export function verifyBytes(bytes: Uint8Array, expected: string, what: string): void {
  const check = new DigestCheck(expected);
  check.update(bytes);
  check.verify(what);
}
