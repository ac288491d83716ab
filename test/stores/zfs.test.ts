import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { Base, Draft, Result } from '../../src/contract/results.ts';
import type { StoreKeeper } from '../../src/contract/store.ts';
import { openStore } from '../../src/store/open.ts';
import { mountsBelow } from '../places/loop-file-system.ts';
import { nothingRemains, remains } from '../places/store-leftovers.ts';
import { datasetsBelow, makeZfsPool, notedVolumes, run, type ZfsPool } from '../places/zfs-pool.ts';
import { startStoreProcess } from '../programs/store-process.ts';
import { begin, make, someMeta, usingStore } from '../suites/store-making.ts';

const MIB = 1024 ** 2;
let pool: ZfsPool;
let count = 0;
let dataset: string;
let root: string;

beforeAll(() => {
  pool = makeZfsPool();
});
afterAll(() => pool?.remove());
afterEach(() => void vi.unstubAllEnvs());
beforeEach(() => {
  count += 1;
  dataset = `${pool.name}/s${count}`;
  root = path.join(pool.path, `s${count}`);
});

const withStore = <T>(use: (store: StoreKeeper) => Promise<T> | T) =>
  usingStore(() => openStore({ driver: 'zfs', root: dataset }), use);

const everythingBelow = () => datasetsBelow(dataset, { alsoDeferred: true });

async function largeDraft(store: StoreKeeper, id: string, base?: Base): Promise<Draft> {
  const draft = await begin(store, id, base);
  writeFileSync(path.join(draft.rootfs, id), randomBytes(20 * MIB));
  return draft;
}

const makeLarge = async (store: StoreKeeper, id: string, base?: Base): Promise<Result> =>
  (await largeDraft(store, id, base)).commit(someMeta(id)).done;

test('`zfs mount -a` mounts only the dataset of a store', async () => {
  await withStore(async (store) => {
    const base = await make(store, 'base');
    await make(store, 'child', base);
    await (await store.slot('cache', { uid: 0, gid: 0 })).finish();
    await (await begin(store, 'bad', base)).keepFailed({ operation: 'bad', message: 'bad' });
    expect(readdirSync(await store.view('child')).sort()).toEqual(['base', 'child']);
  });
  expect(mountsBelow(root)).toEqual([root]);
  run('zfs', 'mount', '-a');
  expect(mountsBelow(pool.path).filter((point) => point.startsWith(root))).toEqual([root]);
  expect(datasetsBelow(dataset)).toEqual(notedVolumes(root));
});

test('the steps of a chain share a dataset, with a snapshot each', async () => {
  await withStore(async (store) => {
    let base: Base | undefined;
    const done: Promise<Result>[] = [];
    for (const id of ['a', 'b', 'c', 'd']) {
      const commit = (await begin(store, id, base)).commit(someMeta(id));
      base = commit.base;
      done.push(commit.done);
    }
    await Promise.all(done);
  });
  expect(everythingBelow()).toHaveLength(1 + 4);
});

test('a removed base vanishes from disk with its last dependent', async () => {
  await withStore(async (store) => {
    const base = await makeLarge(store, 'base');
    const left = await make(store, 'left', base);
    await make(store, 'right', base);
    await make(store, 'leaf', left);
  });
  await withStore((store) => store.delete('base'));
  await withStore((store) => store.delete('left'));
  await withStore(async (store) => {
    expect(readdirSync(await store.view('leaf')).sort()).toEqual(['base', 'leaf', 'left']);
    expect(readdirSync(await store.view('right')).sort()).toEqual(['base', 'right']);
  });
  // No dataset is there without a volume: of two there are two.
  expect(datasetsBelow(dataset)).toEqual(notedVolumes(root));
  expect(datasetsBelow(dataset)).toHaveLength(2 + 2);
  await withStore((store) => store.delete('right'));
  await withStore(async (store) => {
    await make(store, 'more', { id: 'leaf' });
    await store.clean();
    const full = (await store.usage()).usedBytes;
    expect(full).toBeGreaterThan(20 * MIB);
  });
  for (const id of ['leaf', 'more']) await withStore((store) => store.delete(id));
  expect(everythingBelow()).toEqual([]);
  await withStore(async (store) => {
    await store.clean();
    expect((await store.usage()).usedBytes).toBeLessThan(10 * MIB);
  });
});

test('a reused cache slot keeps no old snapshots', async () => {
  for (let round = 0; round < 6; round += 1) {
    await withStore(async (store) => {
      const copies = [
        await store.slot('cache', { uid: 0, gid: 0 }),
        await store.slot('cache', { uid: 0, gid: 0 }),
      ];
      for (const copy of copies) {
        writeFileSync(path.join(copy.path, `${round}`), '');
        await copy.finish();
      }
    });
  }
  expect(everythingBelow()).toHaveLength(1 + 1);
  expect(datasetsBelow(dataset)).toEqual(notedVolumes(root));
});

