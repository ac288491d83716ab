import { createHash, randomBytes } from 'node:crypto';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { unpackBytes } from '../../../src/archive/unpack-bytes.ts';

/** Large enough that a thread takes it, whatever it really is. */
const LARGE = 8 * 1024 ** 2;
/** More than all the memory between the threads. */
const content = Buffer.concat([randomBytes(24 * 1024 ** 2), Buffer.alloc(20 * 1024 ** 2, 'text')]);
const small = Buffer.from('small');

const sha256 = (bytes: Buffer) => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;

interface Source {
  readonly bytes: AsyncGenerator<Buffer>;
  readonly state: { read: number; isClosed: boolean };
}

/** In pieces of an odd size, as they come from a network. */
function sourceOf(bytes: Buffer, error?: Error): Source {
  const state = { read: 0, isClosed: false };
  const pieces = async function* () {
    try {
      for (; state.read < bytes.length; ) {
        const piece = bytes.subarray(state.read, state.read + 65_000);
        state.read += piece.length;
        yield piece;
      }
      if (error !== undefined) throw error;
    } finally {
      state.isClosed = true;
    }
  };
  return { bytes: pieces(), state };
}

async function unpack(source: Source, content?: string, blob?: string, size = LARGE): Promise<Buffer> {
  const pieces: Buffer[] = [];
  await unpackBytes(source.bytes, {
    size,
    digests: { blob, content },
    sink: (piece) => pieces.push(Buffer.from(piece)),
  });
  return Buffer.concat(pieces);
}

describe('large content is decompressed in a thread', () => {
  test.each([
    ['gzip', gzipSync(content, { level: 1 })],
    ['zstd', zstdCompressSync(content)],
  ])('%s arrives whole and in order', async (_, compressed) => {
    const found = await unpack(sourceOf(compressed), sha256(content), sha256(compressed));
    expect(found.equals(content)).toBe(true);
  });

  test('small and empty content arrives whole', async () => {
    expect(await unpack(sourceOf(gzipSync(small)), sha256(small))).toEqual(small);
    expect(await unpack(sourceOf(gzipSync('')), sha256(Buffer.alloc(0)))).toHaveLength(0);
  });

  test('sha512 digests and missing digests are accepted', async () => {
    const digest = `sha512:${createHash('sha512').update(small).digest('hex')}`;
    expect(await unpack(sourceOf(gzipSync(small)), digest)).toEqual(small);
    expect(await unpack(sourceOf(gzipSync(small)))).toEqual(small);
  });

  test('two gzip members are one content', async () => {
    const both = Buffer.concat([gzipSync(small), gzipSync(small)]);
    expect((await unpack(sourceOf(both))).toString()).toBe('smallsmall');
  });

  test('bytes after the end count for the digest', async () => {
    const blob = Buffer.concat([gzipSync(small), Buffer.alloc(6 * 1024 ** 2)]);
    const source = sourceOf(blob);
    expect(await unpack(source, sha256(small), sha256(blob))).toEqual(small);
    expect(source.state).toEqual({ read: expect.any(Number) as number, isClosed: true });
    expect(source.state.read).toBeGreaterThan(6 * 1024 ** 2);
  });
});

