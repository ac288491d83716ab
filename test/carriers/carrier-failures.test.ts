import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Carrier, RemoteRecord, StoredBytes } from '../../src/contract/remote.ts';
import type { ProxiedRequest, Spoiled } from '../fakes/registry-proxy.ts';
import { type RegistryWorld, registryWorld } from '../places/carrier-worlds.ts';
import { type RegistryServer, startRegistryServer } from '../places/registry-server.ts';
import { dullText, type SampleResult, sampleResult } from '../samples/remote-records.ts';
import { codeOf, expectWhole, never, readAll } from '../suites/carrier-place.ts';

/** Bounds that a test can wait for. */
const quick = { answerMs: 1_500, minBytesPerSecond: 10_000 };
/** The longest time for a failure, on a busy machine. */
const SOON_MS = 200_000;

let server: RegistryServer;
let world: RegistryWorld;
let carrier: Carrier;
let sample: SampleResult;

beforeAll(async () => {
  server = await startRegistryServer();
});
afterAll(() => server?.close());
beforeEach(async () => {
  world = await registryWorld(server.host);
  carrier = await world.openWith(quick);
  sample = await sampleResult('a', { content: dullText(800_000), log: dullText(700_000) });
});
afterEach(async () => {
  await carrier?.close();
  await world?.remove();
});

const put = () => carrier.put([sample.upload], never);
const find = () => carrier.find([sample.record.id], never);
const stored = async (): Promise<RemoteRecord> => {
  await put();
  const record = (await find()).get(sample.record.id);
  if (record === undefined) throw new Error('the record is absent');
  world.proxy.reset();
  return record;
};

type Match = (request: ProxiedRequest) => boolean;
const manifests: Match = ({ path }) => path.includes('/manifests/');
const layer: Match = ({ method, path }) => method === 'GET' && path.includes(sample.layer.digest);
const uploads: Match = ({ method, path }) => method === 'PUT' && path.includes('/blobs/uploads/');
const starts: Match = ({ method, path }) => method === 'POST' && path.includes('/blobs/uploads/');

/** Gives the answer to the first `times` matching requests. */
function spoil(match: Match, answer: Spoiled, times = Number.POSITIVE_INFINITY) {
  let left = times;
  return (request: ProxiedRequest): Spoiled | undefined => {
    if (left <= 0 || !match(request)) return undefined;
    left -= 1;
    return answer;
  };
}

/** Fails the test if the work takes longer than a build can wait. */
async function soon<T>(work: Promise<T>): Promise<T> {
  const before = performance.now();
  try {
    return await work;
  } finally {
    expect(performance.now() - before).toBeLessThan(SOON_MS);
  }
}

const retryAfter = (seconds: string) => ({ 'retry-after': seconds });

describe('a search', () => {
  test.each<[string, Spoiled, string]>([
    ['401', { status: 401 }, 'remote-failed'],
    ['403', { status: 403 }, 'remote-failed'],
    ['500 again and again', { status: 500 }, 'remote-failed'],
    ['429 for an hour', { status: 429, headers: retryAfter('3600') }, 'remote-failed'],
  ])('of a registry that answers %s fails', async (_, answer, code) => {
    world.proxy.before = spoil(manifests, answer);
    expect(await soon(codeOf(find()))).toBe(code);
    expect(world.proxy.requests.length).toBeLessThanOrEqual(4);
  });

  test('survives 429 and 500 at times', async () => {
    await put();
    world.proxy.reset();
    const answers: Spoiled[] = [{ status: 429, headers: retryAfter('0') }, { status: 500 }, { status: 503 }];
    world.proxy.before = (request) => (manifests(request) ? answers.shift() : undefined);
    expect((await find()).size).toBe(1);
  });

  test('of a stopped registry fails and names the registry', async () => {
    await world.proxy.close();
    await expect(soon(find())).rejects.toMatchObject({
      code: 'remote-failed',
      message: expect.stringContaining(world.ref) as string,
      errno: 'ECONNREFUSED',
    });
    world = await registryWorld(server.host);
  });

  test('of a registry that never answers fails in time', async () => {
    world.proxy.before = () => ({ hang: true });
    expect(await soon(codeOf(find()))).toBe('remote-failed');
  });

  test('with one byte a second fails in time', async () => {
    await put();
    world.proxy.after = spoil(manifests, { slowAfter: 1 });
    await expect(soon(find())).rejects.toMatchObject({
      code: 'remote-failed',
      message: expect.stringContaining('too slow') as string,
    });
  });

  test('skips a record with a lost config', async () => {
    await put();
    const big = await sampleResult('big', { log: dullText(200_000), summary: dullText(200_000).toString() });
    await carrier.put([big.upload], never);
    world.proxy.after = spoil(({ path }) => path.includes('/blobs/'), { status: 404 });
    expect((await carrier.find([big.record.id, sample.record.id], never)).has(big.record.id)).toBe(false);
  });
});

