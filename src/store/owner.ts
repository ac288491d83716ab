import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { type FileLock, tryLock } from '../host/lock.ts';
import { sqliteCode } from '../host/sqlite.ts';
import { type Layout, ownerOfEntry } from './layout.ts';

/** One open store. Whatever it has claimed is its own as long as its lock is held. */
export interface Owner {
  /** Takes the lock on first use, so that a build that finds everything cached makes no file. */
  name(): string;
  readonly isHeld: boolean;
  /** A name in `tmp` that nobody had before. */
  newEntry(): string;
  /** Every name given out so far may still exist when `keep` is set; then the next opener finds and removes them. */
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
 * Takes the lock of an owner that died; nobody else repairs after it meanwhile.
 *
 * @returns undefined where it lives, or where another process is repairing after it
 */
export function lockDeadOwner(layout: Layout, owner: string): FileLock | undefined {
  const file = path.join(layout.owners, owner);
  if (!existsSync(file)) return noLock;
  try {
    return tryLock(file);
  } catch (error) {
    // A damaged file locks nobody out; what it stood for is repaired like the rest.
    if (sqliteCode(error) !== undefined) return noLock;
    throw error;
  }
}

const noLock: FileLock = { release: () => undefined };

/** Owners that may be dead: each has a lock file, or has left something in `tmp`. Costs two directory reads. */
export function possibleOwners(layout: Layout): readonly string[] {
  // In this order: an owner makes its lock file before its first entry.
  const entries = readdirSync(layout.tmp);
  const files = readdirSync(layout.owners).filter((name) => !name.endsWith('-journal'));
  return [...new Set([...files, ...entries.map(ownerOfEntry)])];
}

/** Whether another owner may have been at work already at a time in milliseconds since the epoch. */
export function possibleOwnersSince(layout: Layout, time: number, except: string | undefined): boolean {
  return possibleOwners(layout).some((name) => {
    if (name === except) return false;
    const stat = statSync(path.join(layout.owners, name), { throwIfNoEntry: false });
    if (stat === undefined) return false;
    // Where a file system keeps no time of birth, it is 0; nothing is ever written to the file.
    return (stat.birthtimeMs === 0 ? stat.mtimeMs : stat.birthtimeMs) < time;
  });
}
