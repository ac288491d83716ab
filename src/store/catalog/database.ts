import { existsSync, readFileSync, rmSync, statSync } from 'node:fs';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { ObuilderError } from '../../errors.ts';
import { tryLock } from '../../host/lock.ts';
import { makeDatabaseFile, sqliteCode, tellingWhy } from '../../host/sqlite.ts';
import { foundNoSpace } from '../../volume/fault.ts';
import type { Layout } from '../layout.ts';
import { reconcile } from './reconcile.ts';

const SCHEMA_VERSION = 2;
const BUSY_MS = 20_000;

/** No syncs: the files are authoritative, and after a reboot `reconcile` compares the catalog with the files. */
const SETTINGS = 'PRAGMA journal_mode = TRUNCATE; PRAGMA synchronous = OFF';

/** Name of the fact with the time of the last rebuild, in milliseconds since the epoch. */
export const MADE_AT = 'made-at';

const schema = `
  CREATE TABLE fact (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE result (id TEXT PRIMARY KEY, parent TEXT, meta TEXT NOT NULL, committed INTEGER NOT NULL, used INTEGER NOT NULL) WITHOUT ROWID;
  CREATE TABLE claim (id TEXT PRIMARY KEY, owner TEXT NOT NULL, draft TEXT, base TEXT) WITHOUT ROWID;
  CREATE INDEX claim_owner ON claim (owner);
  CREATE INDEX claim_base ON claim (base);
  CREATE TABLE hold (id TEXT NOT NULL, owner TEXT NOT NULL, PRIMARY KEY (id, owner)) WITHOUT ROWID;
  CREATE INDEX hold_owner ON hold (owner);
  CREATE TABLE memo (number INTEGER PRIMARY KEY, kind TEXT NOT NULL, key TEXT NOT NULL, bytes INTEGER NOT NULL, used INTEGER NOT NULL, UNIQUE (kind, key));
  CREATE INDEX memo_used ON memo (used, bytes);
  CREATE TABLE memo_value (number INTEGER PRIMARY KEY, value TEXT NOT NULL);
`;

/**
 * Users of things. A thing is the id of a result, or a slot or failure prefixed with its kind. A rebuilt catalog knows no users:
 * then every thing belongs to everybody.
 */
const USED_BY = `
  CREATE TABLE IF NOT EXISTS used_by (thing TEXT NOT NULL, uid INTEGER NOT NULL, PRIMARY KEY (thing, uid)) WITHOUT ROWID
`;

/** SQLITE_CORRUPT, SQLITE_NOTADB and SQLITE_FORMAT. */
const DAMAGE_CODES: readonly (number | undefined)[] = [11, 26, 24];
/** Reported for a missing table and for any other fault in a statement. */
const SQLITE_ERROR = 1;

/** Recognises a damaged file by the error's code or by missing parts of the schema. */
function isDamage(error: unknown, { database }: Handle): boolean {
  const code = sqliteCode(error);
  return DAMAGE_CODES.includes(code) || (code === SQLITE_ERROR && !hasSchema(database));
}

const COLUMNS =
  'SELECT t.name AS "table", c.name AS "column" FROM sqlite_schema t, pragma_table_info(t.name) c';

/** Whether a database has all tables and columns of the schema. */
function hasSchema(database: DatabaseSync): boolean {
  const model = new DatabaseSync(':memory:');
  try {
    model.exec(schema);
    model.exec(USED_BY);
    const columnsOf = (of: DatabaseSync) =>
      of
        .prepare(COLUMNS)
        .all()
        .map((row) => `${row['table']}.${row['column']}`);
    const present = new Set(columnsOf(database));
    return columnsOf(model).every((column) => present.has(column));
  } catch (error) {
    if (sqliteCode(error) === undefined) throw error;
    return false;
  } finally {
    model.close();
  }
}

/**
 * An open catalog database with self-repair. Uses a rollback journal instead of a write-ahead log, because the log's index is
 * mapped memory, and writing to mapped memory on a full copy-on-write file system kills the process (SIGBUS).
 */
export interface Database {
  /** Runs `work`. If the file is damaged, rebuilds the catalog from the results and runs `work` once more. */
  run<T>(work: (prepare: (sql: string) => StatementSync) => T): T;
  /** Runs `work` in one write transaction, with the same repair. */
  write<T>(work: (prepare: (sql: string) => StatementSync) => T): T;
  close(): void;
}

interface Settings {
  readonly layout: Layout;
  readonly bootId: string;
  /** Called after a repair. */
  readonly onNotice: (text: string) => void;
}

interface Handle {
  readonly inode: number;
  readonly database: DatabaseSync;
  readonly prepare: (sql: string) => StatementSync;
}

/** Opens the catalog, after repairing a lost or damaged file or checking the file after a reboot. */
export function openDatabase(layout: Layout, onNotice: (text: string) => void = () => undefined): Database {
  const settings: Settings = {
    layout,
    onNotice,
    bootId: readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim(),
  };
  let handle = tellingWhy(layout.catalog, () => openGood(settings) ?? openMended(settings));
  const run: Database['run'] = (work) =>
    tellingWhy(layout.catalog, () => {
      try {
        return work(handle.prepare);
      } catch (error) {
        if (!isDamage(error, handle)) throw error;
        handle.database.close();
        handle = openMended(settings, handle.inode);
        return work(handle.prepare);
      }
    });
  return {
    run,
    write: (work) => run((prepare) => inTransaction(handle.database, () => work(prepare))),
    close: () => {
      if (handle.database.isOpen) handle.database.close();
    },
  };
}

