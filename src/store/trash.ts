import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { SnapshotDriver } from '../volume/driver.ts';
import { foundNoSpace } from '../volume/fault.ts';
import { type Layout, META, ownerOfEntry } from './layout.ts';
import type { Owner } from './owner.ts';
import { removeEntries } from './removal.ts';

/**
 * Dropped directories awaiting deletion. The store deletes nothing between the steps of a build, because sealing takes ten times as
 * long while the file system cleans up after deletions.
 */
export interface Trash {
  /** Adds an entry of `tmp` of this owner. */
  add(directory: string): void;
  /**
   * Moves a directory to the trash by a rename.
   *
   * @returns false if the directory is missing
   * @throws if the rename fails, for example on a full disk
   */
  move(directory: string): boolean;
  /** Calls `move` for a directory that may stay. Returns false if the directory is missing or cannot be moved. */
  take(directory: string): boolean;
  /**
   * Calls `move` for a result or a kept failure. If the disk is too full for the rename and the driver removes volumes in one step,
   * deletes `meta.json` instead, after which the directory is no result, and removes the directory in place.
   *
   * @returns false if the directory is missing
   * @throws if the directory can be neither moved nor removed in place
   */
  takeOut(directory: string): boolean;
  /**
   * Deletes the trash.
   *
   * @returns false if the trash was empty
   * @throws if an entry cannot be deleted; the trash keeps all entries for the next call
   */
  empty(): Promise<boolean>;
  /** Deletes all entries of this owner in `tmp`, including unfinished drafts. */
  emptyAll(): Promise<void>;
}

/**
 * Returns a name for a trash entry. A full disk has no space for the owner's lock file: then the name contains an owner that never
 * lives, so that any opener deletes the entry.
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
    if (!existsSync(directory)) return false;
    const entry = path.join(layout.tmp, newEntry(parts.owner));
    try {
      renameSync(directory, entry);
    } catch (error) {
      if (existsSync(directory)) throw error;
      return false;
    }
    dropped.add(entry);
    return true;
  };
  return {
    add: (directory) => void dropped.add(directory),
    move,
    take: (directory) => {
      try {
        return move(directory);
      } catch {
        return false;
      }
    },
    takeOut: (directory) => {
      try {
        return move(directory);
      } catch (error) {
        if (!foundNoSpace(error) || !parts.driver.removesAtOnce) throw error;
        rmSync(path.join(directory, META), { force: true });
        dropped.add(directory);
        return true;
      }
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
