import { randomBytes } from 'node:crypto';
import { readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { SnapshotDriver } from '../volume/driver.ts';
import { foundNoSpace } from '../volume/fault.ts';
import { type Layout, META, ownerOfEntry } from './layout.ts';
import type { Owner } from './owner.ts';
import { removeEntries } from './removal.ts';

/**
 * What was dropped and waits to be removed. Nothing is deleted between the steps of a build: while the file system
 * cleans up after deletions, sealing takes ten times as long.
 */
export interface Trash {
  /** An entry of `tmp` of this owner. */
  add(directory: string): void;
  /** Takes a directory out of its place, by a rename. False if it is not there (any more), or the disk has no space for that. */
  take(directory: string): boolean;
  /**
   * As `take`, for the directory of a result or of a kept failure. If the disk has no space for the rename, a volume that can go in
   * one step is doomed in its place: without `meta.json` the directory is no result any more.
   *
   * @throws if the disk has no space to take it out
   */
  takeOut(directory: string): boolean;
  /**
   * @returns false where there was nothing to remove
   * @throws where something cannot be removed; it stays in the trash for the next time
   */
  empty(): Promise<boolean>;
  /** Removes all that this owner has in `tmp`, also drafts that nobody ended. */
  emptyAll(): Promise<void>;
}

/**
 * A disk without space or inodes has none for the owner's lock file. Then the name is of an owner that nobody is, so that any
 * opener removes the entry; that is what a dropped entry waits for.
 */
function newEntry(owner: Owner): string {
  try {
    return owner.newEntry();
  } catch (error) {
    if (!foundNoSpace(error)) throw error;
    return `${DROPPED}.${randomBytes(8).toString('hex')}-1`;
  }
}

const DROPPED = 'dropped';

export function makeTrash(
  layout: Layout,
  parts: { readonly driver: SnapshotDriver; readonly owner: Owner },
): Trash {
  const dropped = new Set<string>();
  const move = (directory: string) => {
    const entry = path.join(layout.tmp, newEntry(parts.owner));
    renameSync(directory, entry);
    dropped.add(entry);
  };
  return {
    add: (directory) => void dropped.add(directory),
    take: (directory) => {
      try {
        move(directory);
        return true;
      } catch {
        return false;
      }
    },
    takeOut: (directory) => {
      try {
        move(directory);
      } catch (error) {
        if (!foundNoSpace(error)) return false;
        if (!parts.driver.removesAtOnce) throw error;
        rmSync(path.join(directory, META), { force: true });
        dropped.add(directory);
      }
      return true;
    },
    empty: async () => {
      const entries = [...dropped];
      await removeEntries(parts.driver, entries);
      for (const entry of entries) dropped.delete(entry);
      return entries.length > 0;
    },
    emptyAll: async () => {
      await removeEntries(parts.driver, [...dropped]);
      dropped.clear();
      if (!parts.owner.isHeld) return;
      const owner = parts.owner.name();
      const entries = readdirSync(layout.tmp).filter((entry) => ownerOfEntry(entry) === owner);
      await removeEntries(
        parts.driver,
        entries.map((entry) => path.join(layout.tmp, entry)),
      );
    },
  };
}
