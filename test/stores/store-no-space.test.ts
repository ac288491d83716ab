import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, statfsSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { diskFull, spaceAt } from '../../src/files/full-disk.ts';
import { openStore } from '../../src/store/open.ts';
import { drivers, type StorePlace } from '../../src/volume/drivers.ts';
import { asStoreError } from '../../src/volume/fault.ts';
import { makeLoopFileSystem } from '../places/loop-file-system.ts';
import { unmount } from '../places/unmount.ts';
import { makeZfsPool } from '../places/zfs-pool.ts';
import { begin, make, someMeta } from '../suites/store-making.ts';

const MIB = 1024 ** 2;

interface FullPlace {
  readonly store: StorePlace;
  /** Where others use up the space. */
  readonly others: string;
  /** What uses the space up, one after the other. */
  readonly fillers: readonly Filler[];
  readonly remove: () => void;
}

/** Makes a file that takes some space. */
type Filler = (file: string) => void;

const bytes =
  (size: number): Filler =>
  (file) =>
    writeFileSync(file, randomBytes(size));
const EMPTY = [bytes(0)];
const EVERY_SIZE = [bytes(MIB), bytes(4096), bytes(1500), ...EMPTY];
/** A long target of a link is metadata of btrfs: a few thousand links use the metadata up, instead of 75,000 empty files. */
const EVERY_KIND = [
  ...EVERY_SIZE.slice(0, -1),
  (file: string) => symlinkSync('x'.repeat(3900), file),
  ...EMPTY,
];

const ext4 = (driver: 'overlayfs' | 'copy', fillers: readonly Filler[]) => (): FullPlace => {
  const { path: root, remove } = makeLoopFileSystem('ext4', { bytes: 256 * MIB, options: ['-N', '4000'] });
  return { store: { driver, root: `${root}/store` }, others: `${root}/others`, fillers, remove };
};

const places: Readonly<Record<string, () => FullPlace>> = {
  'overlayfs on ext4 without inodes': ext4('overlayfs', EMPTY),
  'overlayfs on ext4 without bytes': ext4('overlayfs', EVERY_SIZE),
  'copy on ext4 without inodes': ext4('copy', EMPTY),
  'copy on ext4 without bytes': ext4('copy', EVERY_SIZE),
  'btrfs that is full': () => {
    const { path: root, remove } = makeLoopFileSystem('btrfs', { bytes: 128 * MIB });
    return {
      store: { driver: 'btrfs', root: `${root}/store` },
      others: `${root}/others`,
      fillers: EVERY_KIND,
      remove,
    };
  },
  'zfs that is full': () => {
    const pool = makeZfsPool({ bytes: 160 * MIB });
    return {
      store: { driver: 'zfs', root: pool.name },
      others: `${pool.path}/others`,
      fillers: EVERY_SIZE,
      remove: pool.remove,
    };
  },
};

let cleanUps: (() => void)[] = [];
afterEach(() => {
  for (const cleanUp of cleanUps.reverse()) cleanUp();
  cleanUps = [];
});

function makePlace(name: string): FullPlace {
  const place = places[name]?.();
  if (place === undefined) throw new Error(`no place ${name}`);
  cleanUps.push(place.remove);
  return place;
}

/** Takes bytes and inodes until not even an empty file can be made. */
function useUp(directory: string, fillers: readonly Filler[]): void {
  mkdirSync(directory);
  for (const [kind, fill] of fillers.entries()) {
    for (let number = 0; number < 200_000; number += 1) {
      try {
        fill(path.join(directory, `${kind}-${number}`));
      } catch {
        break;
      }
    }
  }
}

async function fillStore({ store: place, others, fillers }: FullPlace): Promise<void> {
  const store = await openStore(place, { limits: { minFree: { bytes: 0 } } });
  for (const id of ['a', 'b', 'c']) {
    const draft = await begin(store, id);
    for (let file = 0; file < 20; file += 1)
      writeFileSync(path.join(draft.rootfs, `${file}`), randomBytes(MIB / 4));
    await draft.commit(someMeta(id)).done;
  }
  const slot = await store.slot('cache', { uid: 0, gid: 0 });
  writeFileSync(path.join(slot.path, 'file'), randomBytes(MIB));
  await slot.finish();
  await store.close();
  useUp(others, fillers);
}

