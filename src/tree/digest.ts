import { createHash, hash } from 'node:crypto';
import { read, readSync } from 'node:fs';
import { promisify } from 'node:util';
import type { ManifestEntry } from '../contract/trees.ts';
import type { Pace } from './pace.ts';

const readChunk = promisify(read);

/** Up to this size a file is read, hashed and written as a whole; a reflink of it would cost more. */
export const SMALL = 256 * 1024;

/** Bytes to read at once from a large file: few enough to be in a core's cache still when they are hashed and written. */
const CHUNK = 256 * 1024;

export const digestOfBytes = (bytes: Uint8Array): string => `sha256:${hash('sha256', bytes, 'hex')}`;

/** The whole content of a small open file: `size` bytes, or one more where it has grown, so that this is seen. */
export function readAll(descriptor: number, size: number): Buffer {
  const buffer = Buffer.allocUnsafe(size + 1);
  let filled = 0;
  for (let count = -1; count !== 0 && filled < buffer.length; filled += count) {
    count = readSync(descriptor, buffer, filled, buffer.length - filled, filled);
    // A short read of a regular file is its end.
    if (filled + count === size) {
      filled = size;
      break;
    }
  }
  return buffer.subarray(0, filled);
}

interface Extent {
  /** Bytes; no more are read, so that reading ends with a file that grows too. */
  readonly size: number;
  readonly pace: Pace;
}

/** The digest of a large open file: the next chunk is read while the one before is hashed. */
export async function digestOfFile(descriptor: number, extent: Extent): Promise<string> {
  const sha = createHash('sha256');
  for await (const chunk of chunksOf(descriptor, extent)) sha.update(chunk);
  return `sha256:${sha.digest('hex')}`;
}

/** The content of an open file in chunks that are valid until the next one is asked for. */
export async function* chunksOf(descriptor: number, { size, pace }: Extent): AsyncGenerator<Buffer> {
  const buffers = [Buffer.allocUnsafe(CHUNK), Buffer.allocUnsafe(CHUNK)] as const;
  const ask = (turn: 0 | 1, position: number) =>
    readChunk(descriptor, buffers[turn], 0, Math.min(CHUNK, size - position), position);
  let position = 0;
  let turn: 0 | 1 = 0;
  let coming = ask(turn, position);
  for (;;) {
    const { bytesRead, buffer } = await coming;
    if (bytesRead === 0) return;
    position += bytesRead;
    turn = turn === 0 ? 1 : 0;
    coming = ask(turn, position);
    try {
      if (pace.isDue()) await pace.pause();
      yield buffer.subarray(0, bytesRead);
    } finally {
      // The buffer and the descriptor are in use until the read has ended, also when nobody wants it any more.
      await coming.catch(() => undefined);
    }
  }
}

/** A canonical digest of what matters of entries, in their order: one line of JSON each. */
export function digestOfEntries(entries: readonly ManifestEntry[]): string {
  const sha = createHash('sha256').update('manifest 1\n');
  for (const entry of entries) sha.update(`${JSON.stringify(fieldsOf(entry))}\n`);
  return `sha256:${sha.digest('hex')}`;
}

function fieldsOf(entry: ManifestEntry): readonly (string | boolean)[] {
  switch (entry.kind) {
    case 'file':
      return ['file', entry.path, entry.executable, entry.digest];
    case 'link':
      return ['link', entry.path, entry.target];
    case 'directory':
      return ['directory', entry.path];
  }
}
