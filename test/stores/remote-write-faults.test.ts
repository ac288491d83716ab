import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { CarrierRequest } from '../../src/contract/request.ts';
import { buildText } from '../fakes/build.ts';
import { type RegistryProxy, type Spoiled, startRegistryProxy } from '../fakes/registry-proxy.ts';
import { driverPlaces } from '../places/driver-places.ts';
import { QUICK, QUICK_CACHE, SOON_MS, specTo } from '../places/failing-carriers.ts';
import { filesOf, scopes } from '../places/sharing-commands.ts';
import {
  addPlace,
  base,
  cacheProgram,
  closeRunners,
  directory,
  gha,
  ghaStorage,
  newCarrier,
  openRunner,
  placeOf,
  registry,
  useGhaCache,
  useSharingRunners,
} from '../places/sharing-runners.ts';
import { unmount } from '../places/unmount.ts';

// Carriers that fail while a build stores its results, and what other runners find afterwards.

const DENIED = /^the .* refuses to store results: .*; \d results? (?:is|are) not stored there/;
const FAILED = /^the .* is not used any more: .*; \d results? (?:is|are) not stored there/;

useSharingRunners();
useGhaCache();

/** The files of builds that never heard of carriers, by the last command. */
const alone = new Map<string, object>();
const closing: (() => unknown)[] = [];

beforeAll(async () => {
  const none = await openRunner('btrfs', [], { mayFind: false, mayStore: false });
  for (const last of ['third', 'other'])
    alone.set(
      last,
      filesOf(await none.keeper.view((await buildText(none, specTo(last), { scopes })).report.id)),
    );
  await closeRunners();
});
afterEach(async () => {
  gha.fault = () => undefined;
  gha.storage = (url) => url;
  await closeRunners();
  for (const close of closing.splice(0)) await close();
});

async function proxied(upstream: string): Promise<RegistryProxy> {
  const proxy = await startRegistryProxy(upstream);
  closing.push(() => proxy.close());
  return proxy;
}

/** Builds and stores: the build ends as without a carrier. */
async function storesThrough(carrier: CarrierRequest, warning: RegExp): Promise<void> {
  const quick = carrier.type === 'gha' ? QUICK_CACHE : QUICK;
  // A refusal is an answer, which a busy machine may give late.
  const bounds = warning === DENIED ? {} : quick;
  const a = await openRunner('btrfs', [carrier], { mayFind: false, findMs: 20_000, carrier: bounds });
  const start = performance.now();
  const told = await buildText(a, specTo('third'), { scopes });
  expect(performance.now() - start).toBeLessThan(SOON_MS);
  expect(told.result.kind).toBe('built');
  expect(told.of('warning').map(({ message }) => message)).toEqual([expect.stringMatching(warning)]);
  expect(filesOf(await a.keeper.view(told.report.id))).toEqual(alone.get('third'));
}

let takings = 0;

/** Another runner uses what there is, without a warning, and completes the rest for a third runner. */
async function expectUsable(carrier: CarrierRequest): Promise<void> {
  const b = await openRunner('btrfs', [carrier]);
  const told = await buildText(b, specTo('other'), { scopes });
  expect([told.result.kind, told.of('warning')]).toEqual(['built', []]);
  expect(filesOf(await b.keeper.view(told.report.id))).toEqual(alone.get('other'));
  const c = await openRunner('btrfs', [carrier], { mayStore: false });
  takings += 1;
  const dest = path.join(directory, `taken-${takings}`);
  const outputs = [{ type: 'local', text: 'test', when: 'success', dest }] as const;
  const last = await buildText(c, specTo('third'), { scopes, outputs });
  expect([last.of('warning'), c.counts.ran.filter((name) => name === 'first')]).toEqual([[], []]);
  expect(filesOf(await c.keeper.view(last.report.id))).toEqual(alone.get('third'));
}

describe('an upload to a registry', () => {
  type Match = (request: { readonly method: string; readonly path: string }) => boolean;
  const everything: Match = () => true;
  const starts: Match = ({ method }) => method === 'POST';
  const uploads: Match = ({ method, path: where }) => method === 'PUT' && where.includes('/blobs/uploads/');

  test.each<[string, Match, Spoiled, RegExp]>([
    ['401', starts, { status: 401 }, DENIED],
    ['403 in the middle', uploads, { status: 403 }, DENIED],
    ['429 for an hour', starts, { status: 429, headers: { 'retry-after': '3600' } }, FAILED],
    ['500 to everything', everything, { status: 500 }, FAILED],
    ['no room', uploads, { status: 507 }, FAILED],
    ['silence', uploads, { hang: true }, FAILED],
    ['cut connections', uploads, { cutAfter: 1000 }, FAILED],
  ])('that ends with %s costs one warning, and leaves nothing wrong', async (_, match, answer, warning) => {
    const carrier = newCarrier('registry');
    const proxy = await proxied(registry.host);
    proxy.before = (request) => (match(request) ? answer : undefined);
    const ref = 'ref' in carrier ? carrier.ref.replace(registry.host, proxy.host) : '';
    await storesThrough({ type: 'registry', ref }, warning);
    await expectUsable(carrier);
  });
});