test('a failed step frees its changes after the last result', async () => {
  const used = async (store: StoreKeeper) => {
    await store.clean();
    return (await store.usage()).usedBytes;
  };
  await withStore(async (store) => {
    const { base, done } = (await begin(store, 'a')).commit(someMeta('a'));
    const draft = await largeDraft(store, 'b', base);
    await done;
    await draft.discard();
    expect(await used(store)).toBeLessThan(10 * MIB);
  });
  await withStore(async (store) => {
    expect(readdirSync(await store.view('a'))).toEqual([]);
    const { base, done } = (await largeDraft(store, 'c')).commit(someMeta('c'));
    await (await largeDraft(store, 'd', base)).commit(someMeta('d')).done;
    await done;
    expect(await used(store)).toBeGreaterThan(40 * MIB);
  });
  await withStore((store) => store.delete('d'));
  await withStore(async (store) => {
    const after = await used(store);
    expect(after).toBeGreaterThan(20 * MIB);
    expect(after).toBeLessThan(40 * MIB);
  });
  expect(datasetsBelow(dataset)).toEqual(notedVolumes(root));
});

test('a chain without space for its removal does not block others', async () => {
  await withStore(async (store) => {
    const kept = (await begin(store, 'kept')).commit(someMeta('kept'));
    await Promise.all([kept.done, (await begin(store, 'end', kept.base)).commit(someMeta('end')).done]);
    await make(store, 'other');
  });
  const programs = mkdtempSync(path.join(tmpdir(), 'zfs-refuses-'));
  const refuse = '[ "$1" = rollback ] && { echo "cannot rollback: out of space" >&2; exit 1; }';
  const real = execFileSync('which', ['zfs'], { encoding: 'utf8' }).trim();
  writeFileSync(path.join(programs, 'zfs'), `#!/bin/sh\n${refuse}\nexec ${real} "$@"\n`, { mode: 0o755 });
  try {
    await withStore(async (store) => {
      await store.hold(['kept']);
      vi.stubEnv('PATH', `${programs}:${process.env['PATH']}`);
      expect(await store.prune({ maxResults: 1 })).toMatchObject({ results: 2, unmet: [] });
      expect(everythingBelow()).toHaveLength(1 + 1);
      vi.unstubAllEnvs();
    });
  } finally {
    rmSync(programs, { recursive: true });
  }
  expect(remains(root)).toEqual(nothingRemains);
  expect(datasetsBelow(dataset)).toEqual(notedVolumes(root));
});

test('snapshots of other programs do not keep a removed volume', async () => {
  await withStore((store) => make(store, 'a'));
  run('zfs', 'snapshot', '-r', `${dataset}@by-the-clock`);
  await withStore((store) => store.delete('a'));
  expect(everythingBelow()).toEqual([]);
});

test('a view is read-only and shared by several processes', async () => {
  await withStore(async (store) => {
    const view = await store.view((await make(store, 'a')).id);
    expect(() => writeFileSync(path.join(view, 'a'), 'x')).toThrow(/EROFS/);
    expect(() => writeFileSync(path.join(view, 'new'), 'x')).toThrow(/EROFS/);
    await withStore(async (other) => {
      expect(readFileSync(path.join(await other.view('a'), 'a'), 'utf8')).toBe('files of a');
    });
    const third = startStoreProcess(`zfs:${dataset}`, 'hold', 'child', 'a');
    await third.line();
    await third.kill();
    expect(readFileSync(path.join(view, 'a'), 'utf8')).toBe('files of a');
  });
  await withStore(() => undefined);
  expect(remains(root)).toEqual(nothingRemains);
});

/** SQLite writes the index of its write-ahead log through a memory map only; killed, it leaves the file behind. */
const WRITE_BY_MAP = `
  const { DatabaseSync } = require('node:sqlite');
  const database = new DatabaseSync(process.argv[1]);
  database.exec('PRAGMA journal_mode = WAL; CREATE TABLE t (x); INSERT INTO t VALUES (1)');
  process.kill(process.pid, 'SIGKILL');
`;

test('a result has the writes of a memory map', async () => {
  await withStore(async (store) => {
    const map = (directory: string, id: string) => readFileSync(path.join(directory, `${id}-shm`));
    const write = (draft: Draft) => {
      expect(() =>
        execFileSync(process.execPath, ['-e', WRITE_BY_MAP, path.join(draft.rootfs, draft.id)]),
      ).toThrow();
      return map(draft.rootfs, draft.id);
    };
    const first = await begin(store, 'a');
    const written = [write(first)];
    const { base, done } = first.commit(someMeta('a'));
    const second = await begin(store, 'b', base);
    written.push(write(second));
    await Promise.all([done, second.commit(someMeta('b')).done]);
    for (const [index, id] of ['a', 'b'].entries()) {
      const expected = written[index];
      expect(expected?.some((byte) => byte !== 0)).toBe(true);
      expect(map(await store.view(id), id).equals(expected ?? Buffer.alloc(0))).toBe(true);
    }
  });
});
