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

/** Compressed layers from this size on have a thread, which takes as long to start as a few MB to inflate. */
const THREAD_FROM = 8 * 1024 ** 2;

interface Unpacking {
  /** Bytes that are to come; 0 where nobody knows. */
  readonly size: number;
  /** Of the content, where it is to be checked. */
  readonly digest?: string;
  /** Takes the content piece by piece, and must not keep a piece. */
  readonly sink: (chunk: Buffer) => void;
}

/**
 * Decompresses by the first bytes; plain content passes as it is. Reads `bytes` to their end, also behind the end of the
 * compressed content, so that whatever checks them has seen all.
 * @throws ObuilderError `image-invalid` when the content has another digest, and whatever `sink` throws
 */
export async function unpackBytes(bytes: Bytes, { size, digest, sink }: Unpacking): Promise<void> {
  const iterator = bytes[Symbol.asyncIterator]();
  try {
    const head = await readHead(iterator);
    const whole = async function* () {
      yield head;
      // Without `return`: a decompressor that has enough must not end the source.
      yield* { [Symbol.asyncIterator]: () => ({ next: () => iterator.next() }) };
    };
    const compression = detectCompression(head);
    if (compression !== 'none' && size >= THREAD_FROM) {
      const { inflateInThread } = await import('./inflate.ts');
      await inflateInThread(whole(), { compression, digest, sink });
      return;
    }
    const check = digest === undefined ? undefined : new DigestCheck(digest);
    const take = async (content: AsyncIterable<Buffer>) => {
      for await (const chunk of content) {
        check?.update(chunk);
        sink(chunk);
      }
    };
    if (compression === 'none') await take(whole());
    else await pipeline(whole, createDecompressor(compression), take);
    while (!(await iterator.next()).done);
    check?.verify('its content');
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
  const unpacking = unpacker.layer();
  let unpacked = 0;
  const sink = (chunk: Buffer) => {
    unpacked += chunk.length;
    if (unpacked > MOST_UNPACKED) throw imageInvalid('it becomes larger than 256 GiB when unpacked');
    unpacking.write(chunk);
  };
  try {
    await unpackBytes(bytes, { size: layer.size, digest: layer.diffId, sink });
    await unpacking.end();
  } catch (error) {
    throw within(what, error);
  } finally {
    unpacking.abandon();
  }
}
