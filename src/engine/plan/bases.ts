import { createHash } from 'node:crypto';
import type { Memo } from '../../contract/memo.ts';
import type { Result, Results } from '../../contract/results.ts';
import { ObuilderError, type Position } from '../../errors.ts';
import { BASE_PREFIX } from './base-id.ts';
import type { FromStep, Step } from './plan-steps.ts';
import type { Scopes } from './scopes.ts';

export interface BasesRequest {
  readonly store: Pick<Results, 'find'> & { readonly memo: Memo };
  readonly scopes: Scopes;
}

/**
 * Finds the results that builds continue from, by id.
 *
 * @throws ObuilderError `result-missing` for a result that is nowhere, and for a result of a scope that this build does not read
 */
export function findBases(steps: readonly Step[], request: BasesRequest): ReadonlyMap<string, Result> {
  const bases = new Map<string, Result>();
  for (const step of steps) {
    if (step.kind !== 'from' || step.base === undefined || bases.has(step.base)) continue;
    bases.set(step.base, findBase(step, step.base, request));
  }
  return bases;
}

function findBase({ at }: FromStep, id: string, request: BasesRequest): Result {
  const local = request.store.find([id]).get(id);
  if (local !== undefined && mayStartFrom(local, request)) return local;
  throw local === undefined ? missingBase(id, at) : foreignBase(id, at);
}

export function missingBase(id: string, at: Position): ObuilderError {
  return new ObuilderError(
    'result-missing',
    `could not start from ${BASE_PREFIX}${id}: the result is not in this store`,
    { value: id, hint: 'Build the spec of the result on this machine first.', at },
  );
}

function foreignBase(id: string, at: Position): ObuilderError {
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
function mayStartFrom(result: Result, { scopes, store }: BasesRequest): boolean {
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
export function rememberBases(
  results: readonly Result[],
  { scopes, store }: Pick<BasesRequest, 'scopes' | 'store'>,
): void {
  for (const result of results) {
    const key = memoKey(scopes.own.key, result);
    if (result.madeBy?.[0] === scopes.own.key || store.memo.recall(KIND, key) !== undefined) continue;
    store.memo.remember(KIND, key, '1');
  }
}
