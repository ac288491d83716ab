import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { CarrierReport } from '../../src/contract/events.ts';
import type { CarrierRequest } from '../../src/contract/request.ts';
import { buildText, exited, say, scopesNamed, type Told } from '../fakes/build.ts';
import { makeBusyboxRoot } from '../places/busybox-root.ts';
import { type DriverPlace, driverPlaces } from '../places/driver-places.ts';
import { startRegistry, type TestRegistry } from '../places/registry.ts';
import { openRemoteRunner, type RemoteRunner } from '../places/remote-runner.ts';
import { wholeTree } from '../samples/whole-tree.ts';

// A build on a machine, its results in a carrier, the same build on a machine with another kind of store.
const scopes = { ...scopesNamed('main'), maySharedWrite: true };
const directory = mkdtempSync(path.join(tmpdir(), 'remote-builds-'));
const open: RemoteRunner[] = [];
let registry: TestRegistry;
let base: string;
const places = new Map<string, DriverPlace>();

const placeOf = (name: string): DriverPlace => {
  const make = driverPlaces[name];
  if (make === undefined) throw new Error(`there is no place ${name}`);
  const place = places.get(name) ?? make();
  places.set(name, place);
  return place;
};

beforeAll(async () => {
  registry = await startRegistry();
  base = await registry.pushRoot(makeBusyboxRoot(path.join(directory, 'base')), 'team/base:1');
});
afterAll(async () => {
  await registry?.close();
  for (const place of places.values()) place.remove();
  rmSync(directory, { recursive: true, force: true });
});
afterEach(async () => {
  for (const runner of open.splice(0)) {
    const { openDrafts } = runner.counts;
    await runner.close();
    expect(openDrafts).toBe(0);
  }
});

/** Makes files of every kind, so that a layer that loses an aspect shows. */
const ASPECTS = `
  mkdir -m 1770 dir && chown 12:34 dir
  head -c 1000000 /dev/urandom > dir/random
  printf x > one && ln one dir/two && ln -s ../one dir/link
  truncate -s 5000000 sparse && chmod 4751 sparse
  setfattr -n user.a -v b one 2>/dev/null || true
  rm -rf home && touch -d '1999-12-31 23:59:59.123456789' one
`;
const CHANGES = `
  rm dir/two && mkdir home && printf y > home/new
  rm -r dir && mkdir dir && printf z > dir/random
`;

async function runner(place: string, carriers: readonly CarrierRequest[]): Promise<RemoteRunner> {
  const one = await openRemoteRunner(placeOf(place), carriers);
  open.push(one);
  const shell = (script: string) => (request: { readonly rootfs: string } & Parameters<typeof say>[0]) => {
    execFileSync('/bin/bash', ['-ec', script], { cwd: request.rootfs });
    say(request, 'log of the step\n');
    return exited(0, 'answer=42\n');
  };
  one.scripts
    .set('aspects', shell(ASPECTS))
    .set('changes', shell(CHANGES))
    .set('other', shell('echo > other'));
  return one;
}

const spec = () =>
  `((build n ((from ${base}) (run (shell aspects)))) (from ${base}) (run (shell aspects)) (run (shell changes)) (copy (from (build n)) (src sparse) (dst /copied)))`;
const outcomes = (told: Told) => told.outcomes.map((text) => text.split(': ').at(-1));
const carrierOf = (told: Told): CarrierReport => {
  const [report] = told.of('carriers').at(-1)?.carriers ?? [];
  if (report === undefined) throw new Error('no carrier was asked');
  return report;
};

/** zfs-fuse keeps whole seconds of times that a program sets. */
const isCoarse = (name: string) => placeOf(name).hasNoAttributes === true;
function treeOf(root: string, isCoarse: boolean): object {
  const tree = Object.entries(wholeTree(root));
  const cut = (time = '') => time.slice(0, -9);
  const coarse = tree.map(([name, aspects]) => [
    name,
    { ...aspects, attributes: '', time: cut(aspects['time']) },
  ]);
  return Object.fromEntries(isCoarse ? coarse : tree);
}

let carriers = 0;
const newCarrier = (type: string): CarrierRequest => {
  carriers += 1;
  if (type === 'local') return { type, directory: path.join(directory, `cache-${carriers}`) };
  return { type: 'registry', ref: `${registry.host}/team/cache-${carriers}` };
};

