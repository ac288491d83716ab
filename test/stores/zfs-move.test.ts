import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStore } from '../../src/store/open.ts';
import { nothingRemains, remains } from '../places/store-leftovers.ts';
import { makeZfsPool, run, type ZfsPool } from '../places/zfs-pool.ts';
import { make } from '../suites/store-making.ts';

let pool: ZfsPool;

beforeAll(() => {
  pool = makeZfsPool();
});
afterAll(() => pool?.remove());

// The recipe of docs/stores.md.
test('a store that zfs send moved continues in its new dataset', async () => {
  const [from, to] = [`${pool.name}/store`, `${pool.name}/moved`];
  const old = await openStore({ driver: 'zfs', root: from });
  await make(old, 'first');
  await make(old, 'second', { id: 'first' });
  await make(old, 'branch', { id: 'first' });
  await old.close();
  run('zfs', 'snapshot', '-r', `${from}@move`);
  const stream = execFileSync('zfs', ['send', '-R', `${from}@move`], { maxBuffer: 1 << 30 });
  const { status, stderr } = spawnSync('zfs', ['receive', '-u', to], { input: stream, encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  run('zfs', 'destroy', '-r', `${to}@move`);
  // All files of results are in the volumes. zfs-fuse is busy with the file system of the store itself for a while.
  run('zfs', 'destroy', '-r', `${from}/volume`);
  const store = await openStore({ driver: 'zfs', root: to });
  expect([...store.find(['first', 'second', 'branch']).keys()]).toEqual(['first', 'second', 'branch']);
  expect(readdirSync(await store.view('second')).sort()).toEqual(['first', 'second']);
  await make(store, 'third', { id: 'branch' });
  expect(readdirSync(await store.view('third')).sort()).toEqual(['branch', 'first', 'third']);
  await store.delete('third');
  await store.close();
  expect(remains(path.join(pool.path, 'moved'))).toEqual(nothingRemains);
});
