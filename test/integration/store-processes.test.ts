import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { StoreKeeper } from '../../src/contract/store.ts';
import { openStore } from '../../src/store/open.ts';
import { makePool } from '../places/btrfs-pool.ts';
import { mountsBelow, type Pool } from '../places/loop-file-system.ts';
import { leftovers, nothingRemains } from '../places/store-leftovers.ts';
import { killStoreProcesses, startStoreProcess } from '../programs/store-process.ts';
import { begin, make, sleep, someMeta, until, usingStore } from '../suites/store-making.ts';

let pool: Pool;
let root: string;
let count = 0;

beforeAll(() => {
  pool = makePool();
});
afterAll(() => pool?.remove());
beforeEach(() => {
  count += 1;
  root = path.join(pool.path, `s${count}`);
  mkdirSync(root);
});
afterEach(killStoreProcesses);

const open = () => openStore({ driver: 'btrfs', root });
const withStore = <T>(use: (store: StoreKeeper) => Promise<T> | T) => usingStore(open, use);

function expectNothingLeft(): void {
  const { subvolumes, expected, ...left } = leftovers(root);
  expect(left).toEqual(nothingRemains);
  // A step may make subvolumes of its own, and keep them in its result.
  expect(subvolumes.filter((one) => one !== 'v1/result/replaced/rootfs/nested')).toEqual(expected);
}

describe('killed processes', () => {
  test.each(Array.from({ length: 14 }, (_, round) => round))(
    'kill -9 at a random moment, round %i',
    async (round) => {
      const workers = Array.from({ length: 1 + (round % 2) }, () => startStoreProcess(root, 'churn'));
      await Promise.all(workers.map((worker) => worker.line()));
      await sleep(Math.random() * 400);
      await Promise.all(workers.map((worker) => worker.kill()));
      await withStore(async (store) => {
        const results = store.list();
        expect(results.length).toBeGreaterThan(0);
        for (const result of results) {
          expect(
            existsSync(
              path.join(await store.view(result.id), result.operation === 'replaced' ? 'nested' : result.id),
            ),
          ).toBe(true);
          expect(store.readLog(result.id)).toBeDefined();
        }
        await make(store, 'after', results[0]);
      });
      expectNothingLeft();
    },
  );

  test('repair after a dead process spares the holds of live processes', async () => {
    const live = startStoreProcess(root, 'hold', 'live');
    const dead = startStoreProcess(root, 'hold', 'dead');
    const { holding } = await live.line();
    const { holding: gone } = await dead.line();
    await dead.kill();
    await withStore(async (store) => {
      expect(existsSync(String(gone))).toBe(false);
      expect(existsSync(String(holding))).toBe(true);
      expect(mountsBelow(root)).toHaveLength(1);
      await (await begin(store, 'dead')).discard();
    });
    expect(existsSync(String(holding))).toBe(true);
    await live.kill();
    await withStore(() => undefined);
    expectNothingLeft();
  });

  test('exactly one waiter takes over from a dead process', async () => {
    const dead = startStoreProcess(root, 'hold', 'a');
    await dead.line();
    const first = await open();
    const second = await open();
    let seen = '';
    const waiting = [first, second].map((store) => store.acquire('a', { onLog: (text) => (seen += text) }));
    await until(() => seen === 'held so far\nheld so far\n');
    await dead.kill();
    const winner = await Promise.race(waiting);
    if (winner.kind !== 'lease') throw new Error('nobody built it');
    await (await winner.lease.begin()).commit(someMeta('a')).done;
    expect((await Promise.all(waiting)).map(({ kind }) => kind).sort()).toEqual(['lease', 'result']);
    await Promise.all([first.close(), second.close()]);
    expectNothingLeft();
  });

  test('only a live process protects the base of its draft', async () => {
    await withStore((store) => make(store, 'base'));
    const holder = startStoreProcess(root, 'hold', 'child', 'base');
    await holder.line();
    await withStore(async (store) => {
      await expect(store.delete('base')).rejects.toMatchObject({ code: 'result-in-use' });
      await holder.kill();
      await store.delete('base');
    });
    expectNothingLeft();
  });
});

describe('processes at the same time', () => {
  test('two processes build one id once', async () => {
    for (const id of ['a', 'b', 'c']) {
      const both = [1, 2].map(() => startStoreProcess(root, 'build', id, '60'));
      const said = await Promise.all(both.map((one) => one.line()));
      expect(said.map(({ built }) => built).sort()).toEqual([false, true]);
      expect(await Promise.all(both.map(({ exited }) => exited))).toEqual([0, 0]);
    }
    expectNothingLeft();
  });

  test('six processes build each id once, in any order', async () => {
    const ids = Array.from({ length: 12 }, (_, number) => `id${number}`);
    const all = Array.from({ length: 6 }, () => startStoreProcess(root, 'many', ...ids));
    const said = await Promise.all(all.map((one) => one.line()));
    expect(said.flatMap(({ built }) => built as string[]).sort()).toEqual([...ids].sort());
    await Promise.all(all.map(({ exited }) => exited));
    expectNothingLeft();
  });

  test('another process sees a new result at once', async () => {
    await withStore(async (store) => {
      await make(store, 'a');
      expect((await startStoreProcess(root, 'find', 'a', 'b').line())['found']).toEqual(['a']);
    });
  });
});
