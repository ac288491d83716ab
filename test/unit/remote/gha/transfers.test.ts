import { once } from 'node:events';
import { createServer, get, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { countTransfers, paced, TooSlowError } from '../../../../src/remote/gha/transfers.ts';

const PACE = { windowMs: 1000, minBytesPerSecond: 10 };

/** Calls `paced` with fake time: `bytes` arrive in each second, then the call ends. */
async function overSeconds(bytes: readonly number[]): Promise<string> {
  let moved = 0;
  const { promise, resolve } = Promise.withResolvers<string>();
  const ended = paced(
    () => promise,
    () => moved,
    PACE,
  ).catch((error: unknown) => error);
  for (const more of bytes) {
    moved += more;
    await vi.advanceTimersByTimeAsync(1000);
  }
  resolve('whole');
  const value = await ended;
  return value instanceof TooSlowError ? value.message : String(value);
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test('a call at the pace ends by itself', async () => {
  expect(await overSeconds([10, 500, 10])).toBe('whole');
});

test('a call below the pace ends with its speed', async () => {
  expect(await overSeconds([10, 9, 1000])).toBe('the transfer is too slow: 9 bytes a second');
});

test('a call shorter than a window may move nothing', async () => {
  expect(await overSeconds([])).toBe('whole');
});

test('all bytes of open and closed connections count', async () => {
  vi.useRealTimers();
  const server: Server = createServer((asked, answer) => {
    asked.resume().on('end', () => answer.end('x'.repeat(5000)));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const count = countTransfers();
  const before = count();
  const [received] = (await once(get({ port, agent: false }), 'response')) as [NodeJS.ReadableStream];
  await once(received.resume(), 'end');
  const down = count() - before;
  expect(down).toBeGreaterThan(5000);
  const sending = request({ port, method: 'PUT', agent: false });
  sending.end('y'.repeat(70_000));
  await once(sending, 'response');
  expect(count() - before - down).toBeGreaterThan(70_000);
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
  expect(count() - before - down).toBeGreaterThan(70_000);
});
