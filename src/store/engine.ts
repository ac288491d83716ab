import type { Amount, PruneLimits } from '../contract/limits.ts';
import type { Result } from '../contract/results.ts';
import type { SnapshotDriver } from '../volume/driver.ts';
import type { Catalog } from './catalog/catalog.ts';
import type { Layout } from './layout.ts';
import type { LogWriter } from './log/writer.ts';
import type { Owner } from './owner.ts';
import type { Trash } from './trash.ts';

/** A commit under way: its files can be copied from while it moves into its place. */
export interface Pending {
  readonly done: Promise<Result>;
  /** Copies the root file system to the volume `to`, from wherever it is at that moment. */
  snapshotTo(to: string): Promise<void>;
}

export interface StoreUser {
  readonly uid: number;
  /** The floor of free space that this user wants, above the store's own. */
  readonly minFree?: Amount | undefined;
}

/** The parts of one open store, as its operations share them. */
export interface Engine {
  readonly layout: Layout;
  readonly driver: SnapshotDriver;
  readonly catalog: Catalog;
  readonly owner: Owner;
  readonly trash: Trash;
  /** Commits by id: those under way, and those that failed until somebody takes a new lease. */
  readonly pending: Map<string, Pending>;
  /** Leases that this store holds, by id; each function wakes those who wait for the lease's end in this process. */
  readonly leases: Map<string, Set<() => void>>;
  /** Ids whose claim could not be given up yet. */
  readonly stuck: Set<string>;
  /** Logs of drafts that are neither committed nor discarded. */
  readonly openLogs: Set<LogWriter>;
  /** Where the files of results are shown, by id, until the store is closed. */
  readonly views: Map<string, Promise<string>>;
  /** What the store is kept within. */
  readonly limits: PruneLimits;
  /** Who has it open, where that is not root: what others use too is not that user's to remove. */
  readonly user: StoreUser | undefined;
  /** Told in words what its user should know and need not act on. */
  readonly onNotice: (text: string) => void;
}

/** Wakes who waits in this process for the lease of `id`, whose claim is given up. */
export function endLease(engine: Engine, id: string): void {
  const waiters = engine.leases.get(id);
  engine.leases.delete(id);
  for (const wake of waiters ?? []) wake();
}

const RETRY_MILLISECONDS = 200;

/**
 * Gives up the claim on `id` and wakes who waits for it in this process; a result that is in its place all the same is taken
 * up. Never throws: where the catalog cannot be written because the disk is full, what was dropped is removed at once, and
 * the claim is given up when there is room.
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
    if (engine.stuck.has(id)) setTimeout(() => void unstick(engine, id), RETRY_MILLISECONDS).unref();
  }
}