function inTransaction<T>(database: DatabaseSync, work: () => T): T {
  database.exec('BEGIN IMMEDIATE');
  try {
    const value = work();
    database.exec('COMMIT');
    return value;
  } catch (error) {
    // SQLite itself rolls back a transaction that fails for lack of space.
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}

function openHandle(layout: Layout): Handle {
  makeDatabaseFile(layout.catalog);
  const database = new DatabaseSync(layout.catalog, { timeout: BUSY_MS });
  const prepared = new Map<string, StatementSync>();
  const prepare = (sql: string) => {
    const known = prepared.get(sql);
    if (known !== undefined) return known;
    const statement = database.prepare(sql);
    prepared.set(sql, statement);
    return statement;
  };
  return { inode: inodeOf(layout), database, prepare };
}

/** Opens a catalog of this boot; undefined if a check is needed first. O(1) in the number of results. */
function openGood({ layout, bootId }: Settings): Handle | undefined {
  if (!existsSync(layout.catalog)) return undefined;
  const handle = openHandle(layout);
  try {
    handle.database.exec(SETTINGS);
    const version = handle.prepare('PRAGMA user_version').get()?.['user_version'];
    const boot =
      version === SCHEMA_VERSION
        ? handle.prepare(`SELECT value FROM fact WHERE name = 'boot'`).get()
        : undefined;
    if (boot?.['value'] === bootId) {
      // Stores of earlier releases lack this table.
      handle.database.exec(USED_BY);
      return handle;
    }
    handle.database.close();
    return undefined;
  } catch (error) {
    const isDamaged = isDamage(error, handle);
    handle.database.close();
    if (isDamaged) return undefined;
    throw error;
  }
}

/** @param damaged inode of a catalog known to be damaged, even if the file looks sound */
function openMended(settings: Settings, damaged?: number): Handle {
  const { layout } = settings;
  const lock = tryLock(layout.repairLock, BUSY_MS);
  if (lock === undefined) {
    throw new ObuilderError(
      'store-unavailable',
      `could not open the catalog of ${layout.root}: another process has been repairing it for ${BUSY_MS / 1000} seconds`,
      {
        value: layout.root,
        hint: 'Check whether a build hangs on this machine, and try again.',
      },
    );
  }
  try {
    // Another process may have repaired the catalog while we waited for the lock.
    const isDamaged = damaged !== undefined && damaged === inodeOf(layout);
    const good = isDamaged ? undefined : openGood(settings);
    return good ?? mend(settings, isDamaged);
  } finally {
    lock.release();
  }
}

function inodeOf(layout: Layout): number {
  return statSync(layout.catalog, { throwIfNoEntry: false })?.ino ?? 0;
}

function mend({ layout, bootId, onNotice }: Settings, isDamaged: boolean): Handle {
  const state = isDamaged ? 'damaged' : soundness(layout);
  if (state === 'damaged')
    for (const suffix of ['', '-journal']) rmSync(layout.catalog + suffix, { force: true });
  const handle = openHandle(layout);
  const { database, prepare } = handle;
  try {
    database.exec(SETTINGS);
    const results = inTransaction(database, () => {
      if (versionOf(prepare) !== SCHEMA_VERSION) database.exec(schema);
      database.exec(USED_BY);
      const fact = prepare('INSERT OR REPLACE INTO fact VALUES (?, ?)');
      if (state !== 'sound') fact.run(MADE_AT, String(Date.now()));
      fact.run('boot', bootId);
      database.exec(`PRAGMA user_version = ${SCHEMA_VERSION}`);
      return reconcile(layout, prepare);
    });
    if (state !== 'sound' && results > 0)
      onNotice(`The store's catalog was ${state}: rebuilt from ${results} results on disk`);
    return handle;
  } catch (error) {
    // On a full disk use a sound catalog without comparison, so that pruning works; the next opening compares.
    if (state === 'sound' && foundNoSpace(error)) return handle;
    database.close();
    throw error;
  }
}

function versionOf(prepare: Handle['prepare']): unknown {
  return prepare('PRAGMA user_version').get()?.['user_version'];
}

/** Checks a doubtful catalog completely; a missing or damaged catalog is rebuilt. */
function soundness(layout: Layout): 'sound' | 'missing' | 'damaged' {
  if (!existsSync(layout.catalog)) return 'missing';
  const { database, prepare } = openHandle(layout);
  try {
    if (versionOf(prepare) !== SCHEMA_VERSION) return 'damaged';
    const isSound = prepare('PRAGMA integrity_check(1)').get()?.['integrity_check'] === 'ok';
    return isSound ? 'sound' : 'damaged';
  } catch {
    return 'damaged';
  } finally {
    database.close();
  }
}
