import { existsSync } from 'node:fs';
import type { Result } from '../../contract/results.ts';
import type { ListedResult } from '../../contract/store.ts';
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
} from './claims.ts';
import { type Database, MADE_AT, openDatabase } from './database.ts';
import { adopt, directoryOf, fromRow, type Prepare } from './rows.ts';

/** A use is written down at this grain, so that a cached build mostly writes nothing. In milliseconds. */
const USE_GRAIN = 60_000;

/** What is known of results and claims. Where the disk says otherwise, the disk is right. */
export interface Catalog {
  readonly database: Database;
  find(ids: readonly string[]): ReadonlyMap<string, Result>;
  /** The same, and `owner` holds them from then on: one transaction, so that none goes in between. */
  hold(ids: readonly string[], owner: string): ReadonlyMap<string, Result>;
  list(): readonly ListedResult[];
  count(): number;
  /** What is there to prune, unordered. */
  uses(): readonly ResultUse[];
  /** What only this store's user has ever used. */
  ownThings(): ReadonlySet<string>;
  /** Notes that this store's user uses something. */
  noteUse(thing: string): void;
  /** When this catalog was made anew, in milliseconds since the epoch: holds that were taken before are lost. */
  madeAt(): number;
  /** Gives the result, or makes the claim, or says who has it: one transaction, so exactly one of many gets a claim. */
  claim(id: string, request: ClaimRequest): ClaimOutcome;
  setDraft(
    id: string,
    owner: string,
    draft: { readonly name: string; readonly base: string | undefined },
  ): void;
  /**
   * Moves a result out of its place with `move` and forgets it, in one transaction, unless somebody has a claim on it,
   * stands on it or holds it.
   *
   * @returns those owners; none where it went
   */
  takeOut(id: string, request: TakeOut): readonly string[];
  claimsOf(owner: string): readonly string[];
  unclaimAll(owner: string): void;
  /**
   * Drops the rows of results whose files are gone: a process died between moving them and saying so.
   *
   * @returns directories of results that were being removed where they are
   */
  dropLost(): readonly string[];
  /** Takes up the result that is in place on disk, if there is a whole one, and holds it; a claim goes. One transaction. */
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
  /** Whose uses are noted. */
  readonly uid: number;
}

export function openCatalog(layout: Layout, { onNotice, uid }: CatalogOptions): Catalog {
  const database = openDatabase(layout, onNotice);
  const { run, write } = database;
  const used = <T extends ReadonlyMap<string, Result>>(results: T): T => {
    noteUse(database, uid, results.keys());
    return results;
  };
  return {
    database,
    find: (ids) => used(find(layout, database, ids)),
    hold: (ids, owner) => used(write((prepare) => hold(layout, prepare, { ids, owner }))),
    ownThings: () => thingsOfOnly(database, uid),
    noteUse: (thing) => noteUse(database, uid, [thing]),
    list: () => list(layout, database),
    uses: () => run(uses),
    madeAt: () =>
      Number(run((prepare) => prepare('SELECT value FROM fact WHERE name = ?').get(MADE_AT))?.['value'] ?? 0),
    count: () => Number(run((prepare) => prepare('SELECT count(*) AS n FROM result').get())?.['n'] ?? 0),
    claim: (id, request) => {
      const outcome = write((prepare) => claim(layout, prepare, { id, ...request }));
      if (outcome.kind === 'result') noteUse(database, uid, [id]);
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
        // Some file systems keep times in whole seconds.
        if (committed !== undefined)
          prepare('UPDATE result SET committed = ? WHERE id = ?').run(committed, id);
        unclaim(prepare, id, owner);
        return result;
      });
      if (result !== undefined) noteUse(database, uid, [id]);
      return result;
    },
  };
}

/** On a full disk the files can go and the row cannot: where they differ, the disk is right. */
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
  const stale = rows.filter(({ used }) => Number(used) < now - USE_GRAIN).map(({ id }) => id);
  if (stale.length > 0) markUsed(database, JSON.stringify(stale), now);
  return found;
}

function markUsed(database: Database, ids: string, now: number): void {
  try {
    database.run((prepare) =>
      prepare('UPDATE result SET used = ? WHERE id IN (SELECT value FROM json_each(?))').run(now, ids),
    );
  } catch (error) {
    // A store that is full can still be read.
    if (!foundNoSpace(error)) throw error;
  }
}
