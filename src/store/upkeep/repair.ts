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

/** Cleans up after all dead owners and deletes expired views. Never touches live owners. Cheap without leftovers. */
export async function repairStore(parts: RepairParts): Promise<void> {
  for (const owner of possibleOwners(parts.layout)) await repairOwner(parts, owner);
  const views = staleViews(parts.layout, Date.now());
  if (views.length > 0) await removeThoroughly(parts.driver, views);
}

/**
 * Cleans up after a dead owner: deletes the owner's entries of `tmp`, enters results already in place, and drops claims and holds.
 *
 * @returns false if the owner lives
 */
export async function repairOwner({ layout, catalog, driver }: RepairParts, owner: string): Promise<boolean> {
  const lock = lockDeadOwner(layout, owner);
  if (lock === undefined) return false;
  try {
    const entries = readdirSync(layout.tmp).filter((entry) => ownerOfEntry(entry) === owner);
    // Free space first: a full disk would not allow writing the catalog.
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

/** Retries, because a program started by the dead owner may keep writing for some milliseconds. */
async function removeThoroughly(driver: SnapshotDriver, entries: readonly string[]): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await removeEntries(driver, entries);
      return;
    } catch (error) {
      if (attempt === ATTEMPTS) {
        // A later opening retries; the rest of the store is usable meanwhile.
        if (entries.some((entry) => existsSync(entry))) return;
        throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, 20 * attempt));
    }
  }
}
