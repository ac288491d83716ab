import type { Transform } from 'node:stream';
import { imageInvalid } from '../oci/invalid.ts';
import { cutAtFrames } from './zstd-frames.ts';

export type Compression = 'none' | 'gzip' | 'zstd';

/** Bytes. Large, because each piece is a trip to a thread and back. */
const PIECE = 1024 * 1024;
/** Number of first bytes for `detectCompression`. */
export const MAGIC_LENGTH = 6;

const REFUSED: Readonly<Record<string, string>> = {
  fd377a585a00: 'xz',
  '425a68': 'bzip2',
  '04224d18': 'lz4',
};

/**
 * Detects the compression by the first bytes, because media types and file names may be wrong.
 * @throws ObuilderError `image-invalid` for xz, bzip2 and lz4
 */
export function detectCompression(head: Buffer): Compression {
  const hex = head.toString('hex', 0, MAGIC_LENGTH);
  if (hex.startsWith('1f8b')) return 'gzip';
  // A Zstandard frame, or a skippable frame before the first (RFC 8878).
  if (hex.startsWith('28b52ffd') || /^5.2a4d18/.test(hex)) return 'zstd';
  const refused = Object.entries(REFUSED).find(([magic]) => hex.startsWith(magic));
  if (refused === undefined) return 'none';
  throw imageInvalid(`the compression ${refused[1]} is not supported`, {
    value: refused[1],
    hint: 'Use gzip, zstd or no compression.',
  });
}

/** Returns the compressed bytes in pieces that suit `createDecompressor`. */
export async function* piecesFor(
  compression: Exclude<Compression, 'none'>,
  bytes: AsyncIterable<Buffer>,
): AsyncGenerator<Buffer> {
  if (compression === 'gzip') yield* bytes;
  else for await (const piece of cutAtFrames(bytes)) yield piece.bytes;
}

/** Returns a stream that decompresses the pieces of `piecesFor`, and fails on truncated or damaged input. */
export function createDecompressor(compression: Exclude<Compression, 'none'>): Transform {
  const options = { chunkSize: PIECE, highWaterMark: PIECE };
  const { createGunzip, createZstdDecompress } = process.getBuiltinModule('node:zlib');
  return compression === 'gzip' ? createGunzip(options) : createZstdDecompress(options);
}
