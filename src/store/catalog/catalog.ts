import { existsSync } from 'node:fs';
import type { Result } from '../../contract/results.ts';
import type { ListedResult } from '../../contract/store.ts';
import { must } from '../../errors.ts';
import { foundNoSpace } from '../../volume/fault.ts';
import { isSafeId, type Layout, META } from '../layout.ts';
import { noteUse, thingsOfOnly } from '../result/used-by.ts';
import {
  addHold,
  type ClaimOutcome,
  type ClaimRequest,
  claim,
  hold,
  type TakeOut,
  takeOut,
  unclaim,
  usersOf,
} from './claims.ts';
import { type Database, MADE_AT, openDatabase } from './database.ts';
import { adopt, directoryOf, fromRow, type Prepare } from './rows.ts';

/** Uses are recorded once a minute, so that a cached build mostly writes nothing. In milliseconds. */
const USE_GRAIN_MS = 60_000;

/** The index of results, claims and holds. If catalog and disk differ, the disk is right. */
export interface Catalog {
  readonly database: Database;
  find(ids: readonly string[]): ReadonlyMap<string, Result>;
  /** Finds results and holds them for `owner` in one transaction, so that no result is evicted in between. */
  hold(ids: readonly string[], owner: string): ReadonlyMap<string, Result>;
  list(): readonly ListedResult[];
  count(): number;
  /** Returns the candidates for pruning, unordered. */
  uses(): readonly ResultUse[];
  /** Returns the things used by this store's user and nobody else. */
  ownThings(): ReadonlySet<string>;
  /** Records a use by this store's user. */
  noteUse(thing: string): void;
  /** Returns the time of the last rebuild in milliseconds since the epoch: earlier holds are lost. */
  madeAt(): number;
  /**
   * Returns the result, makes the claim, or returns the other holder: one transaction, so exactly one of many owners gets the
   * claim.
   */
  claim(id: string, request: ClaimRequest): ClaimOutcome;
  setDraft(
    id: string,
    owner: string,
    draft: { readonly name: string; readonly base: string | undefined },
  ): void;
  /**
   * Moves a result away with `move` and deletes the row, in one transaction, unless an owner has a claim on the result, holds
   * the result, or has a draft based on the result.
   *
   * @returns those owners; empty after a removal
   */
  takeOut(id: string, request: TakeOut): readonly string[];
  /** Returns the owners that keep a result from being taken out. */
  usersOf(id: string): readonly string[];
  claimsOf(owner: string): readonly string[];
  unclaimAll(owner: string): void;
  /**
   * Deletes the rows of results without files: a process died between moving the files and deleting the row.
   *
   * @returns directories of half-removed results
   */
  dropLost(): readonly string[];
  /** Enters and holds a whole result found on disk, and deletes the claim, in one transaction. */
  record(id: string, owner: string, facts?: { readonly committed: number | undefined }): Result | undefined;
}

export interface ResultUse {
  readonly id: string;
  readonly parent: string | undefined;
  readonly committed: number;
  readonly used: number;
}

export interface CatalogOptions {
  readonly onNotice?: ((text: string) => void) | undefined;
  /** The user of this store. */
  readonly uid: number;
  /** Whether nothing counts as used by the user. */
  readonly isLooking?: boolean | undefined;
}