describe('failures in a thread', () => {
  const compressed = gzipSync(content, { level: 1 });

  test('another digest is an error', async () => {
    await expect(unpack(sourceOf(compressed), sha256(small))).rejects.toMatchObject({
      code: 'image-invalid',
      message: expect.stringContaining('the content has the digest') as string,
    });
    await expect(unpack(sourceOf(compressed), sha256(content), sha256(small))).rejects.toMatchObject({
      code: 'image-invalid',
      message: expect.stringContaining('the blob has the digest') as string,
    });
  });

  test('another digest by bytes after the end is an error', async () => {
    const blob = Buffer.concat([compressed, Buffer.alloc(3 * 1024 ** 2)]);
    await expect(unpack(sourceOf(blob), sha256(content), sha256(compressed))).rejects.toThrow('the blob has');
  });

  test('truncated and damaged content is an error', async () => {
    await expect(unpack(sourceOf(compressed.subarray(0, -100)))).rejects.toThrow('unexpected end of file');
    const source = sourceOf(Buffer.from(compressed).fill(0xff, 6_000_000, 6_001_000));
    await expect(unpack(source)).rejects.toThrow(/invalid|incorrect/);
    expect(source.state.isClosed).toBe(true);
  });

  test('a broken source is an error', async () => {
    const source = sourceOf(compressed.subarray(0, 5_000_000), new Error('broken off'));
    await expect(unpack(source)).rejects.toThrow('broken off');
  });

  test('an error of the sink passes on', async () => {
    const source = sourceOf(compressed);
    const sink = () => {
      throw new Error('refused');
    };
    await expect(unpackBytes(source.bytes, { size: LARGE, digests: {}, sink })).rejects.toThrow('refused');
    expect(source.state.isClosed).toBe(true);
  });
});

describe('small content is decompressed at once', () => {
  const blob = Buffer.concat([gzipSync(small), Buffer.alloc(200_000)]);
  const unpackSmall = (bytes: Buffer, content: Buffer, digest: Buffer) =>
    unpack(sourceOf(bytes), sha256(content), sha256(digest), bytes.length);

  test('bytes after the end count for the digest', async () => {
    expect(await unpackSmall(blob, small, blob)).toEqual(small);
    await expect(unpackSmall(blob, small, gzipSync(small))).rejects.toThrow('the blob has the digest');
    await expect(unpackSmall(blob, blob, blob)).rejects.toThrow('the content has the digest');
  });

  test.each([
    ['gzip', gzipSync(small)],
    ['zstd', zstdCompressSync(small)],
    ['gzip in two members', Buffer.concat([gzipSync('sm'), gzipSync('all')])],
    ['zstd in two frames', Buffer.concat([zstdCompressSync('sm'), zstdCompressSync('all')])],
  ])('%s arrives with both digests', async (_, compressed) => {
    expect(await unpackSmall(compressed, small, compressed)).toEqual(small);
    await expect(unpackSmall(compressed, small, small)).rejects.toThrow('the blob has the digest');
    await expect(unpackSmall(compressed, compressed, compressed)).rejects.toThrow(
      'the content has the digest',
    );
  });

  test('much content of few bytes is streamed', async () => {
    const zeros = Buffer.alloc(3 * 1024 ** 2);
    const compressed = zstdCompressSync(zeros);
    const sizes: number[] = [];
    const digests = { blob: undefined, content: sha256(zeros) };
    const sink = (piece: Buffer) => sizes.push(piece.length);
    await unpackBytes(sourceOf(compressed).bytes, { size: compressed.length, digests, sink });
    expect(Math.max(...sizes)).toBeLessThanOrEqual(1024 ** 2);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(zeros.length);
  });

  test('a blob longer than told is streamed', async () => {
    const large = randomBytes(300_000);
    const compressed = zstdCompressSync(large);
    expect(await unpack(sourceOf(compressed), sha256(large), sha256(compressed), 100)).toEqual(large);
  });

  test('truncated and damaged content is an error', async () => {
    const compressed = gzipSync(small);
    await expect(unpackSmall(compressed.subarray(0, -4), small, small)).rejects.toThrow(
      'unexpected end of file',
    );
    const damaged = Buffer.from(compressed).fill(0xff, 10, 14);
    await expect(unpackSmall(damaged, small, damaged)).rejects.toThrow(/invalid|incorrect/);
  });

  test('plain content has the digest of the blob', async () => {
    expect(await unpackSmall(small, small, small)).toEqual(small);
    await expect(unpackSmall(small, small, blob)).rejects.toThrow('has the digest');
    await expect(unpackSmall(small, blob, small)).rejects.toThrow('has the digest');
  });
});
