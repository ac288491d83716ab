import { closeSync, existsSync, openSync, rmSync } from 'node:fs';

const SQLITE_CANTOPEN = 14;

/** The primary result code of an error of node:sqlite (https://sqlite.org/rescode.html), undefined for other errors. */
export function sqliteCode(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number')
    return undefined;
  return error.errcode & 0xff;
}

/**
 * Runs `work` on the database `file`. SQLite does not tell why it could not open or make a file; where making one beside
 * it fails as well, the system's own error is thrown, such as ENOSPC.
 */
export function tellingWhy<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (sqliteCode(error) === SQLITE_CANTOPEN) tryToMake(`${file}-probe`);
    throw error;
  }
}

/**
 * Makes an empty database that only its owner can read, where there is none: SQLite leaves the mode to the umask. The files that
 * SQLite makes beside a database have the same mode. A file that is there is not touched, because to close it drops SQLite's locks.
 */
export function makeDatabaseFile(file: string): void {
  if (existsSync(file)) return;
  try {
    closeSync(openSync(file, 'wx', 0o600));
  } catch {
    // Somebody else was quicker, or SQLite fails in the same way and tells of it.
  }
}

function tryToMake(file: string): void {
  try {
    closeSync(openSync(file, 'w', 0o600));
  } finally {
    rmSync(file, { force: true });
  }
}
