import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { countingProxy } from '../../../scripts/bench/counting-proxy.ts';

test('a proxy passes on requests and counts requests and bytes', async () => {
  const seen: { readonly method: string | undefined; readonly headers: IncomingHttpHeaders }[] = [];
  const target = createServer(async (asked, answer) => {
    let length = 0;
    for await (const piece of asked) length += (piece as Buffer).length;
    seen.push({ method: asked.method, headers: asked.headers });
    answer.writeHead(201, { location: `http://${asked.headers.host}/v2/x` }).end(`got ${length}`);
  });
  await new Promise<void>((resolve) => target.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void target.close());
  const proxy = await countingProxy(`127.0.0.1:${(target.address() as AddressInfo).port}`);
  onTestFinished(() => proxy.close());
  const put = await fetch(`http://${proxy.host}/v2/x`, { method: 'PUT', body: 'x'.repeat(70_000) });
  expect([put.status, await put.text()]).toEqual([201, 'got 70000']);
  // Clients stay with the proxy.
  expect(put.headers.get('location')).toBe(`http://${proxy.host}/v2/x`);
  const head = await fetch(`http://${proxy.host}/v2/x`, { method: 'HEAD' });
  expect(head.status).toBe(201);
  expect(seen.map(({ method }) => method)).toEqual(['PUT', 'HEAD']);
  expect(proxy.take()).toEqual({ requests: 2, receivedBytes: 9, sentBytes: 70_000 });
  expect(proxy.take()).toEqual({ requests: 0, receivedBytes: 0, sentBytes: 0 });
});
