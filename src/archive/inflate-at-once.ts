import { algorithmOf, digestOf } from '../oci/digest.ts';
import type { Digests } from './bytes.ts';
import type { Compression } from './decompress.ts';

/** Bytes of content. The event loop stands still meanwhile. */
const MAX_CONTENT = 1024 ** 2;

/**
 * Decompresses a small blob in memory.
 *
 * @returns undefined unless the content is small and both digests are right: a stream then tells the reason
 */
export function inflateAtOnce(
  blob: Buffer,
  { compression, digests }: { readonly compression: Exclude<Compression, 'none'>; readonly digests: Digests },
): Buffer | undefined {
  if (digests.content === undefined) return undefined;
  const { gunzipSync, zstdDecompressSync } = process.getBuiltinModule('node:zlib');
  const decompress = compression === 'gzip' ? gunzipSync : zstdDecompressSync;
  try {
    const content = decompress(blob, { maxOutputLength: MAX_CONTENT });
    // Node takes the first frame of Zstandard for the whole.
    return has(content, digests.content) && has(blob, digests.blob) ? content : undefined;
  } catch {
    return undefined;
  }
}

const has = (bytes: Buffer, digest: string | undefined) =>
  digest === undefined || digestOf(bytes, algorithmOf(digest)) === digest;
