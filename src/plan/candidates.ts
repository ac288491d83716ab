import type { Result } from '../contract/results.ts';
import { type IdRequest, idOf } from './identify.ts';
import type { Step } from './plan-steps.ts';
import { isImpure, mayReplace, mayUse, type Scope, type Scopes, scopesOf } from './scopes.ts';
import type { Virtuals } from './virtual.ts';

/** A possible result of a step, by id. */
export interface Candidate {
  readonly id: string;
  /** The owning scope; undefined for a result that all scopes share. */
  readonly scope: Scope | undefined;
  /** Whether this build may make the result. A build uses existing results of other scopes and never writes them. */
  readonly isOurs: boolean;
  /** Set for a result that a build continues from: only the id counts, and the build never makes the result. */
  readonly isBase?: true;
}

export interface CandidateRequest extends Omit<IdRequest, 'scope'> {
  readonly scopes: Scopes;
  /** The step must be made again, even if results exist. */
  readonly isRefreshed: boolean;
}

/** Returns the possible results of a step on a base, best first. If no result exists, the first is made. */
export function candidatesOf(step: Step, request: CandidateRequest): readonly [Candidate, ...Candidate[]] {
  const { scopes, isRefreshed, ...keys } = request;
  if (step.kind === 'from' && step.base !== undefined)
    return [{ id: step.base, scope: undefined, isOurs: true, isBase: true }];
  const scoped = (scope: Scope, isOurs: boolean): Candidate => {
    return { id: idOf(step, { ...keys, scope: scope.key }), scope, isOurs };
  };
  if (isImpure(step)) {
    const [first, ...others] = scopesOf(step, scopes);
    const own = scoped(first, true);
    return isRefreshed ? [own] : [own, ...others.map((scope) => scoped(scope, false))];
  }
  const shared = { id: idOf(step, keys), scope: undefined, isOurs: true };
  // Results of other scopes stay untouched: a replacement belongs to this build's scope alone.
  return isRefreshed ? [shared, scoped(scopes.own, true)] : [shared];
}

export interface Presence {
  /** The existing results. */
  readonly found: ReadonlyMap<string, Result>;
  /** When the result below the step was made; undefined for a base image or a result yet to be made. */
  readonly baseMadeAt: number | undefined;
  /** False if the base has to be made first: no existing result can depend on a future base. */
  readonly hasBase: boolean;
  /** The results on other machines. */
  readonly virtual?: Virtuals['results'] | undefined;
  /** The base is a base image: the id pins the files, whenever a machine fetched the image. */
  readonly isOnImage?: boolean | undefined;
}

export interface Choice extends Candidate {
  /** The existing result, unless the step must be made again. */
  readonly result: Result | undefined;
}

/** The label of the owning scope, for people, if the result belongs to another scope. */
export function foreignLabel({ scope, isOurs }: Candidate): string | undefined {
  return isOurs ? undefined : scope?.label;
}

export function choose(
  candidates: readonly [Candidate, ...Candidate[]],
  presence: Presence,
  { scopes, isRefreshed }: Pick<CandidateRequest, 'scopes' | 'isRefreshed'>,
): Choice {
  const [first, second] = candidates;
  if (isRefreshed && !first.isBase) {
    const there = presence.found.get(first.id);
    const stays = there !== undefined && mayUse(there, scopes) && !mayReplace(there, scopes);
    const isForeign = first.scope === undefined && stays;
    return { ...(isForeign && second !== undefined ? second : first), result: undefined };
  }
  for (const candidate of candidates) {
    const result = present(candidate, presence, scopes) ?? virtual(candidate, presence);
    if (result !== undefined) return { ...candidate, result };
  }
  return { ...first, result: undefined };
}

function present(
  { id, isBase }: Candidate,
  { found, hasBase, baseMadeAt }: Presence,
  scopes: Scopes,
): Result | undefined {
  const result = hasBase ? found.get(id) : undefined;
  if (result === undefined) return undefined;
  return isBase || (isMadeOn(result, baseMadeAt) && mayUse(result, scopes)) ? result : undefined;
}

function virtual({ id }: Candidate, { virtual, hasBase, isOnImage, baseMadeAt }: Presence) {
  const results = virtual?.get(id) ?? [];
  if (isOnImage === true) return results[0];
  return hasBase ? results.find((result) => isMadeOn(result, baseMadeAt)) : undefined;
}

/**
 * Whether a result was made on exactly today's base, because the base may have been made again. A result of an earlier
 * release has no `parentMadeAt` and only has to be newer than the base.
 */
export function isMadeOn(
  { parentMadeAt, startedAt }: Pick<Result, 'parentMadeAt' | 'startedAt'>,
  baseMadeAt = 0,
): boolean {
  return parentMadeAt === undefined ? startedAt >= baseMadeAt : parentMadeAt === baseMadeAt;
}
