import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { CarrierRequest } from '../../src/contract/request.ts';
import { buildText, type Told } from '../fakes/build.ts';
import { type RegistryProxy, type Spoiled, startRegistryProxy } from '../fakes/registry-proxy.ts';
import { QUICK, QUICK_CACHE, SOON_MS, specTo } from '../places/failing-carriers.ts';
import { filesOf, scopes } from '../places/sharing-commands.ts';
import {
  closeRunners,
  directory,
  gha,
  ghaStorage,
  openRunner,
  registry,
  useGhaCache,
  useSharingRunners,
} from '../places/sharing-runners.ts';

// Carriers that fail while a build looks for results, or fetches their files.

/** Scopes in the cache of GitHub Actions, each with the same results. */
const SCOPES = ['plain', 'altered', 'truncated'];

useSharingRunners();
useGhaCache();

/** The files of a build that never heard of carriers. */
let alone: object;
const proxies: RegistryProxy[] = [];

beforeAll(async () => {
  const local = { type: 'local', directory: path.join(directory, 'whole') } as const;
  const ref = `${registry.host}/team/faults`;
  const all = [
    local,
    { type: 'registry', ref } as const,
    ...SCOPES.map((scope) => ({ type: 'gha', scope }) as const),
  ];
  const a = await openRunner('btrfs', all);
  const told = await buildText(a, specTo('other'), { scopes });
  expect([told.result.kind, told.of('warning')]).toEqual(['built', []]);
  const none = await openRunner('btrfs', [], { mayFind: false, mayStore: false });
  alone = filesOf(await none.keeper.view((await buildText(none, specTo('third'), { scopes })).report.id));
  await closeRunners();
});
afterEach(async () => {
  await closeRunners();
  for (const proxy of proxies.splice(0)) await proxy.close();
  gha.fault = () => undefined;
  gha.storage = (url) => url;
});

const LOST = /^the .* has lost its files, so this step is built here: /;
const DOWN = /^the .* is not used any more: .*; steps whose results only it has are built here(?:\. .*)?$/;
const FAILED = /^the .* is not used any more: .*; step 2 and the steps on it are built here(?:\. .*)?$/;
/** A transfer that ends early counts as the carrier's failure, or the pack counts as lost. */
const ENDED = new RegExp(`${LOST.source}|${FAILED.source}`);
const ALL = ['first', 'second', 'third'];

/** Builds a changed spec on an empty store: the build needs files of the carrier, and ends as without. */
async function readsThrough(carrier: CarrierRequest, warning: RegExp): Promise<Told> {
  const bounds = carrier.type === 'gha' ? QUICK_CACHE : QUICK;
  const b = await openRunner('btrfs', [carrier], { mayStore: false, findMs: 20_000, carrier: bounds });
  const start = performance.now();
  const told = await buildText(b, specTo('third'), { scopes });
  expect(performance.now() - start).toBeLessThan(SOON_MS);
  expect(told.result.kind).toBe('built');
  expect(told.of('warning').map(({ message }) => message)).toEqual([expect.stringMatching(warning)]);
  expect(b.counts.ran).toEqual(ALL);
  expect(filesOf(await b.keeper.view(told.report.id))).toEqual(alone);
  return told;
}

describe('a registry', () => {
  const everything: Spoiling = () => true;
  const manifests: Spoiling = ({ path: where }) => where.includes('/manifests/');
  const blobs: Spoiling = ({ path: where, method }) => method === 'GET' && where.includes('/blobs/');
  type Spoiling = (request: { readonly path: string; readonly method: string }) => boolean;

  test.each<[string, 'before' | 'after', Spoiling, Spoiled, RegExp]>([
    ['answers 401', 'before', everything, { status: 401 }, DOWN],
    ['answers 403', 'before', everything, { status: 403 }, DOWN],
    [
      'answers 429 for an hour',
      'before',
      everything,
      { status: 429, headers: { 'retry-after': '3600' } },
      DOWN,
    ],
    ['answers 500', 'before', everything, { status: 500 }, DOWN],
    ['never answers', 'before', everything, { hang: true }, DOWN],
    ['sends a byte of a record each second', 'after', manifests, { slowAfter: 1 }, DOWN],
    ['has evicted the layers since the search', 'after', blobs, { status: 404 }, LOST],
    ['answers 403 in the middle', 'after', blobs, { status: 403 }, FAILED],
    ['cuts every layer', 'after', blobs, { cutAfter: 100 }, FAILED],
    ['sends a byte of a layer each second', 'after', blobs, { slowAfter: 100 }, FAILED],
    ['sends other bytes', 'after', blobs, { bytes: Buffer.alloc(5000) }, LOST],
  ])('that %s costs one warning', async (_, when, match, answer, warning) => {
    const proxy = await startRegistryProxy(registry.host);
    proxies.push(proxy);
    proxy[when] = (request) => (match(request) ? answer : undefined);
    await readsThrough({ type: 'registry', ref: `${proxy.host}/team/faults` }, warning);
  });

  test('that refuses connections costs one warning', async () => {
    await readsThrough({ type: 'registry', ref: '127.0.0.1:1/team/faults' }, DOWN);
  });
});

