import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { StoreKeeper } from '../../src/contract/store.ts';
import { openStore } from '../../src/store/open.ts';
import { makePool } from '../places/btrfs-pool.ts';
import type { Pool } from '../places/loop-file-system.ts';
import { leftovers, nothingRemains } from '../places/store-leftovers.ts';
import { killStoreProcesses, startStoreProcess } from '../programs/store-process.ts';
import { make } from '../suites/store-making.ts';
import { wholeLog } from '../suites/whole-log.ts';

const RESULTS = 60;
let pool: Pool;
let root: string;
let count = 0;
const ids = Array.from({ length: RESULTS }, (_, number) => `r${number}`);
const catalog = () => path.join(root, 'v1', 'state', 'catalog.db');

beforeAll(() => {
  pool = makePool();
});
afterAll(() => pool?.remove());
beforeEach(async () => {
  count += 1;
  root = path.join(pool.path, `s${count}`);
  mkdirSync(root);
  await withStore(async (store) => {
    const base = await make(store, 'r0');
    await Promise.all(ids.slice(1).map((id) => make(store, id, base)));
  });
});
afterEach(killStoreProcesses);

async function withStore<T>(
  use: (store: StoreKeeper) => Promise<T> | T,
  onNotice?: (text: string) => void,
): Promise<T> {
  const store = await openStore({ driver: 'btrfs', root }, { onNotice });
  try {
    return await use(store);
  } finally {
    await store.close();
  }
}

async function expectWhole(): Promise<void> {
  await withStore(async (store) => {
    expect([...store.find(ids).keys()]).toEqual(ids);
    expect(store.list()).toHaveLength(RESULTS);
    expect(store.find(['r7']).get('r7')).toMatchObject({ operation: 'make r7', outputs: { answer: '42' } });
    expect(wholeLog(store, 'r7')).toBe('log of r7\n');
    await make(store, 'more', { id: 'r3' });
  });
  const { subvolumes, expected, ...left } = leftovers(root);
  expect(left).toEqual(nothingRemains);
  expect(subvolumes).toEqual(expected);
}

function overwrite(at: number, bytes: Buffer): void {
  const file = openSync(catalog(), 'r+');
  writeSync(file, bytes, 0, bytes.length, at);
  closeSync(file);
}

const damages: Readonly<Record<string, () => void>> = {
  deleted: () => rmSync(catalog()),
  empty: () => truncateSync(catalog()),
  garbage: () => writeFileSync(catalog(), 'not a database\n'.repeat(1000)),
  'cut in half': () => truncateSync(catalog(), Math.trunc(statSync(catalog()).size / 2)),
  'overwritten after its first page': () =>
    overwrite(4096, Buffer.alloc(statSync(catalog()).size - 4096, 0xa5)),
  'of another version': () => {
    const database = new DatabaseSync(catalog());
    database.exec('PRAGMA user_version = 99');
    database.close();
  },
  'without a table': () => {
    const database = new DatabaseSync(catalog());
    database.exec('DROP TABLE result');
    database.close();
  },
  'from before a power cut': () => {
    const database = new DatabaseSync(catalog());
    database.exec(
      `UPDATE fact SET value = 'another boot'; DELETE FROM result WHERE id < 'r3'; INSERT INTO result VALUES ('ghost', NULL, '{}', 0, 0)`,
    );
    database.close();
  },
  'beside the journal of another catalog': () => {
    renameSync(catalog(), `${catalog()}-journal`);
  },
};

/** These are no loss: nothing is told of them. */
const silent = ['from before a power cut'];

test.each(Object.keys(damages))('the next opening repairs a catalog: %s', async (damage) => {
  damages[damage]?.();
  const notices: string[] = [];
  await withStore(
    (store) => store.list(),
    (text) => notices.push(text),
  );
  expect(notices).toHaveLength(silent.includes(damage) ? 0 : 1);
  for (const notice of notices)
    expect(notice).toMatch(
      new RegExp(`catalog was (missing|damaged): rebuilt from ${RESULTS} results on disk`),
    );
  await expectWhole();
});

test('a store of another format is reported and left alone', async () => {
  const other = path.join(root, 'v9', 'result', 'x');
  mkdirSync(other, { recursive: true });
  const notices: string[] = [];
  await withStore(
    (store) => store.prune({ maxResults: 0 }),
    (text) => notices.push(text),
  );
  expect(notices.join()).toContain(`${path.join(root, 'v9')} is a store of another format`);
  expect(existsSync(other)).toBe(true);
});

test('opening enters missing rows and deletes rows without files', async () => {
  const database = new DatabaseSync(catalog());
  database.exec(`DELETE FROM result WHERE id = 'r1'`);
  database.close();
  rmSync(path.join(root, 'v1', 'result', 'r2', 'meta.json'));
  await withStore(async (store) => {
    expect(await store.acquire('r1')).toMatchObject({ kind: 'result' });
    expect([...store.find(['r1', 'r2']).keys()]).toEqual(['r1']);
  });
  rmSync(catalog());
  await withStore((store) => expect([...store.find(['r1', 'r2', 'r3']).keys()]).toEqual(['r1', 'r3']));
  await withStore((store) => make(store, 'r2'));
  await expectWhole();
});

test('one of many opening processes repairs a damaged catalog', async () => {
  writeFileSync(catalog(), 'x'.repeat(100_000));
  const all = Array.from({ length: 5 }, () => startStoreProcess(root, 'find', ...ids));
  const said = await Promise.all(all.map((one) => one.line()));
  for (const { found } of said) expect(found).toEqual(ids);
  await Promise.all(all.map(({ exited }) => exited));
  await expectWhole();
});

test('a damaged lock of a dead owner does no harm', async () => {
  const owners = path.join(root, 'v1', 'state', 'owner');
  writeFileSync(
    path.join(owners, '1.dead'),
    'garbage that is no database, and long enough to be read as one'.repeat(20),
  );
  mkdirSync(path.join(root, 'v1', 'tmp', '1.dead-1', 'rootfs'), { recursive: true });
  await expectWhole();
  expect(existsSync(path.join(owners, '1.dead'))).toBe(false);
  expect(readdirSync(owners)).toEqual([]);
});

test('only root can enter the store', () => {
  expect(statSync(path.join(root, 'v1')).mode & 0o777).toBe(0o700);
  expect(statSync(root).mode & 0o777).toBe(0o700);
});
