import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as delay } from 'node:timers/promises';
import { ObuilderError } from '../errors.ts';
import { makeDatabaseFile, sqliteCode, tellingWhy } from './sqlite.ts';

/** A lock that the kernel drops when this process dies, however it dies. Children do not inherit it. */
export interface FileLock {
  release(): void;
}

const SQLITE_BUSY = 5;

/**
 * Takes the lock of `file`, which is made when absent. Holds between processes and between two holders in one process.
 * It is SQLite's own fcntl lock on an empty database, since Node has no call for file locks; so nobody may open and
 * close that file by other means, which would drop the lock.
 *
 * @param waitMilliseconds how long to block while another one holds it; 0 for not at all
 * @returns undefined where another one holds it
 */
export function tryLock(file: string, waitMilliseconds = 0): FileLock | undefined {
  const database = tellingWhy(file, () => {
    makeDatabaseFile(file);
    return new DatabaseSync(file, { timeout: waitMilliseconds });
  });
  try {
    // Without a journal in memory an empty `-journal` file would stay beside every lock whose holder was killed.
    database.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    if ((sqliteCode(error) ?? 0) === SQLITE_BUSY) return undefined;
    throw error;
  }
  if (!existsSync(file)) {
    // Whoever repaired the place removed the file between our opening and our locking: the lock is on nothing.
    database.close();
    return undefined;
  }
  return { release: () => database.close() };
}

const POLL_MILLISECONDS = 50;

/** The same, once whoever holds it has released it. @throws ObuilderError `cancelled` when the signal fires before that */
export async function waitForLock(file: string, signal?: AbortSignal): Promise<FileLock> {
  for (;;) {
    const lock = tryLock(file);
    if (lock !== undefined) return lock;
    if (signal?.aborted)
      throw new ObuilderError('cancelled', `waiting for ${file} was cancelled`, { value: file });
    await delay(POLL_MILLISECONDS);
  }
}
