import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, test, vi } from 'vitest';
import { send } from '../../../src/registry/http.ts';

afterEach(() => vi.restoreAllMocks());

test('a body cut off by the other end leaves no timer', async () => {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => socket.resetAndDestroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const timers = vi.spyOn(globalThis, 'setTimeout');
  async function* open() {
    yield Buffer.alloc(1000);
    await sleep(100);
    yield Buffer.alloc(1000);
  }
  const sent = send({
    method: 'PUT',
    url: new URL(`http://127.0.0.1:${port}/`),
    headers: {},
    body: { size: 2000, open },
    bounds: { answerMs: 20_000, minBytesPerSecond: 1 },
  });
  await expect(sent).rejects.toMatchObject({ code: 'image-unavailable' });
  await sleep(200);
  expect(timers.mock.calls.filter(([, ms]) => (ms ?? 0) >= 20_000)).toEqual([]);
  server.close();
});
