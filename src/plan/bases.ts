import { createHash } from 'node:crypto';
import type { Memo } from '../contract/memo.ts';
import type { Result, Results } from '../contract/results.ts';
import { ObuilderError, type Position } from '../errors.ts';
import { BASE_PREFIX, SHOWN_DIGITS } from './base-id.ts';
import type { Step } from './plan-steps.ts';
import { mayReplace, mayUse, type Scopes } from './scopes.ts';

interface Standing {
  readonly store: Pick<Results, 'find' | 'hasFailed'> & { readonly memo: Memo };
  readonly scopes: Scopes;
}

export interface BasesRequest extends Standing {
  /** Access to results on other machines. */
  readonly remote: ElsewhereById | undefined;
}

/** Carriers of results by id. */
export interface ElsewhereById {
  readonly mayFind: boolean;
  open(): Promise<{
    /** Looks for results by id alone. Results of scopes that the build does not read are `foreign`. */
    findBases(ids: readonly string[], scopes: Scopes): Promise<FoundBases>;
    sought(): Sought;
  }>;
}

export interface FoundBases {
  readonly results: ReadonlyMap<string, Result>;
  readonly foreign: ReadonlySet<string>;
}

/**
 * Finds the results that builds continue from, by id: in the store, and otherwise on the carriers.
 *
 * @throws ObuilderError `result-missing` for a result that is nowhere, and for a result of a scope that this build does not read
 */
export async function findBases(
  steps: readonly Step[],
  request: BasesRequest,
): Promise<ReadonlyMap<string, Result>> {
  const bases = new Map<string, Result>();
  const missing = new Map<string, Missing>();
  for (const step of steps) {
    if (step.kind !== 'from' || step.base === undefined) continue;
    const local = request.store.find([step.base]).get(step.base);
    if (local !== undefined && mayStartFrom(local, request)) bases.set(step.base, local);
    else if (!missing.has(step.base)) missing.set(step.base, { at: step.at, local });
  }
  if (missing.size > 0) for (const [id, base] of await findElsewhere(missing, request)) bases.set(id, base);
  return bases;
}

interface Missing {
  readonly at: Position;
  /** A result of another scope. */
  readonly local: Result | undefined;
}

async function findElsewhere(
  missing: ReadonlyMap<string, Missing>,
  { remote: access, scopes, store }: BasesRequest,
): Promise<ReadonlyMap<string, Result>> {
  const remote = access?.mayFind === true ? await access.open() : undefined;
  // The store has one result for each id, and results of others stay.
  const mayCome = ({ local }: Missing) =>
    local === undefined || !mayUse(local, scopes) || mayReplace(local, scopes);
  const ids = [...missing].filter(([, one]) => mayCome(one)).map(([id]) => id);
  const there = await remote?.findBases(ids, scopes);
  const found = new Map<string, Result>();
  for (const [id, { at, local }] of missing) {
    const result = there?.results.get(id);
    if (result === undefined && (local !== undefined || there?.foreign.has(id))) throw foreignBase(id, at);
    if (result === undefined)
      throw missingBase(id, at, { ...remote?.sought(), hasFailed: store.hasFailed(id) });
    found.set(id, result);
  }
  return found;
}

/** Where a result was looked for besides the store. */
export interface Sought {
  readonly names: readonly string[];
  /** Why a carrier cannot give the result. */
  readonly failures: readonly string[];
}

interface Search extends Partial<Sought> {
  /** Whether the files of a failed step with this id are kept. */
  readonly hasFailed: boolean;
}

export function missingBase(
  id: string,
  at: Position,
  { names = [], failures = [], hasFailed }: Search,
): ObuilderError {
  const where =
    names.length === 0
      ? 'not in this store'
      : `neither in this store nor in ${names.map((name) => `the ${name}`).join(' or ')}`;
  const what = hasFailed ? 'the step with this id has failed here, and its result is' : 'the result is';
  return new ObuilderError(
    'result-missing',
    [`could not start from ${BASE_PREFIX}${id}: ${what} ${where}`, ...failures].join('; '),
    { value: id, hint: hasFailed ? failedHint(id) : missingHint(names), at },
  );
}

const missingHint = (names: readonly string[]) =>
  names.length === 0
    ? 'Build the spec of the result on this machine first, or name a carrier that has the result with cache-from. A failed step has no result: its id opens a shell only.'
    : 'Build the spec of the result with cache-to for this carrier and the same cache-key-secret, or on this machine.';

/** The reporter puts the whole command in the place of `shell ID`. */
const failedHint = (id: string) =>
  `Only a result of a successful step can be a base: repair the step, or continue from the result of the step before. \`shell ${id.slice(0, SHOWN_DIGITS)}\` opens the files of the failed step.`;

export function foreignBase(id: string, at: Position): ObuilderError {
  return new ObuilderError(
    'result-missing',
    `could not start from ${BASE_PREFIX}${id}: the result is of another scope`,
    {
      value: id,
      hint: 'Build the spec of the result in this repository and branch first. docs/scopes.md explains scopes.',
      at,
    },
  );
}

/**
 * Whether a build may read a result by its id alone. Results have files of private repositories, and an id is no secret: a build
 * of a scope that this build reads must have made the result, or must have got the result from a spec.
 */
export function mayStartFrom(result: Result, { scopes, store }: Standing): boolean {
  if (scopes.isOwner) return true;
  const readable = [scopes.own, ...scopes.others].map(({ key }) => key);
  const maker = result.madeBy?.[0];
  if (maker !== undefined && readable.includes(maker)) return true;
  return readable.some((key) => store.memo.recall(KIND, memoKey(key, result)) !== undefined);
}

const KIND = 'started-from';

/** A rebuilt result may hold other files under the same id. */
function memoKey(scope: string, { id, startedAt }: Result): string {
  return createHash('sha256')
    .update(JSON.stringify([scope, id, startedAt]))
    .digest('hex');
}

/** Remembers that a build of this scope got results that others made, so that later builds may start from these. */
export function rememberBases(results: readonly Result[], { scopes, store }: Standing): void {
  for (const result of results) {
    const key = memoKey(scopes.own.key, result);
    if (result.madeBy?.[0] === scopes.own.key || store.memo.recall(KIND, key) !== undefined) continue;
    store.memo.remember(KIND, key, '1');
  }
}
