import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { PruneLimits } from '../contract/limits.ts';
import type { StoreKeeper, Usage } from '../contract/store.ts';
import { asObuilderError } from '../errors.ts';
import { cannotMount, whyNoMounts } from '../host/privilege.ts';
import type { OpenedDriver } from '../volume/driver.ts';
import { drivers, type StorePlace } from '../volume/drivers.ts';
import { asStoreError, fullText, isFull, withStoreErrors } from '../volume/fault.ts';
import { openCatalog } from './catalog/catalog.ts';
import { makeMemo } from './catalog/memo.ts';
import { checkMounted } from './choose/unmounted.ts';
import type { Engine, StoreUser } from './engine.ts';
import { fingerprintOf } from './fingerprint.ts';
import { isSafeId, type Layout, layoutOf, makeLayout, otherFormats } from './layout.ts';
import { logBytes, readLog } from './log/reader.ts';
import { makeOwner } from './owner.ts';
import { acquire } from './result/acquire.ts';
import { checkOut } from './result/checkout.ts';
import { deleteFailed, listFailed, readFailed } from './result/failed.ts';
import { readSummary } from './result/summary.ts';
import { changesOf, exposeResult, viewResult } from './result/views.ts';
import { deleteSlot, slotsNamed } from './slot/remove.ts';
import { slotOf } from './slot/sharing.ts';
import { listSlots, touchSlots } from './slot/versions.ts';
import { makeTrash } from './trash.ts';
import { checkEntries, checkWay } from './trust.ts';
import { deleteResult } from './upkeep/delete.ts';
import { mergeLimits } from './upkeep/merge-limits.ts';
import { planPrune } from './upkeep/plan-prune.ts';
import { pruneFor } from './upkeep/prune.ts';
import { repairStore } from './upkeep/repair.ts';
import { stepWithRoom, withRoom } from './upkeep/retry-when-full.ts';
import { listedSlots, sizesOf } from './upkeep/sizes.ts';

export interface OpenOptions {
  /** Limits of the store; by default a floor of free space. */
  readonly limits?: PruneLimits | undefined;
  /** The user opening the store; absent for root. */
  readonly user?: StoreUser | undefined;
  /** Whether the user only looks at the store or deletes: then no entry counts as used by the user. */
  readonly isLooking?: boolean | undefined;
  /** Receives information for the user without need for action. */
  readonly onNotice?: ((text: string) => void) | undefined;
}

/** 5 % keep a copy-on-write file system usable. */
const DEFAULT_LIMITS: PruneLimits = { minFree: { share: 0.05 } };

/**
 * Opens a store, creates a missing store, and repairs the leftovers of dead processes. Two directory reads find the leftovers, so
 * opening is O(1) in the number of results.
 *
 * @param place driver and directory, from `parseStoreName` or `resolveStore`
 * @throws ObuilderError `store-unavailable` or `store-full`
 */
export function openStore(place: StorePlace, options: OpenOptions = {}): Promise<StoreKeeper> {
  return openAsAsked(place, options).catch((error: unknown) => {
    throw asObuilderError(error);
  });
}

async function openAsAsked(place: StorePlace, options: OpenOptions): Promise<StoreKeeper> {
  if (place.root.startsWith('/')) {
    checkWay(place.root);
    checkMounted(place.root);
  }
  const opened = await drivers[place.driver].open(place.root).catch(async (error: unknown) => {
    throw await explained(error);
  });
  // The directory of a ZFS dataset is known only after opening.
  if (opened.root !== place.root) checkWay(opened.root);
  const { driver } = opened;
  try {
    return await openWithDriver(opened, options);
  } catch (error) {
    if (!isFull(driver, error)) throw asStoreError(driver, error);
    // The file system may take half a minute to free the space of recent deletions.
    await driver.settle();
    return await withStoreErrors(driver, () => openWithDriver(opened, options));
  }
}

/** Replaces a misleading error if this process lacks the right to mount, as a trial shows. */
async function explained(error: unknown): Promise<unknown> {
  const { code } = asObuilderError(error);
  if (code !== 'store-unavailable' && code !== 'tool-failed') return error;

  const why = await whyNoMounts();
  return why === undefined ? error : cannotMount(why, error);
}

