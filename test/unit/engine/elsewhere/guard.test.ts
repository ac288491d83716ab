import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { whileMoving, whileSending } from '../../../../src/engine/elsewhere/guard.ts';

const { signal } = new AbortController();

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
  expect(await read(5_000)).toBe('x');
});
