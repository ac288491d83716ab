import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { StoreKeeper } from '../../src/contract/store.ts';
import { asObuilderError, type ErrorCode } from '../../src/errors.ts';
import { openStore } from '../../src/store/open.ts';
import { drivers } from '../../src/volume/drivers.ts';
import { makePool } from '../places/btrfs-pool.ts';
import type { Pool } from '../places/loop-file-system.ts';
import { leftovers, nothingRemains, remains } from '../places/store-leftovers.ts';
import { unmount } from '../places/unmount.ts';
import { begin, make, someMeta } from '../suites/store-making.ts';
import { wholeLog } from '../suites/whole-log.ts';

const MIB = 1024 ** 2;
let pool: Pool;

beforeEach(() => {
  pool = makePool({ bytes: 128 * MIB });
});
afterEach(() => {
  vi.restoreAllMocks();
  pool?.remove();
});

const open = () => openStore({ driver: 'btrfs', root: pool.path });

/** Fills the file system to the last block that it gives. */
function fill(directory: string): void {
  for (const size of [MIB, 4096, 1]) {
    for (let number = 0; ; number += 1) {
      try {
        writeFileSync(path.join(directory, `fill-${size}-${number}`), Buffer.alloc(size, number));
      } catch {
        break;
      }
      if (size === 1 && number > 2000) break;
    }
  }
}

async function codesWhileFull(store: StoreKeeper): Promise<Set<ErrorCode | 'ok'>> {
  const codes = new Set<ErrorCode | 'ok'>();
  const attempt = async (work: () => Promise<unknown>) => {
    try {
      await work();
      codes.add('ok');
    } catch (error) {
      const { code, hint } = asObuilderError(error);
      codes.add(code);
      if (code === 'store-full') expect(hint).toMatch(/store-size|Delete/);
    }
  };
  for (let number = 0; number < 5; number += 1) {
    await attempt(async () => {
      const draft = await begin(store, `full-${number}`, { id: 'base' });
      draft.log('x'.repeat(MIB));
      return draft.commit(someMeta('full')).done;
    });
    await attempt(async () => (await store.slot(`slot-${number}`, { uid: 0, gid: 0 })).finish());
    await attempt(async () => store.memo.remember('stat', `${number}`, 'x'.repeat(MIB)));
  }
  return codes;
}

test('a full disk is an error, and freed space is enough', async () => {
  const store = await open();
  await make(store, 'base');
  const draft = await begin(store, 'filler');
  fill(draft.rootfs);
  draft.log('x'.repeat(8 * MIB));
  await expect(draft.commit(someMeta('filler')).done).rejects.toMatchObject({ code: 'store-full' });
  const codes = await codesWhileFull(store);
  expect([...codes].filter((code) => code !== 'ok' && code !== 'store-full')).toEqual([]);
  expect(codes).toContain('store-full');
  await store.clean();
  await make(store, 'after', { id: 'base' });
  await store.close();
  const again = await open();
  expect(again.find(['base', 'after']).size).toBe(2);
  expect(again.find(['filler']).size).toBe(0);
  await again.close();
  const { subvolumes, expected, ...left } = leftovers(pool.path);
  expect(left).toEqual(nothingRemains);
  expect(subvolumes).toEqual(expected);
});

test('a full store can be opened, read and pruned', async () => {
  const first = await open();
  await make(first, 'base');
  const draft = await begin(first, 'large');
  for (let number = 0; number < 40; number += 1)
    writeFileSync(path.join(draft.rootfs, `${number}`), Buffer.alloc(MIB, number));
  await draft.commit(someMeta('large')).done;
  await first.close();
  fill(pool.path);
  const store = await open();
  expect(store.find(['base', 'large']).size).toBe(2);
  expect(wholeLog(store, 'base')).toBe('log of base\n');
  try {
    await store.delete('large');
  } catch (error) {
    expect(asObuilderError(error).code).toBe('store-full');
  }
  await store.close();
  expect(existsSync(pool.path)).toBe(true);
  expect(readdirSync(pool.path)).toContain('v1');
});

test('evicting unused results frees a disk full to the last block', async () => {
  const first = await open();
  for (const id of ['a', 'b', 'c']) {
    const draft = await begin(first, id);
    writeFileSync(path.join(draft.rootfs, 'large'), randomBytes(8 * MIB));
    await draft.commit(someMeta(id)).done;
  }
  await first.close();
  fill(pool.path);
  const notices: string[] = [];
  const store = await openStore(
    { driver: 'btrfs', root: pool.path },
    { onNotice: (text) => notices.push(text) },
  );
  await make(store, 'fits', await make(store, 'base'));
  await (await store.slot('cache', { uid: 0, gid: 0 })).finish();
  await store.close();
  expect(notices.join()).toMatch(
    /^Low on space: evicted \d+ unused results? .*; the free space has grown by \d+ MB/m,
  );
  const again = await open();
  expect(again.find(['base', 'fits']).size).toBe(2);
  await again.close();
  const { subvolumes, expected, ...left } = leftovers(pool.path);
  expect(left).toEqual(nothingRemains);
  expect(subvolumes).toEqual(expected);
});