async function openWithDriver({ root, driver }: OpenedDriver, options: OpenOptions): Promise<StoreKeeper> {
  const { onNotice = () => undefined, limits, user, isLooking } = options;
  const layout = layoutOf(root);
  checkEntries(layout);
  makeLayout(layout);
  const catalog = openCatalog(layout, { onNotice, uid: user?.uid ?? 0, isLooking });
  tellOtherFormats(layout, onNotice);
  try {
    await repairStore({ layout, catalog, driver });
  } catch (error) {
    // A full disk must not prevent pruning; a later opening repairs the catalog.
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
    sharedSlots: new Map(),
    fills: new Map(),
    slotLocks: new Set(),
    limits: mergeLimits(DEFAULT_LIMITS, limits),
    user,
    onNotice,
  });
}

/** Reports stores of other releases in the same root, and leaves those stores alone. */
function tellOtherFormats(layout: Layout, onNotice: (text: string) => void): void {
  for (const directory of otherFormats(layout)) {
    onNotice(
      `${directory} is a store of another format, unused by this release; remove the directory if no other release uses it`,
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
    changes: (from, to, signal) =>
      guarded(() => withRoom(engine, () => changesOf(engine, { from, to, signal }))),
    view: (id) => guarded(() => withRoom(engine, () => viewResult(engine, id))),
    expose: (id) => guarded(() => withRoom(engine, () => exposeResult(engine, id))),
    checkout: (id) => guarded(() => withRoom(engine, () => checkOut(engine, id))),
    acquire: (id, options = {}) => guarded(() => acquire(engine, id, options)),
    slot: slotOf(engine),
    scratch: () => sync(() => makeScratch(engine)),
    fingerprint: (value) => sync(() => fingerprintOf(engine.layout, value)),
    touchSlots: (names) => sync(() => touchSlots(engine, names)),
    readLog: (id) => readLog(engine.layout, id),
    logBytes: (id) => logBytes(engine.layout, id),
    readSummary: (id) => readSummary(engine.layout, id),
    hasFailed: (id) => isSafeId(id) && readFailed(engine.layout, id) !== undefined,
    list: () => sync(() => catalog.list()),
    failed: () => listFailed(engine.layout),
    delete: (id) => deleteResult(engine, id),
    deleteFailed: (id) => guarded(async () => deleteFailed(engine, id)),
    slotsNamed: (name) => sync(() => slotsNamed(engine, name)),
    deleteSlot: (id) => guarded(async () => deleteSlot(engine, id)),
    usage: () => guarded(() => usage(engine)),
    space: () => sync(() => driver.space()),
    spareBytes: () => sync(() => driver.spareBytes()),
    prune: (limits, signal) => guarded(() => pruneFor(engine, limits, signal)),
    planPrune: (limits, signal) => guarded(() => planPrune(engine, limits, signal)),
    sizes: (ids, signal) => guarded(() => sizesOf(engine, ids, signal)),
    listSlots: (signal) => guarded(() => listedSlots(engine, signal)),
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

/** Closing and repair delete every entry of an owner in `tmp`. */
function makeScratch({ layout, owner }: Engine): string {
  const directory = path.join(layout.tmp, owner.newEntry());
  mkdirSync(directory, { mode: 0o700 });
  return directory;
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
  const { catalog, driver, owner, trash, pending, stuck, openLogs } = engine;
  await Promise.allSettled([...pending.values()].map(({ done }) => done));
  const ended = driver.close?.();
  for (const log of openLogs) log.close();
  for (const lock of engine.slotLocks) lock.release();
  engine.slotLocks.clear();
  let keep = false;
  stuck.clear();
  // Entries dropped on a full disk have no owner.
  if (!owner.isHeld) await trash.emptyAll().catch(() => undefined);
  else {
    // The next opening deletes the rest; a finished build must not fail here.
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
  await ended;
}

/** Retries `work` on a full disk after waiting for the space of the deleted trash. */
async function onceThereIsSpace({ driver }: Engine, work: () => void): Promise<void> {
  try {
    work();
  } catch (error) {
    if (!isFull(driver, error)) throw error;
    await driver.settle();
    work();
  }
}
