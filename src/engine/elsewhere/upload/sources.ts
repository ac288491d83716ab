import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { StoredBytes } from '../../../contract/remote.ts';

/** Bytes to upload. */
export interface Source {
  readonly digest: string;
  readonly open: () => AsyncIterable<Buffer>;
}

/** A source and its size. */
export interface SizedSource extends Source {
  readonly size: number;
}

/** Opens the file at the first piece: an upload that fails before has no stream whose errors nobody hears. */
export async function* fileBytes(file: string): AsyncGenerator<Buffer> {
  for await (const piece of createReadStream(file, { highWaterMark: 1024 * 1024 })) yield piece as Buffer;
}

/** Reads a file once for the digest; the file must not change. */
export async function fileSource(file: string): Promise<SizedSource> {
  const hash = createHash('sha256');
  let size = 0;
  for await (const piece of fileBytes(file)) {
    hash.update(piece);
    size += piece.length;
  }
  return { digest: `sha256:${hash.digest('hex')}`, size, open: () => fileBytes(file) };
}

export function bytesSource(bytes: Buffer): SizedSource {
  const digest = `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
  return { digest, size: bytes.length, open: () => piecesOf(bytes) };
}

async function* piecesOf(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}

export const storedOf = ({ digest, size }: SizedSource): StoredBytes => ({ digest, size });
