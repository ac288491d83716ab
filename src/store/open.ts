import type { PruneLimits } from '../contract/limits.ts';
import type { StoreKeeper, Usage } from '../contract/store.ts';
import { asObuilderError } from '../errors.ts';
import { cannotMount, whyNoMounts } from '../host/privilege.ts';
import type { OpenedDriver } from '../volume/driver.ts';
import { drivers, type StorePlace } from '../volume/drivers.ts';
import { asStoreError, fullText, isFull, withStoreErrors } from '../volume/fault.ts';
import { openCatalog } from './catalog/catalog.ts';
import { makeMemo } from './catalog/memo.ts';
import type { Engine, StoreUser } from './engine.ts';
import { fingerprintOf } from './fingerprint.ts';
import { type Layout, layoutOf, makeLayout, otherFormats } from './layout.ts';
import { logBytes, readLog } from './log/reader.ts';
import { makeOwner } from './owner.ts';
import { acquire } from './result/acquire.ts';
import { deleteFailed, listFailed } from './result/failed.ts';
import { readSummary } from './result/summary.ts';
import { checkOut, exposeResult, viewResult } from './result/views.ts';
import { takeSlot } from './slot/slots.ts';
import { listSlots, touchSlots } from './slot/versions.ts';
import { makeTrash } from './trash.ts';
import { checkEntries, checkWay } from './trust.ts';
import { deleteResult } from './upkeep/delete.ts';
import { mergeLimits } from './upkeep/merge-limits.ts';
import { pruneFor } from './upkeep/prune.ts';
import { repairStore } from './upkeep/repair.ts';
import { stepWithRoom, withRoom } from './upkeep/retry-when-full.ts';

export interface OpenOptions {
  /** What the store is kept within; by default a floor of free space. */
  readonly limits?: PruneLimits | undefined;
  /** Who opens it, where that is not root. */
  readonly user?: StoreUser | undefined;
  /** Told what the store's user should know and need not act on. */
  readonly onNotice?: ((text: string) => void) | undefined;
}

/** The floor that is kept where nothing else is asked for. */
const DEFAULT_LIMITS: PruneLimits = { minFree: { share: 0.05 } };

/**
 * Opens a store, makes it where there is none, and repairs what dead processes left in it. What is to be repaired is
 * told from two directory reads, so that opening costs the same whatever the number of results.
 *
 * @param place the driver and the directory, as `parseStoreName` or `resolveStore` give them
 * @throws ObuilderError `store-unavailable` or `store-full`
 */
export function openStore(place: StorePlace, options: OpenOptions = {}): Promise<StoreKeeper> {
  return openAsAsked(place, options).catch((error: unknown) => {
    throw asObuilderError(error);
  });
}

async function openAsAsked(place: StorePlace, options: OpenOptions): Promise<StoreKeeper> {
  if (place.root.startsWith('/')) checkWay(place.root);
  const opened = await drivers[place.driver].open(place.root).catch(async (error: unknown) => {
    throw await explained(error);
  });
  // A dataset's directory is known only now.
  if (opened.root !== place.root) checkWay(opened.root);
  const { driver } = opened;
  try {
    return await openWithDriver(opened, options);
  } catch (error) {
    if (!isFull(driver, error)) throw asStoreError(driver, error);
    // The file system may take half a minute to free what was removed just now.
    await driver.settle();
    return await withStoreErrors(driver, () => openWithDriver(opened, options));
  }
}

/** The error itself, or the right that this process lacks: then the words of the error mislead. A trial decides. */
async function explained(error: unknown): Promise<unknown> {
  const { code } = asObuilderError(error);
  if (code !== 'store-unavailable' && code !== 'tool-failed') return error;

  const why = await whyNoMounts();
  return why === undefined ? error : cannotMount(why, error);
}

async function openWithDriver({ root, driver }: OpenedDriver, options: OpenOptions): Promise<StoreKeeper> {
  const { onNotice = () => undefined, limits, user } = options;
  const layout = layoutOf(root);
  checkEntries(layout);
  makeLayout(layout);
  const catalog = openCatalog(layout, { onNotice, uid: user?.uid ?? 0 });
  tellOtherFormats(layout, onNotice);
  try {
    await repairStore({ layout, catalog, driver });
  } catch (error) {
    // On a full disk the catalog's part of it waits for a later opening, and pruning has to be possible.
    if (!isFull(driver, error)) {
      catalog.database.close();
      throw error;
    }
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
    openLogs: new Set(),
    views: new Map(),
    limits: mergeLimits(DEFAULT_LIMITS, limits),
    user,
    onNotice,
  });
}

