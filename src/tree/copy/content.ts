import { createHash } from 'node:crypto';
import { ftruncateSync, type Stats, write, writeSync } from 'node:fs';
import { promisify } from 'node:util';
import { chunksOf } from '../digest.ts';
import type { Pace } from '../pace.ts';

const writeChunk = promisify(write);

interface ContentCopy {
  readonly source: number;
  /** Stats of the source after opening. */
  readonly stats: Stats;
  /** Open for writing, empty. */
  readonly target: number;
  readonly needsDigest: boolean;
  readonly pace: Pace;
}

/** Number of copied bytes and their digest. */
interface Copied {
  readonly bytes: number;
  readonly digest: string | undefined;
}

/** Copies the bytes of an open file into another. If the source has holes, zeros become holes. */
export async function copyContent({
  source,
  stats,
  target,
  needsDigest,
  pace,
}: ContentCopy): Promise<Copied> {
  const { size, blocks } = stats;
  const isSparse = blocks * 512 < size;
  const sha = needsDigest ? createHash('sha256') : undefined;
  let position = 0;
  for await (const chunk of chunksOf(source, { size, pace })) {
    const written = isSparse ? writeSparse(target, chunk, position) : writeFully(target, chunk, position);
    // The kernel writes while the same bytes are hashed here.
    sha?.update(chunk);
    await written;
    position += chunk.length;
  }
  if (isSparse) ftruncateSync(target, position);
  return { bytes: position, digest: sha && `sha256:${sha.digest('hex')}` };
}

async function writeFully(target: number, chunk: Buffer, position: number): Promise<void> {
  for (let written = 0; written < chunk.length; ) {
    const rest = chunk.length - written;
    const { bytesWritten } = await writeChunk(target, chunk, written, rest, position + written);
    written += bytesWritten;
  }
}

const ZEROS = Buffer.alloc(64 * 1024);

export async function writeSparse(target: number, chunk: Buffer, position: number): Promise<void> {
  const isZero = (start: number) => {
    const part = chunk.subarray(start, start + ZEROS.length);
    return part.equals(ZEROS.subarray(0, part.length));
  };
  for (let start = 0; start < chunk.length; ) {
    let end = start;
    while (end < chunk.length && !isZero(end)) end += ZEROS.length;
    if (end > start) await writeFully(target, chunk.subarray(start, end), position + start);
    start = end + ZEROS.length;
  }
}

/** Writes a small file with blocking calls. */
export function writeWhole(target: number, bytes: Uint8Array): void {
  for (let written = 0; written < bytes.length; ) written += writeSync(target, bytes, written);
}
