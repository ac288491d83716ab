import type { Catalog } from './catalog.ts';
import type { SnapshotDriver } from './driver.ts';
import type { Layout } from './layout.ts';
import type { Owner } from './owner.ts';
import type { Pending } from './pending.ts';
import type { Trash } from './trash.ts';

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
}

/** Ends a lease: others may claim the id from now on. */
export function endLease(engine: Engine, id: string): void {
  const waiters = engine.leases.get(id);
  engine.leases.delete(id);
  for (const wake of waiters ?? []) wake();
}
