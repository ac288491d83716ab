import { existsSync } from 'node:fs';
import type { StatementSync } from 'node:sqlite';
import { isObuilderError } from '../errors.ts';
import type { Result } from './contract.ts';
import { type Database, openDatabase } from './database.ts';
import { asStoreError } from './fault.ts';
import { isSafeId, type Layout, ROOTFS } from './layout.ts';
import { commitTime, parseMeta, readMeta, toResult } from './meta.ts';

/** A use is written down at this grain, so that a cached build mostly writes nothing. In milliseconds. */
const USE_GRAIN = 60_000;

export interface Claim {
  readonly owner: string;
  /** Name of the draft's directory in `tmp`, once there is one. */
  readonly draft: string | undefined;
}

type ClaimOutcome =
  | { readonly kind: 'result'; readonly result: Result; readonly committed: number }
  | { readonly kind: 'claimed' }
  | { readonly kind: 'held'; readonly claim: Claim };

interface ClaimRequest {
  readonly owner: string;
  /** A result committed before this time, in milliseconds since the epoch, does not count; 0 for any. */
  readonly freshSince: number;
}

/** What is known of results and claims. Where the disk says otherwise, the disk is right. */
export interface Catalog {
  readonly database: Database;
  find(ids: readonly string[]): ReadonlyMap<string, Result>;
  list(): readonly Result[];
  count(): number;
  /** Gives the result, or makes the claim, or says who has it: one transaction, so exactly one of many gets a claim. */
  claim(id: string, request: ClaimRequest): ClaimOutcome;
  setDraft(
    id: string,
    owner: string,
    draft: { readonly name: string; readonly base: string | undefined },
  ): void;
  /** The owners of claims on `id` and of drafts that stand on it. */
  usersOf(id: string): readonly { readonly claimed: string; readonly owner: string }[];
  claimsOf(owner: string): readonly string[];
  unclaim(id: string, owner: string): void;
  unclaimAll(owner: string): void;
  /** Takes up the result that is in place on disk, if there is a whole one, and ends the claim, in one transaction. */
  record(id: string, owner: string): Result | undefined;
  forget(id: string): void;
}

type Prepare = (sql: string) => StatementSync;
type Row = Readonly<Record<string, unknown>>;

export function openCatalog(layout: Layout): Catalog {
  const database = openDatabase(layout);
  const { run, write } = database;
  return {
    database,
    find: (ids) => find(layout, database, ids),
    list: () =>
      run((prepare) => prepare('SELECT id, meta FROM result ORDER BY used DESC, id').all()).flatMap(
        (row) => fromRow(layout, row) ?? [],
      ),
    count: () => Number(run((prepare) => prepare('SELECT count(*) AS n FROM result').get())?.['n'] ?? 0),
    claim: (id, request) => write((prepare) => claim(layout, prepare, { id, ...request })),
    setDraft: (id, owner, { name, base }) =>
      run((prepare) =>
        prepare('UPDATE claim SET draft = ?, base = ? WHERE id = ? AND owner = ?').run(
          name,
          base ?? null,
          id,
          owner,
        ),
      ),
    usersOf: (id) =>
      run((prepare) => prepare('SELECT id, owner FROM claim WHERE id = ?1 OR base = ?1').all(id)).map(
        (row) => ({
          claimed: String(row['id']),
          owner: String(row['owner']),
        }),
      ),
    claimsOf: (owner) =>
      run((prepare) => prepare('SELECT id FROM claim WHERE owner = ?').all(owner)).map(({ id }) =>
        String(id),
      ),
    unclaim: (id, owner) => run((prepare) => unclaim(prepare, id, owner)),
    unclaimAll: (owner) => run((prepare) => void prepare('DELETE FROM claim WHERE owner = ?').run(owner)),
    record: (id, owner) =>
      write((prepare) => {
        const result = adopt(layout, prepare, id);
        unclaim(prepare, id, owner);
        return result;
      }),
    forget: (id) => run((prepare) => void prepare('DELETE FROM result WHERE id = ?').run(id)),
  };
}

function unclaim(prepare: Prepare, id: string, owner: string): void {
  prepare('DELETE FROM claim WHERE id = ? AND owner = ?').run(id, owner);
}

// Joined by hand here and in `toResult`: with hundreds of cached steps this is what a build spends its time on.
const directoryOf = (layout: Layout, id: string) => `${layout.results}/${id}`;

/** The result of a row, or undefined where its files are gone. */
function fromRow(layout: Layout, row: Row): Result | undefined {
  const id = String(row['id']);
  const directory = directoryOf(layout, id);
  if (!existsSync(`${directory}/${ROOTFS}`)) return undefined;
  const meta = parseMeta(String(row['meta']));
  return meta === undefined ? undefined : toResult(id, directory, meta);
}

/** Enters a result that is on disk. A process may have died, or lost its catalog, between the rename and the entry. */
function adopt(layout: Layout, prepare: Prepare, id: string): Result | undefined {
  const directory = directoryOf(layout, id);
  if (!existsSync(`${directory}/${ROOTFS}`)) return undefined;
  const text = readMeta(directory);
  const meta = text === undefined ? undefined : parseMeta(text);
  if (text === undefined || meta === undefined) return undefined;
  const add = prepare('INSERT OR REPLACE INTO result (id, meta, committed, used) VALUES (?, ?, ?, ?)');
  add.run(id, text, commitTime(directory), Date.now());
  return toResult(id, directory, meta);
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
    if (!isObuilderError(asStoreError(error), 'store-full')) throw error;
  }
}

function claim(
  layout: Layout,
  prepare: Prepare,
  request: ClaimRequest & { readonly id: string },
): ClaimOutcome {
  const { id, owner, freshSince } = request;
  const row = prepare('SELECT id, meta, committed FROM result WHERE id = ?').get(id);
  const known = row === undefined ? undefined : fromRow(layout, row);
  const result = known ?? adopt(layout, prepare, id);
  const committed = Number(row?.['committed'] ?? 0);
  if (result !== undefined && committed >= freshSince) return { kind: 'result', result, committed };
  const held = prepare('SELECT owner, draft FROM claim WHERE id = ?').get(id);
  if (held !== undefined) {
    const draft = held['draft'];
    return {
      kind: 'held',
      claim: { owner: String(held['owner']), draft: typeof draft === 'string' ? draft : undefined },
    };
  }
  prepare('INSERT INTO claim (id, owner) VALUES (?, ?)').run(id, owner);
  return { kind: 'claimed' };
}