describe('a directory', () => {
  let copies = 0;
  /** Returns a copy of the carrier's directory, and the files of its layers. */
  function copied() {
    copies += 1;
    const copy = path.join(directory, `copy-${copies}`);
    cpSync(path.join(directory, 'whole'), copy, { recursive: true });
    const blobs = path.join(copy, 'blobs/sha256');
    const files = readdirSync(blobs).map((name) => path.join(blobs, name));
    // Records are JSON; layers are zstd.
    const layers = files.filter((file) => readFileSync(file)[0] === 0x28);
    expect(layers.length).toBeGreaterThan(2);
    return { copy, layers };
  }

  test.each<[string, (file: string) => void]>([
    ['without its layers', (file) => rmSync(file)],
    [
      'with changed layers',
      (file) =>
        writeFileSync(
          file,
          readFileSync(file).map((byte) => byte ^ 1),
        ),
    ],
    ['with truncated layers', (file) => writeFileSync(file, readFileSync(file).subarray(0, 50))],
    [
      'with directories as layers',
      (file) => {
        rmSync(file);
        mkdirSync(file);
      },
    ],
  ])('%s costs one warning', async (_, damage) => {
    const { copy, layers } = copied();
    for (const layer of layers) damage(layer);
    await readsThrough({ type: 'local', directory: copy }, LOST);
  });

  test('that is a file costs one warning', async () => {
    const file = path.join(directory, 'file');
    writeFileSync(file, 'x');
    await readsThrough({ type: 'local', directory: file }, DOWN);
  });
});

describe('the cache of GitHub Actions', () => {
  test.each([
    ['answers 401', { status: 401 }],
    ['answers 500', { status: 500 }],
    ['never answers', 'hang'],
  ] as const)('that %s costs one warning', async (_, fault) => {
    gha.fault = () => fault;
    await readsThrough({ type: 'gha', scope: 'plain' }, DOWN);
  });

  test.each<[string, Spoiled, RegExp]>([
    ['404', { status: 404, bytes: Buffer.alloc(0) }, LOST],
    ['a cut connection', { cutAfter: 100 }, FAILED],
    ['a byte each second', { slowAfter: 100 }, FAILED],
  ])('whose storage has %s instead of a pack costs one warning', async (_, answer, warning) => {
    const proxy = await startRegistryProxy(ghaStorage());
    proxies.push(proxy);
    let reads = 0;
    gha.storage = (url) => url.replace(ghaStorage(), proxy.host);
    gha.fault = () => {
      reads += 1;
      // The first lookup is that of the records.
      if (reads > 1) proxy.after = ({ method }) => (method === 'GET' ? answer : undefined);
      return undefined;
    };
    await readsThrough({ type: 'gha', scope: 'plain' }, warning);
  });

  const isIn = (scope: string) => (key: string) => {
    const name = createHash('sha256').update(scope).digest('hex').slice(0, 16);
    return key.startsWith(`obuilder-1-${name}-p-`);
  };

  test('with a truncated pack costs one warning', async () => {
    const [key = ''] = gha.keys.filter(isIn('truncated'));
    const bytes = await gha.read(key);
    await gha.replace(key, bytes.subarray(0, bytes.length / 2));
    await readsThrough({ type: 'gha', scope: 'truncated' }, ENDED);
  });

  test('with other bytes in a pack costs one warning', async () => {
    const change = (pack: Buffer) => Buffer.from(pack.map((byte, at) => (at % 97 === 0 ? byte ^ 1 : byte)));
    await gha.changePacks(change, isIn('altered'));
    await readsThrough({ type: 'gha', scope: 'altered' }, LOST);
  });
});
