import type { AcquireOptions, Result } from '../../contract/results.ts';
import type { Layout } from '../layout.ts';
import { adopt, fromRow, type Prepare } from './rows.ts';

export interface Claim {
  readonly owner: string;
  /** Name of the draft's directory in `tmp`; undefined before `begin`. */
  readonly draft: string | undefined;
}

export type ClaimOutcome =
  | { readonly kind: 'result'; readonly result: Result; readonly committed: number }
  /** `replaces`: a stale result is in place. */
  | { readonly kind: 'claimed'; readonly replaces: boolean }
  | { readonly kind: 'held'; readonly claim: Claim };

export interface ClaimRequest {
  readonly owner: string;
  /** Results committed before this time (milliseconds since the epoch) are stale; 0 accepts all. */
  readonly freshSince: number;
  /** An older result counts if this returns false. */
  readonly mayReplace?: AcquireOptions['mayReplace'];
  /** A result is stale if this returns false. */
  readonly mayUse?: AcquireOptions['mayUse'];
  /** A result built on another making of the parent is stale. */
  readonly parentMadeAt?: number | undefined;
}

export interface TakeOut {
  readonly move: () => void;
  /** Owner with ignored holds. */
  readonly except?: string | undefined;
}

export function claim(
  layout: Layout,
  prepare: Prepare,
  request: ClaimRequest & { readonly id: string },
): ClaimOutcome {
  const { id, owner } = request;
  const row = prepare('SELECT id, meta, committed FROM result WHERE id = ?').get(id);
  const known = row === undefined ? undefined : fromRow(layout, row);
  const result = known ?? adopt(layout, prepare, id);
  const committed = Number(row?.['committed'] ?? 0);
  if (result !== undefined && counts({ result, committed }, request)) {
    addHold(prepare, id, owner);
    return { kind: 'result', result, committed };
  }
  const held = prepare('SELECT owner, draft FROM claim WHERE id = ?').get(id);
  if (held !== undefined) {
    const draft = held['draft'];
    return {
      kind: 'held',
      claim: { owner: String(held['owner']), draft: typeof draft === 'string' ? draft : undefined },
    };
  }
  prepare('INSERT INTO claim (id, owner) VALUES (?, ?)').run(id, owner);
  return { kind: 'claimed', replaces: result !== undefined };
}

function counts(
  { result, committed }: { readonly result: Result; readonly committed: number },
  { freshSince, mayReplace, mayUse, parentMadeAt }: ClaimRequest,
): boolean {
  if (!standsOn(result, parentMadeAt) || mayUse?.(result) === false) return false;
  return committed >= freshSince || mayReplace?.(result) === false;
}

/** Results of earlier releases lack `parentMadeAt`. */
function standsOn({ parentMadeAt, startedAt }: Result, wanted: number | undefined): boolean {
  if (wanted === undefined) return true;
  return parentMadeAt === undefined ? startedAt >= wanted : parentMadeAt === wanted;
}

export function unclaim(prepare: Prepare, id: string, owner: string): void {
  prepare('DELETE FROM claim WHERE id = ? AND owner = ?').run(id, owner);
}

export function addHold(prepare: Prepare, id: string, owner: string): void {
  prepare('INSERT OR IGNORE INTO hold (id, owner) VALUES (?, ?)').run(id, owner);
}

/** Holds the present results among `ids` for `owner`, and returns them. */
export function hold(
  layout: Layout,
  prepare: Prepare,
  { ids, owner }: { readonly ids: readonly string[]; readonly owner: string },
): ReadonlyMap<string, Result> {
  const select = prepare('SELECT id, meta FROM result WHERE id = ?');
  const held = new Map<string, Result>();
  for (const id of ids) {
    const row = select.get(id);
    const result = row === undefined ? undefined : fromRow(layout, row);
    if (result === undefined) continue;
    addHold(prepare, id, owner);
    held.set(id, result);
  }
  return held;
}

export function takeOut(prepare: Prepare, id: string, { move, except }: TakeOut): readonly string[] {
  const users = usersOf(prepare, id, except);
  if (users.length > 0) return users;
  move();
  prepare('DELETE FROM result WHERE id = ?').run(id);
  return [];
}

/** Returns the owners that use a result, except for the holds of one owner. */
export function usersOf(prepare: Prepare, id: string, except?: string): readonly string[] {
  return prepare(
    `SELECT owner FROM claim WHERE id = ?1 OR base = ?1
     UNION SELECT owner FROM hold WHERE id = ?1 AND owner IS NOT ?2`,
  )
    .all(id, except ?? null)
    .map(({ owner }) => String(owner));
}