describe('an upload to the cache of GitHub Actions', () => {
  const readOnly = { status: 200, body: { ok: false, message: 'cache write denied: read-only' } };
  test.each([
    ['401', 'CreateCacheEntry', { status: 401 }, DENIED],
    ['a read-only token', 'CreateCacheEntry', readOnly, DENIED],
    ['500', 'CreateCacheEntry', { status: 500 }, FAILED],
    ['silence', 'FinalizeCacheEntryUpload', 'hang', FAILED],
  ] as const)(
    'that ends with %s costs one warning, and leaves nothing wrong',
    async (_, asked, fault, warning) => {
      const carrier = newCarrier('gha');
      gha.fault = (method) => (method === asked ? fault : undefined);
      await storesThrough(carrier, warning);
      gha.fault = () => undefined;
      await expectUsable(carrier);
    },
  );

  test('with cut connections to the storage costs one warning, and leaves nothing wrong', async () => {
    const carrier = newCarrier('gha');
    const proxy = await proxied(ghaStorage());
    gha.storage = (url) => url.replace(ghaStorage(), proxy.host);
    proxy.before = ({ method }) => (method === 'PUT' ? { cutAfter: 100 } : undefined);
    await storesThrough(carrier, FAILED);
    proxy.before = () => undefined;
    await expectUsable(carrier);
  });
});

describe('an upload to a directory', () => {
  function mounted(name: string, options: string): string {
    const place = path.join(directory, name);
    mkdirSync(place);
    execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', place]);
    closing.push(() => unmount(place));
    return place;
  }

  test('on a full disk costs one warning, and leaves nothing wrong', async () => {
    const place = mounted('full', 'size=300k');
    const carrier = { type: 'local', directory: path.join(place, 'cache') } as const;
    await storesThrough(carrier, /^the directory .* is not used any more: .*(?:ENOSPC|full|space)/);
    execFileSync('mount', ['-o', 'remount,size=50m', place]);
    await expectUsable(carrier);
  });

  test('on a read-only disk costs one warning', async () => {
    await storesThrough({ type: 'local', directory: path.join(mounted('ro', 'ro'), 'cache') }, DENIED);
  });

  test('in the place of a file costs one warning', async () => {
    const file = path.join(directory, 'file');
    writeFileSync(file, 'x');
    await storesThrough({ type: 'local', directory: file }, FAILED);
  });
});

describe('a full disk of a runner', () => {
  test('with results and no room for their layers costs one warning', async () => {
    addPlace('small', driverPlaces['copy on ext4']?.({ bytes: 100 * 1024 ** 2 }) as never);
    const a = await openRunner('small', [newCarrier('registry')]);
    const told = await buildText(a, `((from ${base}) (run (shell large)))`, { scopes });
    expect(told.result.kind).toBe('built');
    expect(told.of('warning').map(({ message }) => message)).toEqual([
      expect.stringMatching(/^not all new results are stored elsewhere: /),
    ]);
  });

  test('without room for a fetched layer costs one warning', async () => {
    const carrier = newCarrier('registry');
    const text = (last: string) => `((from ${base}) (run (shell text)) (run (shell ${last})))`;
    await buildText(await openRunner('btrfs', [carrier]), text('first'), { scopes });
    addPlace('smaller', driverPlaces['copy on ext4']?.({ bytes: 64 * 1024 ** 2 }) as never);
    const b = await openRunner('smaller', [carrier], { mayStore: false });
    // The same step takes no room here, so that the build can end.
    const small = b.scripts.get('first');
    if (small !== undefined) b.scripts.set('text', small);
    const told = await buildText(b, text('other'), { scopes });
    expect(told.result.kind).toBe('built');
    expect(told.of('warning').map(({ message }) => message)).toEqual([
      expect.stringMatching(/^its files could not be fetched, so this step is built here: /),
    ]);
    expect(b.counts.ran).toEqual(['text', 'other']);
  });
});

const TYPES = ['registry', 'local', 'gha'] as const;

describe.each(TYPES)('through %s', (type) => {
  test('two runners that store the same at once leave results that others use', async () => {
    const carrier = newCarrier(type);
    const both = await Promise.all(
      ['btrfs', 'overlayfs on ext4'].map((place) => openRunner(place, [carrier])),
    );
    const told = await Promise.all(both.map((one) => buildText(one, specTo('third'), { scopes })));
    expect(told.map(({ result }) => result.kind)).toEqual(['built', 'built']);
    expect(told.flatMap((one) => one.of('warning'))).toEqual([]);
    await expectUsable(carrier);
  });

  test('a runner that is killed during an upload leaves nothing wrong', async () => {
    const carrier = newCarrier(type);
    let isUploading = () => false;
    let used = carrier;
    if (carrier.type === 'registry') {
      const proxy = await proxied(registry.host);
      proxy.before = ({ method, path: where }) =>
        method === 'PUT' && where.includes('/manifests/') ? { hang: true } : undefined;
      isUploading = () =>
        proxy.requests.some(({ method, path: where }) => method === 'PUT' && where.includes('/manifests/'));
      used = { ...carrier, ref: carrier.ref.replace(registry.host, proxy.host) };
    } else if (carrier.type === 'local') {
      const blobs = path.join(carrier.directory, 'blobs/sha256');
      isUploading = () => existsSync(blobs) && readdirSync(blobs).length > 0;
    } else {
      let hung = false;
      gha.fault = (method) => {
        hung ||= method === 'FinalizeCacheEntryUpload';
        return method === 'FinalizeCacheEntryUpload' ? 'hang' : undefined;
      };
      isUploading = () => hung;
    }
    const { root } = placeOf('btrfs').newStore(`killed-${type}`);
    const build = { root, carrier: used, spec: specTo('third'), cacheProgram: cacheProgram() };
    const program = path.join(import.meta.dirname, '../programs/remote-build.ts');
    const child = spawn(process.execPath, [program, JSON.stringify(build)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = '';
    child.stdout.on('data', (text: Buffer) => (said += text.toString()));
    const ended = once(child, 'exit');
    while (!isUploading() && child.exitCode === null) await sleep(2);
    child.kill('SIGKILL');
    await ended;
    expect(said).toBe('');
    gha.fault = () => undefined;
    await expectUsable(carrier);
  });
});
