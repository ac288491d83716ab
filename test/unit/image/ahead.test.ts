import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { PullPolicy } from '../../../src/contract/images.ts';
import { askAhead, openImages } from '../../../src/image/open.ts';
import { ownFiles } from '../../../src/reader/own-files.ts';
import { memoryMemo } from '../../fakes/memory-memo.ts';

const DIGEST = `sha256:${'a'.repeat(64)}`;

let server: Server;
let requests: string[];
let registry: string;

beforeEach(async () => {
  requests = [];
  server = createServer((request, answer) => {
    requests.push(`${request.method} ${request.url}`);
    const isTag = request.method === 'HEAD' && request.url === '/v2/tool/manifests/1';
    answer.writeHead(isTag ? 200 : 404, { 'docker-content-digest': DIGEST }).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  registry = `127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => server.close());

const settings = { files: ownFiles({}), retryMs: 1 };
const asking = (pull: PullPolicy) => ({ pull, directory: '/', onWarning: () => undefined });
const ask = (image: string, pull: PullPolicy = 'auto') =>
  askAhead(image, { settings, options: asking(pull) });

test('an answer asked for ahead spares the request of resolving', async () => {
  const asked = ask(`${registry}/tool:1`);
  await expect.poll(() => requests, { timeout: 60_000 }).toEqual(['HEAD /v2/tool/manifests/1']);
  const images = openImages({ ...settings, memo: memoryMemo(), asked });
  // This registry has no manifest; resolving only comes to the manifest with a digest.
  await expect(images.resolve(`${registry}/tool:1`, asking('auto'))).rejects.toThrow(DIGEST);
  expect(requests.filter((request) => request.startsWith('HEAD'))).toHaveLength(1);
  await expect(images.resolve(`${registry}/tool:1`, asking('auto'))).rejects.toThrow(DIGEST);
  expect(requests.filter((request) => request.startsWith('HEAD'))).toHaveLength(2);
});

test('resolving reports the failure of a request sent ahead', async () => {
  const asked = ask(`${registry}/other:1`);
  await expect.poll(() => requests.length, { timeout: 60_000 }).toBeGreaterThan(1);
  const images = openImages({ ...settings, memo: memoryMemo(), asked });
  await expect(images.resolve(`${registry}/other:1`, asking('auto'))).rejects.toMatchObject({
    code: 'image-unavailable',
    httpStatus: 404,
  });
});

test.each<[string, string, PullPolicy]>([
  ['a digest', `tool@${DIGEST}`, 'auto'],
  ['pull: missing', 'tool:1', 'missing'],
  ['pull: never', 'tool:1', 'never'],
])('%s sends no request ahead', (_, name, pull) => {
  expect(ask(`${registry}/${name}`, pull).size).toBe(0);
});

test.each(['oci:directory', 'rootfs:directory', 'scratch', 'unknown://name', 'UPPER CASE'])(
  'the image %s sends no request ahead',
  (image) => {
    expect(ask(image).size).toBe(0);
  },
);