export function openCatalog(layout: Layout, { onNotice, uid, isLooking = false }: CatalogOptions): Catalog {
  const database = openDatabase(layout, onNotice);
  const { run, write } = database;
  const note = (things: Iterable<string>) => {
    if (!isLooking) noteUse(database, uid, things);
  };
  const used = <T extends ReadonlyMap<string, Result>>(results: T): T => {
    note(results.keys());
    return results;
  };
  return {
    database,
    find: (ids) => used(find(layout, database, ids)),
    hold: (ids, owner) => used(write((prepare) => hold(layout, prepare, { ids, owner }))),
    ownThings: () => thingsOfOnly(database, uid),
    noteUse: (thing) => note([thing]),
    list: () => list(layout, database),
    uses: () => run(uses),
    madeAt: () =>
      Number(run((prepare) => prepare('SELECT value FROM fact WHERE name = ?').get(MADE_AT))?.['value'] ?? 0),
    count: () =>
      Number(
        must(
          run((prepare) => prepare('SELECT count(*) AS n FROM result').get()),
          'the count of results',
        )['n'],
      ),
    claim: (id, request) => {
      const outcome = write((prepare) => claim(layout, prepare, { id, ...request }));
      if (outcome.kind === 'result') note([id]);
      return outcome;
    },
    setDraft: (id, owner, { name, base }) =>
      run((prepare) =>
        prepare('UPDATE claim SET draft = ?, base = ? WHERE id = ? AND owner = ?').run(
          name,
          base ?? null,
          id,
          owner,
        ),
      ),
    takeOut: (id, request) => takeOutThoughFull(database, id, request),
    usersOf: (id) => run((prepare) => usersOf(prepare, id)),
    claimsOf: (owner) =>
      run((prepare) => prepare('SELECT id FROM claim WHERE owner = ?').all(owner)).map(({ id }) =>
        String(id),
      ),
    unclaimAll: (owner) =>
      write((prepare) => {
        for (const table of ['claim', 'hold']) prepare(`DELETE FROM ${table} WHERE owner = ?`).run(owner);
      }),
    dropLost: () => write((prepare) => dropLost(layout, prepare)),
    record: (id, owner, { committed } = { committed: undefined }) => {
      const result = write((prepare) => {
        const result = adopt(layout, prepare, id);
        if (result !== undefined) addHold(prepare, id, owner);
        // Some file systems store times in whole seconds.
        if (committed !== undefined)
          prepare('UPDATE result SET committed = ? WHERE id = ?').run(committed, id);
        unclaim(prepare, id, owner);
        return result;
      });
      if (result !== undefined) note([id]);
      return result;
    },
  };
}

/** A full disk may allow moving the files but not deleting the row: then the disk is right, and the row is deleted later. */
function takeOutThoughFull({ write }: Database, id: string, request: TakeOut): readonly string[] {
  let isMoved = false;
  const move = () => {
    request.move();
    isMoved = true;
  };
  try {
    return write((prepare) => takeOut(prepare, id, { ...request, move }));
  } catch (error) {
    if (isMoved && foundNoSpace(error)) return [];
    throw error;
  }
}

function list(layout: Layout, { run }: Database): readonly ListedResult[] {
  const rows = run((prepare) => prepare('SELECT id, meta, used FROM result ORDER BY used DESC, id').all());
  return rows.flatMap((row) => {
    const result = fromRow(layout, row);
    return result === undefined ? [] : [{ ...result, usedAt: Number(row['used']) }];
  });
}

function dropLost(layout: Layout, prepare: Prepare): readonly string[] {
  const drop = prepare('DELETE FROM result WHERE id = ?');
  const half: string[] = [];
  for (const { id } of prepare('SELECT id FROM result').all()) {
    const directory = directoryOf(layout, String(id));
    if (existsSync(`${directory}/${META}`)) continue;
    drop.run(String(id));
    if (existsSync(directory)) half.push(directory);
  }
  prepare("DELETE FROM used_by WHERE thing NOT LIKE '%:%' AND thing NOT IN (SELECT id FROM result)").run();
  return half;
}

function uses(prepare: Prepare): readonly ResultUse[] {
  return prepare('SELECT id, parent, committed, used FROM result')
    .all()
    .map(({ id, parent, committed, used }) => ({
      id: String(id),
      parent: typeof parent === 'string' ? parent : undefined,
      committed: Number(committed),
      used: Number(used),
    }));
}

function find(layout: Layout, database: Database, ids: readonly string[]): ReadonlyMap<string, Result> {
  const rows = database.run((prepare) =>
    prepare('SELECT id, meta, used FROM result WHERE id IN (SELECT value FROM json_each(?))').all(
      JSON.stringify(ids),
    ),
  );
  const byId = new Map(rows.map((row) => [String(row['id']), row]));
  const found = new Map<string, Result>();
  for (const id of ids) {
    const row = byId.get(id);
    const result = row === undefined ? undefined : fromRow(layout, row);
    const isLost = result === undefined && isSafeId(id) && existsSync(directoryOf(layout, id));
    const present = isLost ? database.write((prepare) => adopt(layout, prepare, id)) : result;
    if (present !== undefined) found.set(id, present);
  }
  const now = Date.now();
  const stale = rows.filter(({ used }) => Number(used) < now - USE_GRAIN_MS).map(({ id }) => id);
  if (stale.length > 0) markUsed(database, JSON.stringify(stale), now);
  return found;
}

function markUsed(database: Database, ids: string, now: number): void {
  try {
    database.run((prepare) =>
      prepare('UPDATE result SET used = ? WHERE id IN (SELECT value FROM json_each(?))').run(now, ids),
    );
  } catch (error) {
    // A full store is still readable.
    if (!foundNoSpace(error)) throw error;
  }
}