describe('a download', () => {
  test('goes on after a cut, from the last byte', async () => {
    const record = await stored();
    world.proxy.after = spoil(layer, { cutAfter: 100_000 }, 1);
    await expectWhole(carrier, record, sample);
    const ranges = world.proxy.requests.filter(layer).map(({ headers }) => headers.range);
    expect(ranges).toEqual([undefined, 'bytes=100000-']);
  });

  test('goes on if the registry ignores the range', async () => {
    const record = await stored();
    const cut = spoil(layer, { cutAfter: 100_000 }, 1);
    world.proxy.before = (request) => {
      if (request.headers.range) delete request.headers.range;
      return undefined;
    };
    world.proxy.after = cut;
    await expectWhole(carrier, record, sample);
  });

  test.each<[string, Spoiled, string]>([
    ['cut again and again', { cutAfter: 10 }, 'remote-failed'],
    ['of one byte a second', { slowAfter: 10 }, 'remote-failed'],
    ['answered 403', { status: 403 }, 'remote-failed'],
    ['answered 401', { status: 401 }, 'remote-failed'],
    ['answered 500', { status: 500 }, 'remote-failed'],
    ['answered 404', { status: 404 }, 'remote-lost'],
    ['of other bytes', { bytes: Buffer.alloc(1000) }, 'remote-lost'],
  ])('%s fails in time and yields no whole layer', async (_, answer, code) => {
    const record = await stored();
    world.proxy.after = spoil(layer, answer);
    expect(await soon(codeOf(readAll(carrier, record, sample.layer)))).toBe(code);
  });

  test('of a large log that is lost is lost', async () => {
    const record = await stored();
    world.proxy.after = spoil(({ path }) => path.includes('/blobs/'), { bytes: Buffer.from('x') });
    expect(await codeOf(readAll(carrier, record, record.log))).toBe('remote-lost');
  });
});

describe('an upload', () => {
  test.each<[string, Match, Spoiled, string]>([
    ['403 at its start', starts, { status: 403 }, 'remote-denied'],
    ['401 without credentials', starts, { status: 401 }, 'remote-denied'],
    ['403 in the middle', uploads, { status: 403 }, 'remote-denied'],
    ['a full disk', uploads, { status: 507 }, 'remote-failed'],
    ['a limit of size', uploads, { status: 413 }, 'remote-failed'],
    ['500 again and again', uploads, { status: 500 }, 'remote-failed'],
    ['cuts again and again', uploads, { cutAfter: 1000 }, 'remote-failed'],
    ['429 for an hour', uploads, { status: 429, headers: retryAfter('3600') }, 'remote-failed'],
    ['no answer', uploads, { hang: true }, 'remote-failed'],
  ])('with %s fails in time and leaves no record', async (_, match, answer, code) => {
    world.proxy.before = spoil(match, answer);
    expect(await soon(codeOf(put()))).toBe(code);
    world.proxy.reset();
    expect((await find()).size).toBe(0);
    await expectWhole(carrier, await stored(), sample);
  });

  test.each<[string, Spoiled]>([
    ['a cut', { cutAfter: 1000 }],
    ['500', { status: 500 }],
    ['429', { status: 429, headers: retryAfter('0') }],
    ['a forgotten session', { status: 404 }],
  ])('starts again after %s', async (_, answer) => {
    world.proxy.before = spoil(uploads, answer, 2);
    await put();
    await expectWhole(carrier, await stored(), sample);
  });

  test('stops at once when cancelled in the middle', async () => {
    const cancel = new AbortController();
    const open = async function* (bytes: StoredBytes) {
      for await (const piece of sample.upload.open(bytes)) {
        yield piece;
        if (bytes.digest === sample.layer.digest) cancel.abort();
      }
    };
    expect(await soon(codeOf(carrier.put([{ record: sample.record, open }], cancel.signal)))).toBe(
      'cancelled',
    );
    expect((await find()).size).toBe(0);
  });
});
