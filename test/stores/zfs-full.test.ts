import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { StoreKeeper } from '../../src/contract/store.ts';
import { openStore } from '../../src/store/open.ts';
import { datasetsBelow, notedVolumes, withZfsPool } from '../places/zfs-pool.ts';
import { begin, codeOf, make, someMeta } from '../suites/store-making.ts';

const MIB = 1024 ** 2;

/** Fills the file system to the last block that it gives. Of what can be compressed it would take any amount. */
function fill(directory: string): void {
  for (const size of [MIB, 4096]) {
    for (let number = 0; ; number += 1) {
      try {
        writeFileSync(path.join(directory, `fill-${size}-${number}`), randomBytes(size));
      } catch {
        break;
      }
    }
  }
}

test('a full pool is an error with a hint, and eviction frees space', async () => {
  const stores: StoreKeeper[] = [];
  await withZfsPool(
    async (small) => {
      const open = async () => {
        const store = await openStore({ driver: 'zfs', root: small.name });
        stores.push(store);
        return store;
      };
      try {
        await fillAndFree(open);
      } finally {
        for (const store of stores) await store.close();
      }
      expect(datasetsBelow(small.name, { alsoDeferred: true })).toEqual([]);
    },
    { bytes: 160 * MIB },
  );
});

async function fillAndFree(open: () => Promise<StoreKeeper>): Promise<void> {
  const store = await open();
  await make(store, 'base');
  const draft = await begin(store, 'filler', { id: 'base' });
  fill(draft.rootfs);
  const codes = new Set<string>();
  for (const id of ['b', 'c', 'd'])
    codes.add(await codeOf(begin(store, id, { id: 'base' }).then((one) => one.commit(someMeta(id)).done)));
  codes.add(await codeOf(store.slot('cache', { uid: 0, gid: 0 }).then((slot) => slot.finish())));
  expect([...codes].filter((code) => code !== 'no error' && code !== 'store-full')).toEqual([]);
  expect(codes).toContain('store-full');
  await draft.discard();
  await store.clean();
  await make(store, 'after', { id: 'base' });
  await store.close();
  const second = await open();
  const large = await begin(second, 'large');
  for (let number = 0; number < 20; number += 1)
    writeFileSync(path.join(large.rootfs, `${number}`), randomBytes(MIB));
  await large.commit(someMeta('large')).done;
  await second.close();
  const third = await open();
  const filler = await begin(third, 'filler');
  fill(filler.rootfs);
  expect(third.space().freeBytes).toBeLessThan(MIB);
  const report = await third.prune({ maxResults: 0 });
  expect(report.results).toBeGreaterThanOrEqual(3);
  expect(report.freedBytes).toBeGreaterThan(18 * MIB);
  await filler.discard();
}

test('a log that fills the pool is an error, and goes', async () => {
  await withZfsPool(
    async (small) => {
      const store = await openStore({ driver: 'zfs', root: small.name });
      try {
        await make(store, 'base');
        const draft = await begin(store, 'talker', { id: 'base' });
        draft.log(randomBytes(100 * MIB).toString('hex'));
        await expect(draft.commit(someMeta('talker')).done).rejects.toThrow();
        await store.clean();
        await make(store, 'after', { id: 'base' });
      } finally {
        await store.close();
      }
      expect(datasetsBelow(small.name)).toEqual(notedVolumes(small.path));
    },
    { bytes: 160 * MIB },
  );
});
