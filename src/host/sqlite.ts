import { closeSync, existsSync, openSync, rmSync } from 'node:fs';

const SQLITE_CANTOPEN = 14;

/** Returns the primary result code of an error of node:sqlite (https://sqlite.org/rescode.html); undefined for other errors. */
export function sqliteCode(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number')
    return undefined;
  return error.errcode & 0xff;
}

/**
 * Runs `work` on the database `file`. SQLite hides the reason for a failed open, so this then tries to make a file beside the
 * database, and throws the system error of a failure, such as ENOSPC.
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
 * Makes a missing database as an empty file with mode 0600, because SQLite would use the umask. SQLite gives the same mode to the
 * files beside the database. Never touches an existing file, because closing it drops SQLite's locks.
 */
export function makeDatabaseFile(file: string): void {
  if (existsSync(file)) return;
  try {
    closeSync(openSync(file, 'wx', 0o600));
  } catch {
    // Another process was first, or SQLite fails in the same way and reports the failure.
  }
}

function tryToMake(file: string): void {
  try {
    closeSync(openSync(file, 'w', 0o600));
  } finally {
    rmSync(file, { force: true });
  }
}
