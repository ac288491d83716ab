import type { Result } from '../../contract/store.ts';
import { type IdRequest, idOf } from './identify.ts';
import type { Step } from './plan-steps.ts';
import { isImpure, mayReplace, type Scope, type Scopes, scopesOf } from './scopes.ts';

/** One of the results that a step may have, by its id. */
export interface Candidate {
  readonly id: string;
  /** Whose result it is; none for one that all share. */
  readonly scope: Scope | undefined;
  /** Whether this build may make it. It uses those of other scopes where they are, and never writes them. */
  readonly isOurs: boolean;
}

export interface CandidateRequest extends Omit<IdRequest, 'scope'> {
  readonly scopes: Scopes;
  /** The step is to be made again, whatever is there. */
  readonly isRefreshed: boolean;
}

/** The results that a step may have on a base, the first choice first. That is the one to make where none is there. */
export function candidatesOf(step: Step, request: CandidateRequest): readonly [Candidate, ...Candidate[]] {
  const { scopes, isRefreshed, ...keys } = request;
  const scoped = (scope: Scope, isOurs: boolean): Candidate => {
    return { id: idOf(step, { ...keys, scope: scope.key }), scope, isOurs };
  };
  if (isImpure(step)) {
    const [first, ...others] = scopesOf(step, scopes);
    const own = scoped(first, true);
    return isRefreshed ? [own] : [own, ...others.map((scope) => scoped(scope, false))];
  }
  const shared = { id: idOf(step, keys), scope: undefined, isOurs: true };
  // What others have made stays theirs: what is made again in its place is this build's alone.
  return isRefreshed ? [shared, scoped(scopes.own, true)] : [shared];
}

export interface Presence {
  /** What the store has. */
  readonly found: ReadonlyMap<string, Result>;
  /** When the result that the step stands on was made; none where that has to be made, or for a base image. */
  readonly baseMadeAt: number | undefined;
  /** False where the base has to be made first, so that nothing that is there can stand on it. */
  readonly hasBase: boolean;
}

export interface Choice extends Candidate {
  /** Its result, where that is there and need not be made again. */
  readonly result: Result | undefined;
}

/** Whose result it is, for people, where that is another scope than this build's. */
export function foreignLabel({ scope, isOurs }: Candidate): string | undefined {
  return isOurs ? undefined : scope?.label;
}

export function choose(
  candidates: readonly [Candidate, ...Candidate[]],
  presence: Presence,
  { scopes, isRefreshed }: Pick<CandidateRequest, 'scopes' | 'isRefreshed'>,
): Choice {
  const [first, second] = candidates;
  if (isRefreshed) {
    const there = presence.found.get(first.id);
    const isForeign = first.scope === undefined && there !== undefined && !mayReplace(there, scopes);
    return { ...(isForeign && second !== undefined ? second : first), result: undefined };
  }
  for (const candidate of presence.hasBase ? candidates : []) {
    const result = presence.found.get(candidate.id);
    if (result !== undefined && standsOn(result, presence.baseMadeAt)) return { ...candidate, result };
  }
  return { ...first, result: undefined };
}

/**
 * Whether a result was made on the very result that is its base today: that may have been made again meanwhile. One of an
 * earlier release does not tell, and is not older than its base.
 */
function standsOn({ parentMadeAt, startedAt }: Result, baseMadeAt = 0): boolean {
  return parentMadeAt === undefined ? startedAt >= baseMadeAt : parentMadeAt === baseMadeAt;
}
