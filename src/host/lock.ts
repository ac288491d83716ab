import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as delay } from 'node:timers/promises';
import { ObuilderError } from '../errors.ts';
import { makeDatabaseFile, sqliteCode, tellingWhy } from './sqlite.ts';

/** A lock that the kernel drops when this process ends in any way. Children do not inherit the lock. */
export interface FileLock {
  release(): void;
}

const SQLITE_BUSY = 5;

/**
 * Takes the lock of `file`, and makes a missing file. Excludes other processes, and other holders in this process. Uses SQLite's fcntl
 * lock on an empty database, since Node has no call for file locks. Never open and close the file by other means: closing it
 * drops the lock.
 *
 * @param waitMs how long to block while another holder has the lock; 0 returns at once
 * @returns undefined if another holder has the lock
 */
export function tryLock(file: string, waitMs = 0): FileLock | undefined {
  const database = tellingWhy(file, () => {
    makeDatabaseFile(file);
    return new DatabaseSync(file, { timeout: waitMs });
  });
  try {
    // A journal on disk would leave an empty `-journal` file beside the lock of each killed holder.
    database.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    if ((sqliteCode(error) ?? 0) === SQLITE_BUSY) return undefined;
    throw error;
  }
  if (!existsSync(file)) {
    // A repair removed the file between open and lock, so the lock is on a deleted file.
    database.close();
    return undefined;
  }
  return { release: () => database.close() };
}

const POLL_MS = 50;

/** Waits for the lock of `file`; see `tryLock`. @throws ObuilderError `cancelled` if the signal fires first */
export async function waitForLock(file: string, signal?: AbortSignal): Promise<FileLock> {
  for (;;) {
    const lock = tryLock(file);
    if (lock !== undefined) return lock;
    if (signal?.aborted)
      throw new ObuilderError('cancelled', `waiting for ${file} was cancelled`, { value: file });
    await delay(POLL_MS);
  }
}
