import type { Amount, PruneLimits } from '../contract/limits.ts';
import type { Result } from '../contract/results.ts';
import type { SlotCopy } from '../contract/slots.ts';
import type { FileLock } from '../host/lock.ts';
import type { SnapshotDriver } from '../volume/driver.ts';
import type { Catalog } from './catalog/catalog.ts';
import type { Layout } from './layout.ts';
import type { LogWriter } from './log/writer.ts';
import type { Owner } from './owner.ts';
import type { Trash } from './trash.ts';

/** A commit under way; drafts can start from the files during the move into place. */
export interface Pending {
  readonly done: Promise<Result>;
  /** Clones the root file system to the volume `to`, from its current place. */
  snapshotTo(to: string): Promise<void>;
}

/** A copy of a slot for several steps. */
interface SharedSlot {
  readonly copy: Promise<SlotCopy>;
  users: number;
  /** Present after the last user's end. */
  ending?: Promise<void>;
}

export interface StoreUser {
  readonly uid: number;
  /** The user's floor of free space, above the store's own floor. */
  readonly minFree?: Amount | undefined;
}

/** The parts of one open store, shared by its operations. */
export interface Engine {
  readonly layout: Layout;
  readonly driver: SnapshotDriver;
  readonly catalog: Catalog;
  readonly owner: Owner;
  readonly trash: Trash;
  /** Commits by id: commits under way, and failed commits until the next lease of the id. */
  readonly pending: Map<string, Pending>;
  /** Leases of this store by id; each function wakes a waiter of this process. */
  readonly leases: Map<string, Set<() => void>>;
  /** Ids with a claim that a full disk has kept from being deleted. */
  readonly stuck: Set<string>;
  /** Logs of open drafts. */
  readonly openLogs: Set<LogWriter>;
  /** Directories of views by id, valid until the store closes. */
  readonly views: Map<string, Promise<string>>;
  /** Shared copies of slots by name. */
  readonly sharedSlots: Map<string, SharedSlot>;
  /** Copies that are taken or get the first files of their slot, by the name of the slot. */
  readonly fills: Map<string, Promise<unknown>>;
  /** Locks of slots that this store holds; closing releases them. */
  readonly slotLocks: Set<FileLock>;
  /** The limits of the store. */
  readonly limits: PruneLimits;
  /** The user of the store if not root. A user may not delete things used by others. */
  readonly user: StoreUser | undefined;
  /** Receives information for the user without need for action. */
  readonly onNotice: (text: string) => void;
}

/** Wakes the waiters of this process after the claim on `id` was given up. */
export function endLease(engine: Engine, id: string): void {
  const waiters = engine.leases.get(id);
  engine.leases.delete(id);
  for (const wake of waiters ?? []) wake();
}

const RETRY_MS = 200;

/**
 * Gives up the claim on `id` and wakes the waiters of this process. Enters a result already in place. Never throws: if a full
 * disk prevents writing the catalog, empties the trash at once and retries until the claim is given up.
 */
export function giveUp(engine: Engine, id: string): void {
  try {
    engine.catalog.record(id, engine.owner.name());
  } catch {
    engine.stuck.add(id);
    setTimeout(() => void unstick(engine, id), 0);
  }
  endLease(engine, id);
}

async function unstick(engine: Engine, id: string): Promise<void> {
  try {
    await engine.trash.empty();
    if (!engine.stuck.has(id)) return;
    engine.catalog.record(id, engine.owner.name());
    engine.stuck.delete(id);
  } catch {
    if (engine.stuck.has(id)) setTimeout(() => void unstick(engine, id), RETRY_MS).unref();
  }
}