/** A store of another release may stand in the same place: it is left alone. */
function tellOtherFormats(layout: Layout, onNotice: (text: string) => void): void {
  for (const directory of otherFormats(layout)) {
    onNotice(
      `${directory} is a store of another format, which this release does not use; remove it when no other release does`,
    );
  }
}

function storeOf(engine: Engine): StoreKeeper {
  const { catalog, trash, driver } = engine;
  let closing: Promise<void> | undefined;
  const guarded = <T>(work: () => Promise<T>) => withStoreErrors(driver, work);
  const sync = <T>(work: () => T) => {
    try {
      return work();
    } catch (error) {
      throw asStoreError(driver, error);
    }
  };
  return {
    memo: makeMemo(catalog.database),
    find: (ids) => sync(() => catalog.find(ids)),
    hold: (ids) => guarded(() => withRoom(engine, async () => catalog.hold(ids, engine.owner.name()))),
    view: (id) => guarded(() => withRoom(engine, () => viewResult(engine, id))),
    expose: (id) => guarded(() => withRoom(engine, () => exposeResult(engine, id))),
    checkout: (id) => guarded(() => withRoom(engine, () => checkOut(engine, id))),
    acquire: (id, options = {}) => guarded(() => acquire(engine, id, options)),
    slot: takeSlot(engine),
    fingerprint: (value) => sync(() => fingerprintOf(engine.layout, value)),
    touchSlots: (names) => sync(() => touchSlots(engine, names)),
    readLog: (id) => readLog(engine.layout, id),
    logBytes: (id) => logBytes(engine.layout, id),
    readSummary: (id) => readSummary(engine.layout, id),
    list: () => sync(() => catalog.list()),
    failed: () => listFailed(engine.layout),
    delete: (id) => deleteResult(engine, id),
    deleteFailed: (id) => guarded(async () => deleteFailed(engine, id)),
    usage: () => guarded(() => usage(engine)),
    space: () => sync(() => driver.space()),
    spareBytes: () => sync(() => driver.spareBytes()),
    prune: (limits, signal) => guarded(() => pruneFor(engine, limits, signal)),
    withRoom: (work, options) => stepWithRoom(engine, work, options),
    fullness: () => sync(() => fullText(driver.fullPlace())),
    clean: () =>
      guarded(async () => {
        await trash.empty();
        await driver.settle();
      }),
    close: () => {
      closing ??= guarded(() => close(engine));
      return closing;
    },
  };
}

async function usage({ layout, catalog, driver }: Engine): Promise<Usage> {
  return {
    ...driver.space(),
    usedBytes: await driver.usedBytes(),
    results: catalog.count(),
    slots: listSlots(layout).length,
    failed: listFailed(layout).length,
  };
}

async function close(engine: Engine): Promise<void> {
  const { catalog, owner, trash, pending, stuck, openLogs } = engine;
  await Promise.allSettled([...pending.values()].map(({ done }) => done));
  for (const log of openLogs) log.close();
  let keep = false;
  stuck.clear();
  // What was dropped on a full disk has no owner.
  if (!owner.isHeld) await trash.emptyAll().catch(() => undefined);
  else {
    // What cannot be removed now is left to the next opening; a build that is done does not fail for it.
    try {
      await trash.emptyAll();
      await onceThereIsSpace(engine, () => {
        for (const id of catalog.claimsOf(owner.name())) catalog.record(id, owner.name());
        catalog.unclaimAll(owner.name());
      });
    } catch {
      keep = true;
    }
  }
  owner.end({ keep });
  catalog.database.close();
}

/** What was removed just now may be what a full disk needs, and takes a moment to be free. */
async function onceThereIsSpace({ driver }: Engine, work: () => void): Promise<void> {
  try {
    work();
  } catch (error) {
    if (!isFull(driver, error)) throw error;
    await driver.settle();
    work();
  }
}
