import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { whileMoving, whileSending } from '../../../../src/engine/elsewhere/guard.ts';

const { signal } = new AbortController();

async function listOf(pieces: AsyncIterable<Buffer>): Promise<readonly Buffer[]> {
  const list: Buffer[] = [];
  for await (const piece of pieces) list.push(piece);
  return list;
}

describe('an upload without a byte', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  async function sent(silentMs: number | undefined): Promise<string> {
    const work = () => new Promise<string>((resolve) => setTimeout(() => resolve('sent'), 90_000));
    const end = whileSending(work, { moved: () => 0, limitMs: 1_000_000, silentMs, signal }).catch(
      (error: { readonly code: string }) => error.code,
    );
    await vi.advanceTimersByTimeAsync(100_000);
    return await end;
  }

  test('ends after a minute', async () => {
    expect(await sent(undefined)).toBe('remote-failed');
  });

  test('goes on if the carrier moves whole packs', async () => {
    expect(await sent(120_000)).toBe('sent');
  });
});

test('a download may be silent as long as its carrier states', async () => {
  async function* late() {
    await wait(100);
    yield Buffer.from('x');
  }
  const read = async (limitMs: number) => {
    for await (const piece of whileMoving(late, signal, limitMs)) return piece.toString();
    return 'nothing';
  };
  await expect(read(20)).rejects.toMatchObject({ code: 'remote-failed' });
  expect(await read(60_000)).toBe('x');
});

test('a slow reader of a download makes no silence', async () => {
  async function* quick() {
    yield Buffer.from('x');
    yield Buffer.from('y');
  }
  const read: string[] = [];
  for await (const piece of whileMoving(quick, signal, 50)) {
    read.push(piece.toString());
    await wait(100);
  }
  expect(read).toEqual(['x', 'y']);
});

test('a download is silent between two pieces too', async () => {
  async function* stuck() {
    yield Buffer.from('x');
    await wait(1000);
    yield Buffer.from('y');
  }
  const read = async () => await listOf(whileMoving(stuck, signal, 100));
  await expect(read()).rejects.toMatchObject({ code: 'remote-failed' });
});

test('a cancel ends the wait for a hung download', async () => {
  const controller = new AbortController();
  async function* hung() {
    yield Buffer.from('x');
    await new Promise(() => undefined);
  }
  const read = listOf(whileMoving(hung, controller.signal, 60_000));
  setTimeout(() => controller.abort(), 20);
  await expect(read).rejects.toMatchObject({ code: 'cancelled' });
});
