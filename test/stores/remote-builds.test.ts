import { statSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { buildText, exited } from '../fakes/build.ts';
import type { RemoteRunner } from '../places/remote-runner.ts';
import { scopes } from '../places/sharing-commands.ts';
import {
  base,
  carrierOf,
  closeRunners,
  keptBy,
  newCarrier,
  openRunner,
  outcomesOf,
  registry,
  useSharingRunners,
} from '../places/sharing-runners.ts';
import { wholeTree } from '../samples/whole-tree.ts';

// A build on a machine, its results in a carrier, the same build on a machine with another kind of store.
useSharingRunners();
afterEach(() => closeRunners());

const spec = () =>
  `((build n ((from ${base}) (run (shell aspects)))) (from ${base}) (run (shell aspects)) (run (shell changes)) (copy (from (build n)) (src sparse) (dst /copied)))`;

describe.each([
  ['btrfs', 'zfs', 'registry'],
  ['copy on xfs', 'btrfs', 'local'],
] as const)('results from %s to %s by %s', (here, there, type) => {
  test('a changed step builds on equal files, and comes back', async () => {
    const carrier = newCarrier(type);
    const a = await openRunner(here, [carrier]);
    const first = await buildText(a, spec(), { scopes });
    expect([first.result.kind, first.of('warning')]).toEqual(['built', []]);
    const b = await openRunner(there, [carrier]);
    const known = await buildText(b, spec(), { scopes });
    expect(outcomesOf(known)).toEqual(Array(6).fill('cached'));
    expect(known.report).toMatchObject({ id: first.report.id, outputs: { answer: '42' } });
    expect([b.counts.ran, b.keeper.list()]).toEqual([[], []]);
    const changed = spec().replace('(copy', '(run (shell other)) (copy');
    const built = await buildText(b, changed, { scopes });
    expect(built.of('warning')).toEqual([]);
    expect(b.counts.ran).toEqual(['other']);
    const step = built.report.steps.find(({ operation }) => operation.includes('changes'))?.id ?? '';
    const [left, right] = [await a.keeper.view(step), await b.keeper.view(step)];
    expect(wholeTree(right)).toEqual(keptBy(there, wholeTree(left)));
    const back = await buildText(a, changed, { scopes });
    expect(back.report).toMatchObject({ id: built.report.id, cacheHit: true });
  }, 120_000);
});

test('a mounted build on a carrier is fetched for a changed command only', async () => {
  const carrier = newCarrier('registry');
  const mounting = (command: string) =>
    `((build n ((from ${base}) (run (shell aspects)))) (from ${base})
      (run (mount (from (build n)) (src dir) (target /m)) (shell ${command})))`;
  const shown = (one: RemoteRunner, name: string) =>
    one.scripts.set(name, ({ mounts }) => {
      const [mount] = mounts;
      if (mount?.kind !== 'files') throw new Error('no files are shown');
      expect(statSync(path.join(mount.root, mount.path, 'random')).size).toBe(1_000_000);
      return exited(0);
    });
  const a = await openRunner('btrfs', [carrier]);
  shown(a, 'use');
  const first = await buildText(a, mounting('use'), { scopes });
  expect(first.result.kind).toBe('built');
  const b = await openRunner('overlayfs on ext4', [carrier]);
  shown(b, 'use other');
  const known = await buildText(b, mounting('use'), { scopes });
  expect(known.report).toMatchObject({ id: first.report.id, cacheHit: true });
  expect(carrierOf(known)).toMatchObject({ found: 4, fetched: 0 });
  const changed = await buildText(b, mounting('"use other"'), { scopes });
  expect(changed.of('warning')).toEqual([]);
  expect(changed.result.kind).toBe('built');
  expect(b.counts.ran).toEqual(['use other']);
}, 120_000);

test('a build with everything in the store sends no request', async () => {
  const carrier = newCarrier('registry');
  const one = await openRunner('btrfs', [carrier]);
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
  const a = await openRunner('btrfs', [carrier]);
  await buildText(a, spec(), { scopes });
  const b = await openRunner('btrfs', [{ type: 'registry', ref: '127.0.0.1:1/team/cache' }]);
  const told = await buildText(b, spec(), { scopes });
  expect(told.result.kind).toBe('built');
  expect(told.of('warning').map(({ message }) => message)).toEqual([
    expect.stringMatching(/^the registry 127\.0\.0\.1:1\/team\/cache is not used any more: .*ECONNREFUSED/),
  ]);
});

test('two processes that fetch the same results share the work', async () => {
  const carrier = newCarrier('local');
  const a = await openRunner('btrfs', [carrier]);
  await buildText(a, spec(), { scopes });
  const b = await openRunner('btrfs', [carrier]);
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
