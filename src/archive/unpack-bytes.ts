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
import { inflateAtOnce } from './inflate-at-once.ts';

/** Bytes. Smaller layers get no thread: to start a thread takes as long as to inflate a few MB. */
const THREAD_FROM = 8 * 1024 ** 2;
/** Bytes. Larger layers are streamed: a stream costs turns of the event loop, which take longer than to inflate so little. */
const MAX_AT_ONCE = 64 * 1024;

/**
 * Decompresses `bytes` into the sink; plain content passes unchanged. Reads `bytes` to the end, even after the end of the
 * compressed content, because the blob's digest covers all bytes.
 * @throws ObuilderError `image-invalid` for a wrong digest or a decompression bomb, and the errors of `sink`
 */
export async function unpackBytes(bytes: Bytes, asked: Unpacking): Promise<void> {
  const unpacking = { ...asked, sink: boundedSink(asked) };
  const iterator = bytes[Symbol.asyncIterator]();
  try {
    const head = await readHead(iterator);
    const compression = detectCompression(head);
    if (compression === 'none') await passOn({ head, iterator }, unpacking);
    else if (unpacking.size > 0 && unpacking.size <= MAX_AT_ONCE)
      await inflateSmall({ head, iterator }, { compression, ...unpacking });
    else if (unpacking.size < THREAD_FROM) await inflate({ head, iterator }, { compression, ...unpacking });
    else {
      await inflateInThread(wholeOf({ head, iterator }), { compression, ...unpacking });
    }
  } finally {
    await iterator.return?.();
  }
}

/** A stream whose first bytes have been read. */
interface Opened {
  readonly head: Buffer;
  readonly iterator: AsyncIterator<Buffer>;
}

/** gzip reaches 1,032, real data far less. zstd reaches 30,000 with zeros, so a few kilobytes could fill a disk. */
const MAX_RATIO = 1100;

/** Bytes of content without a bound: ratios of small blobs vary too much. */
const UNBOUNDED_BYTES = 1024 ** 3;

/** Returns the most bytes that a reader takes from `size` compressed bytes. */
export const mostContent = (size: number) => Math.max(UNBOUNDED_BYTES, size * MAX_RATIO);

/** Wraps the sink: refuses content far out of proportion to the compressed bytes, if their number is known. */
function boundedSink({ size, sink }: Unpacking): Unpacking['sink'] {
  const most = size === 0 ? Number.POSITIVE_INFINITY : mostContent(size);
  let taken = 0;
  return (chunk) => {
    taken += chunk.length;
    if (taken > most) throw imageInvalid(`${size} compressed bytes become more than ${most} bytes`);
    sink(chunk);
  };
}

async function* wholeOf({ head, iterator }: Opened): AsyncGenerator<Buffer> {
  yield head;
  // Without `return`: a decompressor at the end of its content must not end the source.
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
  for (const check of checks) check?.verify('the content');
}

/** Takes the whole blob into memory and decompresses in one call, without a stream. */
async function inflateSmall(
  { head, iterator }: Opened,
  unpacking: Unpacking & { readonly compression: Exclude<Compression, 'none'> },
): Promise<void> {
  const pieces: Buffer[] = [];
  let length = 0;
  // A longer blob than expected is streamed.
  for (let next: Buffer | undefined = head; next !== undefined; ) {
    pieces.push(next);
    length += next.length;
    if (length > MAX_AT_ONCE) break;
    const { value, done } = await iterator.next();
    next = done ? undefined : value;
  }
  const blob = Buffer.concat(pieces, length);
  const content = length > MAX_AT_ONCE ? undefined : inflateAtOnce(blob, unpacking);
  if (content === undefined) await inflate({ head: blob, iterator }, unpacking);
  else unpacking.sink(content);
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
    // A decompressor at the end of its content closes while more bytes follow.
    if (!isOver) throw error;
  }
  while (!(await seen.next()).done);
  blob?.verify('the blob');
  content?.verify('the content');
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
