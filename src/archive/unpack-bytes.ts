import { pipeline } from 'node:stream/promises';
import { DigestCheck } from '../oci/digest.ts';
import { imageInvalid } from '../oci/invalid.ts';
import type { Bytes, Unpacking } from './bytes.ts';
import {
  type Compression,
  createDecompressor,
  detectCompression,
  MAGIC_LENGTH,
  piecesFor,
} from './decompress.ts';
import { inflateInThread } from './inflate.ts';

/** Compressed layers from this size on have a thread, which takes as long to start as a few MB to inflate. */
const THREAD_FROM = 8 * 1024 ** 2;

/**
 * Decompresses by the first bytes; plain content passes as it is. Reads `bytes` to their end, also behind the end of the
 * compressed content, since all of them count for the digest.
 * @throws ObuilderError `image-invalid` when a digest is another, and whatever `sink` throws
 */
export async function unpackBytes(bytes: Bytes, asked: Unpacking): Promise<void> {
  const unpacking = { ...asked, sink: boundedSink(asked) };
  const iterator = bytes[Symbol.asyncIterator]();
  try {
    const head = await readHead(iterator);
    const compression = detectCompression(head);
    if (compression === 'none') await passOn({ head, iterator }, unpacking);
    else if (unpacking.size < THREAD_FROM) await inflate({ head, iterator }, { compression, ...unpacking });
    else {
      await inflateInThread(wholeOf({ head, iterator }), { compression, ...unpacking });
    }
  } finally {
    await iterator.return?.();
  }
}

/** Bytes of which the first have been read. */
interface Opened {
  readonly head: Buffer;
  readonly iterator: AsyncIterator<Buffer>;
}

/** gzip reaches 1,032 and real data far less; zstd reaches 30,000 with zeros, so that some kilobytes would fill a disk. */
const MAX_RATIO = 1100;

/** Below this size a ratio says nothing. */
const UNBOUNDED_BYTES = 1024 ** 3;

/** A sink that refuses content out of all proportion to the compressed bytes, where their number is known. */
function boundedSink({ size, sink }: Unpacking): Unpacking['sink'] {
  const most = size === 0 ? Number.POSITIVE_INFINITY : Math.max(UNBOUNDED_BYTES, size * MAX_RATIO);
  let taken = 0;
  return (chunk) => {
    taken += chunk.length;
    if (taken > most)
      throw imageInvalid(`its ${size} bytes become more than ${most} when they are decompressed`);
    sink(chunk);
  };
}

async function* wholeOf({ head, iterator }: Opened): AsyncGenerator<Buffer> {
  yield head;
  // Without `return`: a decompressor that has enough must not end the source.
  yield* { [Symbol.asyncIterator]: () => ({ next: () => iterator.next() }) };
}

/** Plain content is the blob itself. */
async function passOn(opened: Opened, { digests, sink }: Unpacking): Promise<void> {
  const expected = new Set([digests.content, digests.blob]);
  const checks = [...expected].map(checkOf);
  for await (const chunk of wholeOf(opened)) {
    for (const check of checks) check?.update(chunk);
    sink(chunk);
  }
  for (const check of checks) check?.verify('its content');
}

async function inflate(
  { head, iterator }: Opened,
  { compression, digests, sink }: Unpacking & { readonly compression: Exclude<Compression, 'none'> },
): Promise<void> {
  const [blob, content] = [checkOf(digests.blob), checkOf(digests.content)];
  const seen = {
    next: async () => {
      const next = await iterator.next();
      if (!next.done) blob?.update(next.value);
      return next;
    },
  };
  blob?.update(head);
  let isOver = false;
  const take = async (chunks: AsyncIterable<Buffer>) => {
    for await (const chunk of chunks) {
      content?.update(chunk);
      sink(chunk);
    }
    isOver = true;
  };
  try {
    const pieces = piecesFor(compression, wholeOf({ head, iterator: seen }));
    await pipeline(pieces, createDecompressor(compression), take);
  } catch (error) {
    // A decompressor that has enough closes while there is more to come.
    if (!isOver) throw error;
  }
  while (!(await seen.next()).done);
  blob?.verify('the blob');
  content?.verify('its content');
}

const checkOf = (digest: string | undefined) => (digest === undefined ? undefined : new DigestCheck(digest));

async function readHead(iterator: AsyncIterator<Buffer>): Promise<Buffer> {
  let head = Buffer.alloc(0);
  while (head.length < MAGIC_LENGTH) {
    const next = await iterator.next();
    if (next.done) break;
    head = Buffer.concat([head, next.value]);
  }
  return head;
}
