import { existsSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { SnapshotDriver } from '../../volume/driver.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { type Layout, ownerOfEntry } from '../layout.ts';
import { lockDeadOwner, possibleOwners } from '../owner.ts';
import { removeEntries } from '../removal.ts';
import { staleViews } from '../result/views.ts';

export interface RepairParts {
  readonly layout: Layout;
  readonly catalog: Catalog;
  readonly driver: SnapshotDriver;
}

/** Cleans up after every owner that died. Live owners are not touched; where there is nothing to do it costs nothing. */
export async function repairStore(parts: RepairParts): Promise<void> {
  for (const owner of possibleOwners(parts.layout)) await repairOwner(parts, owner);
  const views = staleViews(parts.layout, Date.now());
  if (views.length > 0) await removeThoroughly(parts.driver, views);
}

/**
 * Cleans up after one owner, if it is dead: results that it had put in place are entered, its claims and everything it
 * had in `tmp` go.
 *
 * @returns true where it was dead
 */
export async function repairOwner({ layout, catalog, driver }: RepairParts, owner: string): Promise<boolean> {
  const lock = lockDeadOwner(layout, owner);
  if (lock === undefined) return false;
  try {
    const entries = readdirSync(layout.tmp).filter((entry) => ownerOfEntry(entry) === owner);
    // What takes space goes first: on a full disk the catalog cannot be written before.
    await removeThoroughly(
      driver,
      entries.map((entry) => path.join(layout.tmp, entry)),
    );
    for (const id of catalog.claimsOf(owner)) catalog.record(id, owner);
    await removeThoroughly(driver, catalog.dropLost());
    catalog.unclaimAll(owner);
    rmSync(path.join(layout.owners, owner), { force: true });
    rmSync(path.join(layout.owners, `${owner}-journal`), { force: true });
  } finally {
    lock.release();
  }
  return true;
}

const ATTEMPTS = 5;

/** A program that the dead owner had started may still be writing there, for some milliseconds. */
async function removeThoroughly(driver: SnapshotDriver, entries: readonly string[]): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await removeEntries(driver, entries);
      return;
    } catch (error) {
      if (attempt === ATTEMPTS) {
        // A later opening tries again; the rest of the store is usable meanwhile.
        if (entries.some((entry) => existsSync(entry))) return;
        throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, 20 * attempt));
    }
  }
}
