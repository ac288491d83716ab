import { createHash } from 'node:crypto';
import { createReadStream, readFileSync, statSync } from 'node:fs';
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

const PIECE_BYTES = 1024 * 1024;
/** Bytes of a file that is read at once: a stream would take a large buffer, and several turns of the thread pool. */
const MAX_WHOLE_BYTES = 64 * 1024;
/** Bytes of a file that stays in memory until its upload. */
const MAX_KEPT_BYTES = 16 * 1024;

/** Opens the file at the first piece: an upload that fails before has no stream whose errors nobody hears. */
export async function* fileBytes(file: string): AsyncGenerator<Buffer> {
  const { size } = statSync(file);
  if (size === 0) return;
  if (size <= MAX_WHOLE_BYTES) yield readFileSync(file);
  else
    for await (const piece of createReadStream(file, { highWaterMark: PIECE_BYTES })) yield piece as Buffer;
}

/** Reads a file once for the digest; the file must not change. */
export async function fileSource(file: string): Promise<SizedSource> {
  if (statSync(file).size <= MAX_KEPT_BYTES) return bytesSource(readFileSync(file));
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
  if (bytes.length > 0) yield bytes;
}

export const storedOf = ({ digest, size }: SizedSource): StoredBytes => ({ digest, size });
