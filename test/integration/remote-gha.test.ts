import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Carrier } from '../../src/contract/remote.ts';
import { openGha } from '../../src/remote/gha/open.ts';
import type { RemoteSettings } from '../../src/remote/settings.ts';
import { startRegistryProxy } from '../fakes/registry-proxy.ts';
import { Azurite } from '../places/azurite.ts';
import { expectProgramsEnd, GhaCache } from '../places/gha-cache.ts';
import { programEnvironment } from '../programs/environment.ts';
import { dullText, sampleResult } from '../samples/remote-records.ts';
import { carrierSuite } from '../suites/carrier.ts';
import { codeOf, never, readAll } from '../suites/carrier-place.ts';

const program = path.resolve(import.meta.dirname, '../../dist/gha/index.js');
let azurite: Azurite;
let temp: string;
beforeAll(async () => {
  azurite = await Azurite.start();
  temp = mkdtempSync(path.join(tmpdir(), 'gha-'));
});
afterAll(async () => {
  azurite?.stop();
  await expectProgramsEnd(temp);
  rmSync(temp, { recursive: true });
});

function open(cache: GhaCache, more: Readonly<Record<string, string>> = {}, scope?: string): Carrier {
  const env = { ...programEnvironment(), RUNNER_TEMP: temp, ...cache.environment, ...more };
  const settings = { cacheProgram: { file: program, env }, answerMs: 20_000 };
  return openGha({ type: 'gha', scope }, settings as unknown as RemoteSettings);
}

carrierSuite('gha', async () => {
  const cache = await GhaCache.start(azurite);
  return {
    isBatched: true,
    open: () => Promise.resolve(open(cache)),
    change: async (_digest, to) => {
      if (to === undefined) {
        for (const key of cache.keys.filter((one) => one.includes('-p-'))) await cache.evict(key);
        return;
      }
      await cache.changePacks((pack) =>
        Buffer.from(pack.map((byte, at) => (at % 97 === 0 ? byte ^ 1 : byte))),
      );
    },
    remove: () => Promise.resolve(cache.stop()),
  };
});

