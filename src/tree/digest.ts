import { createHash, hash } from 'node:crypto';
import { read, readSync } from 'node:fs';
import { promisify } from 'node:util';
import type { ManifestEntry } from './contract.ts';
import type { Pace } from './pace.ts';

const readChunk = promisify(read);

/** Bytes to read at once from a large file. */
export const CHUNK = 4 * 1024 ** 2;

export const digestOfBytes = (bytes: Uint8Array): string => `sha256:${hash('sha256', bytes, 'hex')}`;

/** The whole content of a small open file. */
export function readAll(descriptor: number, size: number): Buffer {
  // One byte more than there should be, so that a file that grew is seen.
  const buffer = Buffer.allocUnsafe(size + 1);
  let filled = 0;
  for (let count = -1; count !== 0 && filled < buffer.length; filled += count) {
    count = readSync(descriptor, buffer, filled, buffer.length - filled, filled);
  }
  return buffer.subarray(0, filled);
}

/** The digest of a large open file: the next chunk is read while the one before is hashed. */
export async function digestOfFile(descriptor: number, pace: Pace): Promise<string> {
  const sha = createHash('sha256');
  for await (const chunk of chunksOf(descriptor, pace)) sha.update(chunk);
  return `sha256:${sha.digest('hex')}`;
}

/** The content of an open file in chunks that are valid until the next one is asked for. */
export async function* chunksOf(descriptor: number, pace: Pace): AsyncGenerator<Buffer> {
  const buffers = [Buffer.allocUnsafe(CHUNK), Buffer.allocUnsafe(CHUNK)] as const;
  let position = 0;
  let turn = 0;
  let coming = readChunk(descriptor, buffers[0], 0, CHUNK, position);
  for (;;) {
    const { bytesRead, buffer } = await coming;
    if (bytesRead === 0) return;
    position += bytesRead;
    turn = 1 - turn;
    coming = readChunk(descriptor, buffers[turn === 0 ? 0 : 1], 0, CHUNK, position);
    try {
      if (pace.isDue()) await pace.pause();
      yield buffer.subarray(0, bytesRead);
    } catch (error) {
      await coming.catch(() => undefined);
      throw error;
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