describe.each([
  ['btrfs', 'zfs', 'registry'],
  ['btrfs', 'overlayfs on ext4', 'local'],
  ['btrfs', 'copy on xfs', 'registry'],
  ['zfs', 'btrfs', 'local'],
  ['overlayfs on ext4', 'copy on xfs', 'local'],
  ['copy on xfs', 'btrfs', 'registry'],
])('results from %s to %s by %s', (here, there, type) => {
  test('every step is cached without its files, and a changed step builds on equal files', async () => {
    const carrier = newCarrier(type);
    const a = await runner(here, [carrier]);
    const first = await buildText(a, spec(), { scopes });
    expect(first.result.kind).toBe('built');
    expect(first.of('warning')).toEqual([]);
    const b = await runner(there, [carrier]);
    const known = await buildText(b, spec(), { scopes });
    expect(outcomes(known)).toEqual(Array(6).fill('cached'));
    expect(known.report).toMatchObject({ id: first.report.id, outputs: { answer: '42' } });
    expect(known.output(1)).toBe('log of the step\n');
    expect(b.counts).toMatchObject({ ran: [], drafts: 0 });
    expect(b.keeper.list()).toEqual([]);
    expect(carrierOf(known)).toMatchObject({ found: 6, fetched: 0, stored: 0, sentBytes: 0 });
    expect(carrierOf(known).receivedBytes).toBeLessThan(100_000);
    const changed = spec().replace('(copy', '(run (shell other)) (copy');
    const built = await buildText(b, changed, { scopes });
    expect(built.of('warning')).toEqual([]);
    expect(b.counts.ran).toEqual(['other']);
    const step = built.report.steps.find(({ operation }) => operation.includes('changes'))?.id ?? '';
    const [left, right] = [await a.keeper.view(step), await b.keeper.view(step)];
    const coarse = isCoarse(here) || isCoarse(there);
    expect(treeOf(right, coarse)).toEqual(treeOf(left, coarse));
    const back = await buildText(a, changed, { scopes });
    expect(back.report).toMatchObject({ id: built.report.id, cacheHit: true });
  }, 120_000);
});

test('a build with everything in the store sends no request', async () => {
  const carrier = newCarrier('registry');
  const one = await runner('btrfs', [carrier]);
  await buildText(one, spec(), { scopes });
  await registry.stop();
  try {
    const told = await buildText(one, spec().replaceAll(base, `${base}`), { scopes, pull: 'missing' });
    expect(told.report.cacheHit).toBe(true);
    expect([told.of('carriers'), told.of('warning')]).toEqual([[], []]);
  } finally {
    await registry.start();
  }
});

test('a registry that goes away costs one warning', async () => {
  const carrier = newCarrier('registry');
  const a = await runner('btrfs', [carrier]);
  await buildText(a, spec(), { scopes });
  const b = await runner('btrfs', [{ type: 'registry', ref: '127.0.0.1:1/team/cache' }]);
  const told = await buildText(b, spec(), { scopes });
  expect(told.result.kind).toBe('built');
  expect(told.of('warning').map(({ message }) => message)).toEqual([
    expect.stringMatching(/^the registry 127\.0\.0\.1:1\/team\/cache is not used any more: .*ECONNREFUSED/),
  ]);
});

test('two processes that fetch the same results share the work', async () => {
  const carrier = newCarrier('local');
  const a = await runner('btrfs', [carrier]);
  await buildText(a, spec(), { scopes });
  const place = placeOf('btrfs');
  const b = await openRemoteRunner(place, [carrier]);
  open.push(b);
  b.scripts.set('other', (request) => {
    say(request, '');
    return exited(0);
  });
  const changed = (name: string) => spec().replace('(copy', `(run (shell ${name})) (copy`);
  const told = await Promise.all([
    buildText(b, changed('other'), { scopes }),
    buildText(b, changed('another'), { scopes }),
  ]);
  expect(told.map(({ result }) => result.kind)).toEqual(['built', 'built']);
  expect(told.flatMap((one) => one.of('warning'))).toEqual([]);
  const fetched = told.map((one) => carrierOf(one).fetched);
  expect(Math.max(...fetched) + Math.min(...fetched)).toBeGreaterThan(0);
});
