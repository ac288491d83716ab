import { existsSync, mkdirSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { StoreKeeper } from '../../src/contract/store.ts';
import { openStore } from '../../src/store/open.ts';
import { type Bench, buildText, exited, openBench, say, untilCancelled } from '../fakes/build.ts';
import { makePool } from '../places/btrfs-pool.ts';
import type { Pool } from '../places/loop-file-system.ts';
import { leftovers, nothingRemains } from '../places/store-leftovers.ts';

// The engine on the real store: what the fake promises must hold there too, commits that run behind the steps above all.
let pool: Pool;
let store: StoreKeeper;
let bench: Bench;
let root: string;
let next = 0;

const open = () => openStore({ driver: 'btrfs', root });

beforeAll(() => {
  pool = makePool();
});
afterAll(() => pool?.remove());
beforeEach(async () => {
  next += 1;
  root = path.join(pool.path, `store${next}`);
  mkdirSync(root);
  store = await open();
  bench = openBench(store);
});
afterEach(async () => {
  const { openDrafts } = bench.counts;
  await bench.close();
  expect(openDrafts).toBe(0);
  const { expected, ...left } = leftovers(root);
  expect(left).toEqual({ ...nothingRemains, subvolumes: expected });
});

const chain = `((from x) ${[...Array(12).keys()].map((index) => `(run (shell s${index}))`).join(' ')})`;

test('a chain on unsealed drafts is cached the second time', async () => {
  const first = await buildText(bench, chain);
  expect(first.result.kind).toBe('built');
  const rootfs = await store.view(first.report.id);
  for (const name of ['base', 's0', 's11']) expect(existsSync(path.join(rootfs, name))).toBe(true);
  const { drafts } = bench.counts;
  const second = await buildText(bench, chain);
  expect(second.report).toMatchObject({ cacheHit: true, id: first.report.id });
  expect(bench.counts.drafts).toBe(drafts);
  for (const { index } of first.report.steps) expect(second.output(index)).toBe(first.output(index));
});

test('what a nested build gave is known to the next process', async () => {
  const text =
    '((build a ((from x) (run (shell out)))) (from x) (copy (from (build a)) (src out) (dst /d/)) (run (shell last)))';
  const first = await buildText(bench, text);
  await bench.close();
  store = await open();
  bench = openBench(store);
  const second = await buildText(bench, text);
  expect(second.report).toMatchObject({ cacheHit: true, id: first.report.id });
  expect(second.of('plan')[0]?.steps.every(({ id }) => id !== undefined)).toBe(true);
  expect(bench.counts).toMatchObject({ finds: 1, acquires: 0, ran: [] });
});

test('two owners of one store with overlapping specs run each step once', async () => {
  const other = openBench(await open());
  try {
    const slow = async (request: Parameters<typeof say>[0]) => {
      say(request, 'slow\n');
      await new Promise((resolve) => setTimeout(resolve, 50));
      return exited(0);
    };
    for (const { scripts } of [bench, other]) scripts.set('common', slow);
    const text = (last: string) =>
      `((build n ((from x) (run (shell common)) (run (shell ${last})))) (from x) (run (shell common)))`;
    const [one, two] = await Promise.all([
      buildText(bench, text('a'), { maxParallel: 1 }),
      buildText(other, text('b'), { maxParallel: 1 }),
    ]);
    expect([one.result.kind, two.result.kind]).toEqual(['built', 'built']);
    expect(one.report.id).toBe(two.report.id);
    expect([...bench.counts.ran, ...other.counts.ran].sort()).toEqual(['a', 'b', 'common']);
    // One of them waits, unless it comes late.
    const logs = [one, two].map((told) => told.output(1).replace(/^Waiting for another build.*\n/, ''));
    expect(logs).toEqual(['slow\n', 'slow\n']);
    expect(other.counts.openDrafts).toBe(0);
  } finally {
    await other.close();
  }
});

test('no-cache replaces results, and what stood on them goes on', async () => {
  const first = await buildText(bench, chain);
  const again = await buildText(bench, chain, { noCache: true });
  expect(again.report.id).toBe(first.report.id);
  expect(bench.counts.ran).toHaveLength(24);
  expect((await buildText(bench, chain)).report.cacheHit).toBe(true);
});

test('slots keep the files of cancelled and failed builds', async () => {
  const cancel = new AbortController();
  bench.scripts.set('s5', (request) => {
    queueMicrotask(() => cancel.abort());
    return untilCancelled(request);
  });
  expect((await buildText(bench, chain, { signal: cancel.signal })).result.kind).toBe('cancelled');
  bench.scripts.set('fill', ({ mounts }) => {
    for (const mount of mounts) if (mount.kind === 'slot') writeFileSync(path.join(mount.source, 'kept'), '');
    return exited(1);
  });
  await buildText(bench, '((from x) (run (cache (c (target /c))) (shell fill)))');
  let kept = false;
  bench.scripts
    .set('s5', () => exited(0))
    .set('look', ({ mounts }) => {
      kept = mounts.some((mount) => mount.kind === 'slot' && existsSync(path.join(mount.source, 'kept')));
      return exited(0);
    });
  expect((await buildText(bench, chain)).result.kind).toBe('built');
  await buildText(bench, '((from x) (run (cache (c (target /c))) (shell look)))');
  expect(kept).toBe(true);
});

test('a cached build keeps its slots from being the oldest', async () => {
  const text = '((from x) (run (cache (c (target /c))) (shell fill)))';
  await buildText(bench, text);
  const slots = path.join(root, 'v1', 'slot');
  const [slot = ''] = readdirSync(slots);
  utimesSync(path.join(slots, slot), 1, 1);
  expect((await buildText(bench, text)).report.cacheHit).toBe(true);
  expect(await store.prune({ maxAge: 3600 })).toMatchObject({ slots: 0 });
  expect(statSync(path.join(slots, slot)).mtimeMs).toBeGreaterThan(Date.now() - 60_000);
});
