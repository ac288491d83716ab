import { readdirSync, readFileSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import path from 'node:path';
import { acquire } from './acquire.ts';
import { openCatalog } from './catalog.ts';
import type { Store, Usage } from './contract.ts';
import { deleteResult } from './deletion.ts';
import type { SnapshotDriver } from './driver.ts';
import { drivers, type StorePlace } from './drivers.ts';
import type { Engine } from './engine.ts';
import { asStoreError, withStoreErrors } from './fault.ts';
import { isSafeId, LOG, layoutOf, makeLayout } from './layout.ts';
import { makeMemo } from './memo.ts';
import { makeOwner } from './owner.ts';
import { repairStore } from './repair.ts';
import { takeSlot } from './slots.ts';
import { makeTrash } from './trash.ts';

/**
 * Opens a store, makes it where there is none, and repairs what dead processes left in it. What is to be repaired is
 * told from two directory reads, so that opening costs the same whatever the number of results.
 *
 * @param place the driver and the directory, as `parseStoreName` or `resolveStore` give them
 * @throws ObuilderError `store-unavailable` or `store-full`
 */
export function openStore(place: StorePlace): Promise<Store> {
  return withStoreErrors(async () => {
    const driver = drivers[place.driver].open(place.root);
    try {
      return await openWithDriver(place.root, driver);
    } catch (error) {
      if (asStoreError(error).code !== 'store-full') throw error;
      // What was removed just now may take the file system half a minute to free.
      await driver.settle();
      return await openWithDriver(place.root, driver);
    }
  });
}

async function openWithDriver(root: string, driver: SnapshotDriver): Promise<Store> {
  const layout = layoutOf(root);
  makeLayout(layout);
  const catalog = openCatalog(layout);
  try {
    await repairStore({ layout, catalog, driver });
  } catch (error) {
    catalog.database.close();
    throw error;
  }
  const owner = makeOwner(layout);
  const trash = makeTrash(layout, { driver, owner });
  return storeOf({
    layout,
    driver,
    catalog,
    owner,
    trash,
    pending: new Map(),
    leases: new Map(),
    stuck: new Set(),
  });
}

function storeOf(engine: Engine): Store {
  const { catalog, trash, driver } = engine;
  let closing: Promise<void> | undefined;
  return {
    memo: makeMemo(catalog.database),
    find: (ids) => sync(() => catalog.find(ids)),
    acquire: (id, options = {}) => withStoreErrors(() => acquire(engine, id, options)),
    slot: takeSlot(engine),
    readLog: (id) => readLog(engine, id),
    list: () => sync(() => catalog.list()),
    delete: (id) => deleteResult(engine, id),
    usage: () => withStoreErrors(() => usage(engine)),
    clean: () =>
      withStoreErrors(async () => {
        await trash.empty();
        await driver.settle();
      }),
    close: () => {
      closing ??= withStoreErrors(() => close(engine));
      return closing;
    },
  };
}

function sync<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw asStoreError(error);
  }
}

/** Without asking the catalog, which a build has asked already for all its steps at once. */
function readLog({ layout }: Engine, id: string): string | undefined {
  if (!isSafeId(id)) return undefined;
  try {
    return readFileSync(path.join(layout.results, id, LOG), 'utf8');
  } catch {
    return undefined;
  }
}

async function usage({ layout, catalog }: Engine): Promise<Usage> {
  const { bsize, blocks, bavail } = await statfs(layout.root);
  return {
    totalBytes: bsize * blocks,
    freeBytes: bsize * bavail,
    results: catalog.count(),
    slots: readdirSync(layout.slots).length,
  };
}

async function close(engine: Engine): Promise<void> {
  const { catalog, owner, trash, pending, stuck } = engine;
  await Promise.allSettled([...pending.values()].map(({ done }) => done));
  let keep = false;
  stuck.clear();
  if (owner.isHeld) {
    // What cannot be removed now is left to the next opening; a build that is done does not fail for it.
    try {
      await trash.emptyAll();
      catalog.unclaimAll(owner.name());
    } catch {
      keep = true;
    }
  }
  owner.end({ keep });
  catalog.database.close();
}
