import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { type FileLock, tryLock } from '../host/lock.ts';
import { sqliteCode } from '../host/sqlite.ts';
import { type Layout, ownerOfEntry } from './layout.ts';

/** One open store. Claims, holds and entries of `tmp` belong to the owner while the owner's lock is held. */
export interface Owner {
  /** Takes the lock on first use, so that a fully cached build creates no file. */
  name(): string;
  readonly isHeld: boolean;
  /** Returns a new unique name for `tmp`. */
  newEntry(): string;
  /** Releases the lock. `keep`: keeps the lock file, so that the next opener deletes the owner's leftovers. */
  end(options: { readonly keep: boolean }): void;
}

export function makeOwner(layout: Layout): Owner {
  let held: { readonly name: string; readonly lock: FileLock } | undefined;
  let entries = 0;
  const name = () => {
    while (held === undefined) {
      const candidate = `${process.pid}.${Math.random().toString(36).slice(2, 12)}`;
      const lock = tryLock(path.join(layout.owners, candidate));
      if (lock !== undefined) held = { name: candidate, lock };
    }
    return held.name;
  };
  return {
    name,
    get isHeld() {
      return held !== undefined;
    },
    newEntry: () => {
      entries += 1;
      return `${name()}-${entries}`;
    },
    end: ({ keep }) => {
      if (held === undefined) return;
      if (!keep) rmSync(path.join(layout.owners, held.name), { force: true });
      held.lock.release();
      held = undefined;
    },
  };
}

/**
 * Locks a dead owner for repair.
 *
 * @returns undefined if the owner lives, or if another process is repairing the owner's leftovers
 */
export function lockDeadOwner(layout: Layout, owner: string): FileLock | undefined {
  const file = path.join(layout.owners, owner);
  if (!existsSync(file)) return noLock;
  try {
    return tryLock(file);
  } catch (error) {
    // A damaged lock file protects no live owner.
    if (sqliteCode(error) !== undefined) return noLock;
    throw error;
  }
}

const noLock: FileLock = { release: () => undefined };

/** Returns owners that may be dead: owners with a lock file or with entries in `tmp`. Costs two directory reads. */
export function possibleOwners(layout: Layout): readonly string[] {
  // In this order, because an owner creates the lock file before the first entry.
  const entries = readdirSync(layout.tmp);
  const files = readdirSync(layout.owners).filter((name) => !name.endsWith('-journal'));
  return [...new Set([...files, ...entries.map(ownerOfEntry)])];
}

/** Whether another owner may have been active at `time`, in milliseconds since the epoch. */
export function possibleOwnersSince(layout: Layout, time: number, except: string | undefined): boolean {
  return possibleOwners(layout).some((name) => {
    if (name === except) return false;
    const stat = statSync(path.join(layout.owners, name), { throwIfNoEntry: false });
    if (stat === undefined) return false;
    // 0 on file systems without birth times; mtime equals birth time, because the file is never written.
    return (stat.birthtimeMs === 0 ? stat.mtimeMs : stat.birthtimeMs) < time;
  });
}
