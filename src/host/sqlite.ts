import { closeSync, openSync, rmSync } from 'node:fs';

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

function tryToMake(file: string): void {
  try {
    closeSync(openSync(file, 'w', 0o600));
  } finally {
    rmSync(file, { force: true });
  }
}
