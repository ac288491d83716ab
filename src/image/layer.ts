import { pipeline } from 'node:stream/promises';
import { createDecompressor, detectCompression, MAGIC_LENGTH } from './decompress.ts';
import { DigestCheck } from './digest.ts';
import { imageInvalid, within } from './invalid.ts';
import type { Unpacker } from './unpack.ts';

/** One layer of a pinned image. */
export interface Layer {
  /** Of the blob as it is kept; where the source does not tell, that of the content. */
  readonly digest: string;
  /** Bytes of the blob; 0 where the source does not tell. */
  readonly size: number;
  /** Of the tar archive inside. */
  readonly diffId: string;
}

export type Bytes = AsyncIterable<Buffer>;

/** All layers of an image together may not become larger than this. A compressed zero costs next to nothing. */
const MOST_UNPACKED = 256 * 1024 ** 3;

/**
 * Decompresses by the first bytes; plain content passes as it is. Reads `bytes` to their end, also behind the end of the
 * compressed content, so that whatever checks them has seen all.
 */
export async function unpackBytes(bytes: Bytes, sink: (chunk: Buffer) => void): Promise<void> {
  const iterator = bytes[Symbol.asyncIterator]();
  try {
    const head = await readHead(iterator);
    const whole = async function* () {
      yield head;
      // Without `return`: a decompressor that has enough must not end the source.
      yield* { [Symbol.asyncIterator]: () => ({ next: () => iterator.next() }) };
    };
    const compression = detectCompression(head);
    if (compression === 'none') {
      for await (const chunk of whole()) sink(chunk);
      return;
    }
    await pipeline(whole, createDecompressor(compression), async (source: AsyncIterable<Buffer>) => {
      for await (const chunk of source) sink(chunk);
    });
    while (!(await iterator.next()).done);
  } finally {
    await iterator.return?.();
  }
}

async function readHead(iterator: AsyncIterator<Buffer>): Promise<Buffer> {
  let head = Buffer.alloc(0);
  while (head.length < MAGIC_LENGTH) {
    const next = await iterator.next();
    if (next.done) break;
    head = Buffer.concat([head, next.value]);
  }
  return head;
}

/**
 * Unpacks one layer while it streams, and checks both of its digests: of the blob as it is kept, and of the archive in it.
 * @throws ObuilderError `image-invalid` that names the layer
 */
export async function unpackLayer(bytes: Bytes, layer: Layer, unpacker: Unpacker): Promise<void> {
  const what = `layer ${layer.digest}`;
  const content = new DigestCheck(layer.diffId);
  const unpacking = unpacker.layer();
  let unpacked = 0;
  try {
    await unpackBytes(bytes, (chunk) => {
      content.update(chunk);
      unpacked += chunk.length;
      if (unpacked > MOST_UNPACKED) throw imageInvalid('it becomes larger than 256 GiB when unpacked');
      unpacking.write(chunk);
    });
    content.verify('its content');
    await unpacking.end();
  } catch (error) {
    throw within(what, error);
  }
}
