import { createHash, hash } from 'node:crypto';
import { read, readSync } from 'node:fs';
import { promisify } from 'node:util';
import type { ManifestEntry } from '../contract/trees.ts';
import type { Pace } from './pace.ts';

const readChunk = promisify(read);

/** Bytes. Up to this size a file is read, hashed and written as a whole, because a reflink would cost more. */
export const SMALL = 256 * 1024;

/** Bytes of a read from a large file: few enough to stay in a core's cache until they are hashed and written. */
const CHUNK = 256 * 1024;

export const digestOfBytes = (bytes: Uint8Array): string => `sha256:${hash('sha256', bytes, 'hex')}`;

/** Returns the whole content of a small open file: `size` bytes, or one byte more to reveal a file that has grown. */
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
  /** Maximum of bytes to read, so that reading ends even if the file grows. */
  readonly size: number;
  readonly pace: Pace;
}

/** Returns the digest of a large open file. Reads a chunk while the previous chunk is hashed. */
export async function digestOfFile(descriptor: number, extent: Extent): Promise<string> {
  const sha = createHash('sha256');
  for await (const chunk of chunksOf(descriptor, extent)) sha.update(chunk);
  return `sha256:${sha.digest('hex')}`;
}

/** Returns the content of an open file in chunks. A chunk is valid until the caller asks for the next. */
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
      // The buffer and the descriptor are in use until the read has ended, even if the caller has left.
      await coming.catch(() => undefined);
    }
  }
}

/** Returns a canonical digest of the entries in order, without their times: a line of JSON each. */
export function digestOfEntries(entries: readonly ManifestEntry[]): string {
  const sha = createHash('sha256').update('manifest 1\n');
  for (const entry of entries) sha.update(`${JSON.stringify(fieldsOf(entry))}\n`);
  return `sha256:${sha.digest('hex')}`;
}

type Field = string | boolean | number;

/** Absent modes and owners add nothing. */
function fieldsOf(entry: ManifestEntry): readonly Field[] {
  const { mode, owner } = entry;
  return [
    ...contentOf(entry),
    ...(mode === undefined ? [] : ['mode', mode]),
    ...(owner === undefined ? [] : ['owner', ...owner]),
  ];
}

function contentOf(entry: ManifestEntry): readonly Field[] {
  switch (entry.kind) {
    case 'file':
      return ['file', entry.path, entry.executable, entry.digest];
    case 'link':
      return ['link', entry.path, entry.target];
    case 'directory':
      return ['directory', entry.path];
  }
}