describe('the cache of GitHub Actions', () => {
  let cache: GhaCache;
  const carriers: Carrier[] = [];
  const runner = (more?: Readonly<Record<string, string>>, scope?: string) => {
    const carrier = open(cache, more, scope);
    carriers.push(carrier);
    return carrier;
  };
  beforeEach(async () => {
    cache = await GhaCache.start(azurite);
  });
  afterEach(async () => {
    for (const carrier of carriers.splice(0)) await carrier.close();
    cache.stop();
  });

  test('a build is one entry of records, and small layers share a pack', async () => {
    const samples = await Promise.all(
      ['a', 'b', 'c'].map((name) => sampleResult(name, { content: dullText(9000) })),
    );
    await runner().put(
      samples.map(({ upload }) => upload),
      never,
    );
    expect(cache.keys.map((key) => key.split('-')[3])).toEqual(['p', 'r']);
    expect(cache.requests.length).toBeLessThanOrEqual(6);
  });

  test('another job finds the records of the scope', async () => {
    const sample = await sampleResult('a');
    await runner().put([sample.upload], never);
    const { id } = sample.record;
    expect((await runner({ GITHUB_JOB: 'other' }).find([id], never)).get(id)).toEqual(sample.record);
    expect(await runner({}, 'another scope').find([id], never)).toEqual(new Map());
  });

  test('a later build of the same job keeps the found records', async () => {
    const first = await sampleResult('first');
    await runner().put([first.upload], never);
    const later = runner();
    await later.find([first.record.id], never);
    const second = await sampleResult('second', { base: first });
    await later.put([second.upload], never);
    const found = await runner().find([first.record.id, second.record.id], never);
    expect([...found.keys()]).toEqual([first.record.id, second.record.id]);
  });

  test('entries of a runner without zstd serve all runners', async () => {
    const bin = mkdtempSync(path.join(tmpdir(), 'gha-bin-'));
    for (const name of ['tar', 'gzip']) execFileSync('ln', ['-s', `/usr/bin/${name}`, bin]);
    try {
      const [one, two] = [await sampleResult('one'), await sampleResult('two')];
      await runner({ PATH: bin }).put([one.upload], never);
      const found = await runner().find([one.record.id], never);
      expect(found.get(one.record.id)).toEqual(one.record);
      await runner({ PATH: bin }).put([two.upload], never);
      expect((await runner({ PATH: bin }).find([two.record.id], never)).size).toBe(1);
    } finally {
      rmSync(bin, { recursive: true });
    }
  });

  test('a pack that was reserved and never written gets another name', async () => {
    const sample = await sampleResult('a', { content: dullText(9000) });
    cache.fault = (method) =>
      method === 'FinalizeCacheEntryUpload' ? { status: 200, body: { ok: false } } : undefined;
    expect(await codeOf(runner().put([sample.upload], never))).toBe('remote-failed');
    cache.fault = () => undefined;
    await runner().put([sample.upload], never);
    const reader = runner();
    const record = (await reader.find([sample.record.id], never)).get(sample.record.id);
    expect(record && (await readAll(reader, record, sample.layer))).toEqual(
      sample.bytes.get(sample.layer.digest),
    );
  });

  test('an entry evicted between lookup and read is lost', async () => {
    const sample = await sampleResult('a', { content: dullText(9000) });
    await runner().put([sample.upload], never);
    const reader = runner();
    await reader.find([sample.record.id], never);
    const [pack = ''] = cache.keys.filter((key) => key.includes('-p-'));
    await cache.evict(pack, true);
    expect(await codeOf(readAll(reader, sample.record, sample.layer))).toBe('remote-lost');
  });

  test.each([
    [
      'a token that cannot write',
      { status: 200, body: { ok: false, message: 'cache write denied: read-only' } },
      'remote-denied',
    ],
    ['a refused token', { status: 401 }, 'remote-denied'],
    ['a broken service', { status: 500 }, 'remote-failed'],
  ])('%s is an error of the upload', async (_what, fault, code) => {
    cache.fault = (method) => (method === 'CreateCacheEntry' ? fault : undefined);
    const sample = await sampleResult('a');
    expect(await codeOf(runner().put([sample.upload], never))).toBe(code);
    expect(cache.keys).toEqual([]);
  });

  test('a read-only mode stores nothing and reads on', async () => {
    const sample = await sampleResult('a');
    const { id } = sample.record;
    expect(await codeOf(runner({ ACTIONS_CACHE_MODE: 'read' }).put([sample.upload], never))).toBe(
      'remote-denied',
    );
    await runner().put([sample.upload], never);
    expect((await runner({ ACTIONS_CACHE_MODE: 'read' }).find([id], never)).size).toBe(1);
  });

  test('a busy service is asked again after its pause', async () => {
    let busy = 1;
    cache.fault = (method) => {
      if (method !== 'CreateCacheEntry' || busy === 0) return undefined;
      busy -= 1;
      return { status: 429, headers: { 'retry-after': '1' } };
    };
    const sample = await sampleResult('a');
    expect(await runner().put([sample.upload], never)).toMatchObject({ records: 1 });
  });

  test('a silent service is given up within the bound', async () => {
    cache.fault = () => 'hang';
    const env = { ...programEnvironment(), RUNNER_TEMP: temp, ...cache.environment };
    const settings = { cacheProgram: { file: program, env }, answerMs: 2500, minBytesPerSecond: 1e9 };
    const carrier = openGha({ type: 'gha' }, settings as unknown as RemoteSettings);
    const error = await carrier.find(['a'.repeat(64)], never).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      code: 'remote-failed',
      message: expect.stringContaining('no answer for 3 s'),
    });
    await carrier.close();
  });

  // The size of an entry is unknown before its transfer, so a bound of the whole transfer takes 17 minutes.
  test('a transfer of one byte a second is given up after a window', async () => {
    const sample = await sampleResult('a');
    await runner().put([sample.upload], never);
    const proxy = await startRegistryProxy(azurite.host);
    proxy.after = ({ method }) => (method === 'GET' ? { slowAfter: 100 } : undefined);
    cache.storage = (url) => url.replace(azurite.host, proxy.host);
    const env = { ...programEnvironment(), RUNNER_TEMP: temp, ...cache.environment };
    const settings = { cacheProgram: { file: program, env }, answerMs: 5000 };
    const carrier = openGha({ type: 'gha' }, settings as unknown as RemoteSettings);
    await expect(carrier.find([sample.record.id], never)).rejects.toMatchObject({
      code: 'remote-failed',
      message: expect.stringMatching(/too slow: \d+ bytes a second/) as string,
    });
    await carrier.close();
    await proxy.close();
  });

  test('outside a job there is a clear error', () => {
    const settings = { cacheProgram: { file: program, env: {} } } as unknown as RemoteSettings;
    expect(() => openGha({ type: 'gha' }, settings)).toThrow('works in a job of GitHub Actions only');
  });
});
