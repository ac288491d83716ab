import { createHash } from 'node:crypto';
import type { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createDecompressor, piecesFor } from '../archive/decompress.ts';
import { BLOCK } from '../archive/tar-header.ts';
import { END_OF_ARCHIVE, formatHeader, padding } from '../archive/tar-writer.ts';
import type { ChainLayer, StoredBytes } from '../contract/remote.ts';
import { streamOf } from './pieces.ts';
import type { SourceBlob } from './place.ts';

type Open = () => AsyncIterable<Buffer>;

/** Bytes of a compressed text inside a record. A larger text gets an image of its own. */
const MAX_INSIDE = 128 * 1024;
const LAYER_TYPE = 'application/vnd.oci.image.layer.v1.tar+zstd';
const MODE = 0o644;

/** Yields what a compressor or decompressor makes of pieces. Leaving the loop early ends the stream. */
async function* through(pieces: AsyncIterable<Buffer>, stream: Transform): AsyncGenerator<Buffer> {
  const ended = pipeline(pieces, stream);
  ended.catch(() => undefined);
  yield* stream as AsyncIterable<Buffer>;
  await ended;
}

const compressor = () => process.getBuiltinModule('node:zlib').createZstdCompress();

/** Bytes of a text that are compressed in one call, which costs less than a stream. */
const MAX_AT_ONCE = 32 * 1024;

/** Returns a text of `size` bytes compressed by Zstandard; undefined if more than `most` bytes are left. */
export async function packInside(
  open: Open,
  size: number,
  most: number = MAX_INSIDE,
): Promise<Buffer | undefined> {
  const parts: Buffer[] = [];
  if (size <= MAX_AT_ONCE) {
    for await (const part of open()) parts.push(part);
    const packed = process.getBuiltinModule('node:zlib').zstdCompressSync(Buffer.concat(parts));
    return packed.length > most ? undefined : packed;
  }
  let length = 0;
  for await (const part of through(open(), compressor())) {
    length += part.length;
    if (length > most) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/** Yields the content of a text inside a record; at most one piece more than `size` bytes. */
export async function* unpackInside(packed: Buffer): AsyncGenerator<Buffer> {
  yield* through(piecesFor('zstd', streamOf(packed)), createDecompressor('zstd'));
}

export interface TextLayer {
  readonly layer: ChainLayer;
  readonly blob: SourceBlob;
}

/**
 * Returns a layer with one file. Compresses the text twice, once for the digest and once for the transfer, because the disk may
 * have no place for a second copy.
 */
export async function textLayer(name: string, { size }: StoredBytes, open: Open): Promise<TextLayer> {
  const content = createHash('sha256');
  const packed = createHash('sha256');
  let length = 0;
  const archive = () => tarOf(name, size, open);
  for await (const piece of through(hashed(archive(), content), compressor())) {
    packed.update(piece);
    length += piece.length;
  }
  const digest = `sha256:${packed.digest('hex')}`;
  const diffId = `sha256:${content.digest('hex')}`;
  return {
    layer: { digest, size: length, diffId, mediaType: LAYER_TYPE },
    blob: { digest, size: length, open: () => through(archive(), compressor()) },
  };
}

async function* hashed(
  pieces: AsyncIterable<Buffer>,
  hash: { update(piece: Buffer): unknown },
): AsyncGenerator<Buffer> {
  for await (const piece of pieces) {
    hash.update(piece);
    yield piece;
  }
}

async function* tarOf(name: string, size: number, open: Open): AsyncGenerator<Buffer> {
  const links = { target: '', uid: 0, gid: 0, modified: 0n, major: 0, minor: 0, attributes: new Map() };
  yield formatHeader({ kind: 'file', path: name, mode: MODE, size, ...links });
  yield* open();
  yield padding(size);
  yield END_OF_ARCHIVE;
}

/** Yields the content of the file in a layer of `textLayer`. The caller checks the digest, so the header need not be read. */
export async function* fileIn(layer: AsyncIterable<Buffer>, size: number): AsyncGenerator<Buffer> {
  let skip = BLOCK;
  let left = size;
  for await (const piece of through(piecesFor('zstd', layer), createDecompressor('zstd'))) {
    const part = piece.subarray(Math.min(skip, piece.length));
    skip -= piece.length - part.length;
    if (part.length > 0 && left > 0) yield part.subarray(0, left);
    left -= Math.min(left, part.length);
    if (skip === 0 && left === 0) return;
  }
}
