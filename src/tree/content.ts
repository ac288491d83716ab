import { createHash } from 'node:crypto';
import { fstatSync, ftruncateSync, write } from 'node:fs';
import { promisify } from 'node:util';
import { chunksOf } from './digest.ts';
import type { Pace } from './pace.ts';

const writeChunk = promisify(write);

interface ContentCopy {
  readonly source: number;
  /** Open for writing, empty. */
  readonly target: number;
  readonly needsDigest: boolean;
  readonly pace: Pace;
}

/** Copies the bytes of one open file into another; where the source has holes, zeros become holes. Gives the digest if wanted. */
export async function copyContent({
  source,
  target,
  needsDigest,
  pace,
}: ContentCopy): Promise<string | undefined> {
  const { size, blocks } = fstatSync(source);
  const isSparse = blocks * 512 < size;
  const sha = needsDigest ? createHash('sha256') : undefined;
  let position = 0;
  for await (const chunk of chunksOf(source, pace)) {
    const written = isSparse && isZero(chunk) ? undefined : writeFully(target, chunk, position);
    // The kernel writes while the same bytes are hashed here.
    sha?.update(chunk);
    await written;
    position += chunk.length;
  }
  if (isSparse) ftruncateSync(target, position);
  return sha === undefined ? undefined : `sha256:${sha.digest('hex')}`;
}

async function writeFully(target: number, chunk: Buffer, position: number): Promise<void> {
  for (let written = 0; written < chunk.length; ) {
    const { bytesWritten } = await writeChunk(
      target,
      chunk,
      written,
      chunk.length - written,
      position + written,
    );
    written += bytesWritten;
  }
}

const ZEROS = Buffer.alloc(64 * 1024);

function isZero(chunk: Buffer): boolean {
  for (let start = 0; start < chunk.length; start += ZEROS.length) {
    const part = chunk.subarray(start, start + ZEROS.length);
    if (!part.equals(ZEROS.subarray(0, part.length))) return false;
  }
  return true;
}