test.each(Object.keys(places))('%s: pruning evicts everything without space and inodes', async (name) => {
  const place = makePlace(name);
  await fillStore(place);
  const store = await openStore(place.store, { limits: { minFree: { bytes: 0 } } });
  const report = await store.prune({ maxResults: 0, maxAge: -60 });
  expect(report).toMatchObject({ results: 3, slots: 1, unmet: [] });
  expect(store.list()).toEqual([]);
  rmSync(place.others, { recursive: true });
  await store.clean();
  await make(store, 'next');
  await store.close();
  const again = await openStore(place.store);
  expect(again.list().map(({ id }) => id)).toEqual(['next']);
  expect(await again.usage()).toMatchObject({ results: 1, slots: 0 });
  await again.close();
});

test.each(Object.keys(places))('%s: a result can be deleted by its id', async (name) => {
  const place = makePlace(name);
  await fillStore(place);
  const store = await openStore(place.store, { limits: { minFree: { bytes: 0 } } });
  await store.delete('b');
  await store.clean();
  expect([...store.find(['a', 'b', 'c']).keys()]).toEqual(['a', 'c']);
  await store.close();
});

test.each(['overlayfs on ext4 without inodes', 'copy on ext4 without inodes'])(
  '%s: a floor of free space is one of inodes too',
  async (name) => {
    const place = makePlace(name);
    await fillStore(place);
    const store = await openStore(place.store, { limits: { minFree: { bytes: 0 } } });
    expect(await store.usage()).toMatchObject({ totalInodes: statfsSync(place.others).files, freeInodes: 0 });
    expect((await store.prune({ minFree: { share: 0.01 } })).results).toBeGreaterThan(0);
    expect(store.space().freeInodes).toBeGreaterThan(0);
    await store.close();
  },
);

/** A tmpfs that is full, as /run can be. */
function fullTmpfs(): string {
  const directory = mkdtempSync(path.join(tmpdir(), 'obuilder-full-tmpfs-'));
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', directory]);
  cleanUps.push(() => {
    unmount(directory);
    rmSync(directory, { recursive: true });
  });
  // Without a limit of inodes.
  useUp(path.join(directory, 'others'), EVERY_SIZE.slice(0, -1));
  return directory;
}

test.each(Object.keys(places))('%s, while it has room: a full tmpfs evicts nothing', async (name) => {
  const place = makePlace(name);
  const tmpfs = fullTmpfs();
  const store = await openStore(place.store);
  for (const id of ['a', 'b']) await make(store, id);
  let runs = 0;
  const work = async () => {
    runs += 1;
    writeFileSync(path.join(tmpfs, 'more'), randomBytes(MIB));
  };
  const { signal } = new AbortController();
  await expect(store.withRoom(work, { signal, onAgain: () => undefined })).rejects.toThrow('ENOSPC');
  expect(store.fullness()).toBeUndefined();
  expect([runs, store.list().length]).toEqual([1, 2]);
  await store.close();
  const { driver } = await drivers[place.store.driver].open(place.store.root);
  const refusal = await work().catch((error: unknown) => error);
  const told = asStoreError(driver, refusal);
  expect(told.code).toBe('disk-full');
  const named = diskFull('a write failed', refusal, { written: [tmpfs] });
  expect(named.message).toBe(`a write failed: ${tmpfs} is full (0 MB of 1 MB are free)`);
  expect(told.hint).not.toContain('store');
});

test('only a file system with fixed inodes reports inodes', () => {
  const { path: root, remove } = makeLoopFileSystem('ext4', { bytes: 64 * MIB, options: ['-N', '512'] });
  cleanUps.push(remove);
  const { files, ffree } = statfsSync(root);
  expect(spaceAt(root)).toMatchObject({ totalInodes: files, freeInodes: ffree });
});