test('the commit of a step waits for space freed by other builds', async () => {
  const store = await open();
  const base = await make(store, 'base');
  await store.hold(['base']);
  const draft = await begin(store, 'done', base);
  const ballast = path.join(pool.path, 'ballast');
  mkdirSync(ballast);
  fill(ballast);
  draft.log('x'.repeat(MIB));
  const { done } = draft.commit(someMeta('done'));
  setTimeout(() => rmSync(ballast, { recursive: true }), 700);
  await done;
  expect(store.find(['done']).size).toBe(1);
  await store.close();
});

test.each(['closed', 'opened again'])(
  'a full catalog gets its missing result when it is %s',
  async (when) => {
    const first = await open();
    const base = await make(first, 'base');
    const draft = await begin(first, 'placed', base);
    const placed = path.join(pool.path, 'v1/result/placed');
    const full = Object.assign(new Error('database or disk is full'), {
      code: 'ERR_SQLITE_ERROR',
      errcode: 13,
    });
    const exec = DatabaseSync.prototype.exec;
    const spy = vi.spyOn(DatabaseSync.prototype, 'exec').mockImplementation(function (
      this: DatabaseSync,
      sql,
    ) {
      if (sql === 'COMMIT' && existsSync(placed)) throw full;
      exec.call(this, sql);
    });
    await expect(draft.commit(someMeta('placed')).done).rejects.toThrow('database or disk is full');
    if (when === 'closed') spy.mockRestore();
    await first.close();
    spy.mockRestore();
    if (when === 'closed') expect(remains(pool.path)).toEqual(nothingRemains);
    const again = await open();
    expect(again.list().map(({ id }) => id)).toContain('placed');
    await again.close();
    expect(remains(pool.path)).toEqual(nothingRemains);
  },
);

/** Stores opened from here on find no space to remove anything so many times. */
function refuseRemoving(times: number): void {
  const { open: openDriver } = drivers.btrfs;
  const noSpace = Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
  let refusals = 0;
  vi.spyOn(drivers.btrfs, 'open').mockImplementation(async (root) => {
    const opened = await openDriver(root);
    const remove = async (volumes: readonly string[]) => {
      refusals += 1;
      if (refusals <= times) throw noSpace;
      await opened.driver.remove(volumes);
    };
    return { ...opened, driver: { ...opened.driver, remove } };
  });
}

/** Makes results, then prunes to one of them in a store that refuses so many removals; gives how many went. */
async function pruneThoughRefused(results: number, refusals: number): Promise<number> {
  const first = await open();
  for (let number = 0; number < results; number += 1) await make(first, `result-${number}`);
  await first.close();
  refuseRemoving(refusals);
  const store = await open();
  const report = await store.prune({ maxResults: 1 });
  await store.close();
  vi.restoreAllMocks();
  await (await open()).close();
  const { subvolumes, expected, ...left } = leftovers(pool.path);
  expect(left).toEqual(nothingRemains);
  expect(subvolumes).toEqual(expected);
  return report.results;
}

test('pruning goes on after a first deletion without space', async () => {
  expect(await pruneThoughRefused(5, 2)).toBe(4);
});

test('pruning stops, with results left, if no deletion finds space', async () => {
  expect(await pruneThoughRefused(12, Number.POSITIVE_INFINITY)).toBe(1 + 2 + 4);
});

test.each(['btrfs', 'copy'] as const)(
  '%s: eviction goes on when one result cannot be moved',
  async (driver) => {
    const notices: string[] = [];
    const place = { driver, root: path.join(pool.path, driver) };
    const first = await openStore(place);
    for (const id of ['a', 'b', 'c']) await make(first, id);
    await first.close();
    const store = await openStore(place, { onNotice: (text) => notices.push(text) });
    const directory = path.dirname(store.find(['b']).get('b')?.logPath ?? '');
    // The kernel renames no mount point.
    execFileSync('mount', ['--bind', directory, directory]);
    try {
      const report = await store.prune({ maxResults: 0 });
      expect(report).toMatchObject({ results: 2, inUse: 1, unmet: ['maxResults'] });
      expect(notices).toEqual([expect.stringMatching(/^Could not evict a result yet: EBUSY/)]);
      await expect(store.delete('b')).rejects.toThrow('EBUSY');
      expect(store.list().map(({ id }) => id)).toEqual(['b']);
    } finally {
      unmount(directory);
    }
    expect(await store.prune({ maxResults: 0 })).toMatchObject({ results: 1, inUse: 0, unmet: [] });
    await store.close();
  },
);

test('eviction goes on when one result cannot be removed', async () => {
  const notices: string[] = [];
  const first = await open();
  const draft = await begin(first, 'a');
  execFileSync('chattr', ['+i', draft.rootfs]);
  await draft.commit(someMeta('a')).done;
  for (const id of ['b', 'c']) await make(first, id);
  await first.close();
  const store = await openStore(
    { driver: 'btrfs', root: pool.path },
    { onNotice: (text) => notices.push(text) },
  );
  expect(await store.prune({ maxResults: 0 })).toMatchObject({ results: 3, unmet: [] });
  expect(notices[0]).toMatch(/^Could not remove an evicted result yet: /);
  expect(store.list()).toEqual([]);
  await store.close();
});
