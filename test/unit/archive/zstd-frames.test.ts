import { createHash, randomBytes } from 'node:crypto';
import { zstdCompressSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { unpackBytes } from '../../../src/archive/unpack-bytes.ts';

const sha256 = (bytes: Buffer) => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;

/** A frame that decompressors leave out. RFC 8878 §3.1.2 */
function skippable(content: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32LE(0x184d2a53);
  head.writeUInt32LE(content.length, 4);
  return Buffer.concat([head, content]);
}

async function* inPieces(bytes: Buffer, piece: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += piece) yield bytes.subarray(at, at + piece);
}

/** `size` decides whether a thread inflates. */
async function unpack(bytes: Buffer, { piece, size }: { piece: number; size: number }): Promise<Buffer> {
  const found: Buffer[] = [];
  const digests = { blob: sha256(bytes) };
  const sink = (chunk: Buffer) => void found.push(Buffer.from(chunk));
  await unpackBytes(inPieces(bytes, piece), { size, digests, sink });
  return Buffer.concat(found);
}

const LARGE = 8 * 1024 ** 2;
const contents = [Buffer.from('first'), randomBytes(700_000), Buffer.alloc(0), Buffer.alloc(3_000_000, 'x')];
const frames = contents.map((content) => zstdCompressSync(content));
const whole = Buffer.concat(contents);

test.each([1000, 65_536, LARGE])('reads all frames but skippable frames in pieces of %i', async (piece) => {
  const toc = skippable(randomBytes(3000));
  const bytes = Buffer.concat([skippable(Buffer.alloc(0)), ...frames.flatMap((frame) => [frame, toc])]);
  expect((await unpack(bytes, { piece, size: 0 })).equals(whole)).toBe(true);
  expect((await unpack(bytes, { piece, size: LARGE })).equals(whole)).toBe(true);
});

test('reads frames of every header in any pieces', async () => {
  const frame = fc.record({
    content: fc.uint8Array({ maxLength: 3000 }).map(Buffer.from),
    checksumFlag: fc.integer({ min: 0, max: 1 }),
    contentSizeFlag: fc.integer({ min: 0, max: 1 }),
    isSkippable: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(frame, { minLength: 1, maxLength: 5 }),
      fc.integer({ min: 1, max: 9000 }),
      async (all, piece) => {
        const { constants } = await import('node:zlib');
        const bytes = all.map(({ content, checksumFlag, contentSizeFlag, isSkippable }) =>
          isSkippable
            ? skippable(content)
            : zstdCompressSync(content, {
                params: {
                  [constants.ZSTD_c_checksumFlag]: checksumFlag,
                  [constants.ZSTD_c_contentSizeFlag]: contentSizeFlag,
                },
              }),
        );
        const expected = Buffer.concat(
          all.filter(({ isSkippable }) => !isSkippable).map(({ content }) => content),
        );
        expect((await unpack(Buffer.concat(bytes), { piece, size: 0 })).equals(expected)).toBe(true);
      },
    ),
    { numRuns: 200 },
  );
});

test('refuses content out of proportion to its compressed bytes', async () => {
  const bomb = Buffer.concat(Array(260).fill(zstdCompressSync(Buffer.alloc(4 * 1024 ** 2))) as Buffer[]);
  const unpacking = { size: bomb.length, digests: {}, sink: () => undefined };
  await expect(unpackBytes(inPieces(bomb, 65_536), unpacking)).rejects.toMatchObject({
    code: 'image-invalid',
  });
});

test.each([0, LARGE])('refuses truncated frames and other data', async (size) => {
  const bytes = Buffer.concat(frames);
  await expect(unpack(bytes.subarray(0, -10), { piece: 4096, size })).rejects.toThrow();
  await expect(
    unpack(Buffer.concat([bytes, Buffer.from('no frame')]), { piece: 4096, size }),
  ).rejects.toThrow();
});
