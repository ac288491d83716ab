import { createHash } from 'node:crypto';
import { expect, test, vi } from 'vitest';
import { proved } from '../../../src/remote/proved.ts';

const KIB = 1024;

const fail = (why: string) => new Error(why);

async function listOf(pieces: AsyncIterable<Buffer>): Promise<readonly Buffer[]> {
  const list: Buffer[] = [];
  for await (const piece of pieces) list.push(piece);
  return list;
}
const digestOf = (bytes: Buffer) => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;

async function* pieces(bytes: Buffer, length: number, pauseMs = 0) {
  for (let at = 0; at < bytes.length; at += length) {
    if (at > 0 && pauseMs > 0) await new Promise((resolve) => setTimeout(resolve, pauseMs));
    yield bytes.subarray(at, at + length);
  }
}

test('small pieces of a blob are joined', async () => {
  const bytes = Buffer.alloc(3000 * KIB, 'content');
  const asked = { size: bytes.length, digest: digestOf(bytes) };
  const passed = await listOf(proved(pieces(bytes, 64 * KIB), asked, fail));
  expect(Buffer.concat(passed).equals(bytes)).toBe(true);
  expect(passed.length).toBe(6);
});

test('the bytes of a slow source pass before the end', async () => {
  vi.useFakeTimers();
  try {
    const bytes = Buffer.from('slow source');
    const asked = { size: bytes.length, digest: digestOf(bytes) };
    const passed: string[] = [];
    const reading = (async () => {
      for await (const piece of proved(pieces(bytes, 5, 1500), asked, fail)) passed.push(piece.toString());
    })();
    await vi.advanceTimersByTimeAsync(2000);
    expect(passed).toEqual(['slow sourc']);
    await vi.advanceTimersByTimeAsync(2000);
    await reading;
    expect(passed).toEqual(['slow sourc', 'e']);
  } finally {
    vi.useRealTimers();
  }
});

test('damaged bytes end without the last piece', async () => {
  const bytes = Buffer.alloc(2000 * KIB, 'content');
  const asked = { size: bytes.length, digest: digestOf(Buffer.from('other')) };
  const passed: Buffer[] = [];
  const reading = async () => {
    for await (const piece of proved(pieces(bytes, 64 * KIB), asked, fail)) passed.push(piece);
  };
  await expect(reading()).rejects.toThrow('is damaged');
  expect(Buffer.concat(passed).length).toBeLessThan(bytes.length);
});
