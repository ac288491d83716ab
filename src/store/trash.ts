import { readdirSync, renameSync } from 'node:fs';
import path from 'node:path';
import type { SnapshotDriver } from './driver.ts';
import { type Layout, ownerOfEntry } from './layout.ts';
import type { Owner } from './owner.ts';
import { removeEntries } from './removal.ts';

/**
 * What was dropped and waits to be removed. Nothing is deleted between the steps of a build: while the file system
 * cleans up after deletions, sealing takes ten times as long.
 */
export interface Trash {
  /** An entry of `tmp` of this owner. */
  add(directory: string): void;
  /** Takes a directory out of its place, by a rename. False where it is not there (any more). */
  take(directory: string): boolean;
  /**
   * @returns false where there was nothing to remove
   * @throws where something cannot be removed; it stays in the trash for the next time
   */
  empty(): Promise<boolean>;
  /** Removes all that this owner has in `tmp`, also drafts that nobody ended. */
  emptyAll(): Promise<void>;
}

export function makeTrash(
  layout: Layout,
  parts: { readonly driver: SnapshotDriver; readonly owner: Owner },
): Trash {
  const dropped = new Set<string>();
  return {
    add: (directory) => void dropped.add(directory),
    take: (directory) => {
      const entry = path.join(layout.tmp, parts.owner.newEntry());
      try {
        renameSync(directory, entry);
      } catch {
        return false;
      }
      dropped.add(entry);
      return true;
    },
    empty: async () => {
      const entries = [...dropped];
      await removeEntries(parts.driver, entries);
      for (const entry of entries) dropped.delete(entry);
      return entries.length > 0;
    },
    emptyAll: async () => {
      const owner = parts.owner.name();
      const entries = readdirSync(layout.tmp).filter((entry) => ownerOfEntry(entry) === owner);
      await removeEntries(
        parts.driver,
        entries.map((entry) => path.join(layout.tmp, entry)),
      );
      dropped.clear();
    },
  };
}
