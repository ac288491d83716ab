import type { Result } from '../../contract/results.ts';
import type { Store } from '../../contract/store.ts';
import { must } from '../../errors.ts';
import { type Candidate, candidatesOf } from '../candidates.ts';
import type { PlanFacts } from '../facts.ts';
import { nestedReads } from '../files-read.ts';
import type { PlannedBuild, Step } from '../plan-steps.ts';
import type { Scopes } from '../scopes.ts';
import { NO_VIRTUALS, type Virtuals } from '../virtual.ts';

export interface LookupRequest {
  readonly facts: PlanFacts;
  readonly scopes: Scopes;
  readonly isRefreshed: (step: Step) => boolean;
  readonly store: Pick<Store, 'find'>;
  /** The results on other machines; none by default. */
  readonly virtuals?: Virtuals | undefined;
}

/** A possible result; undefined before the first step. */
export type Chain = { readonly id: string } | undefined;

/** A lookup under way. */
export interface Search extends LookupRequest {
  readonly virtuals: Virtuals;
  readonly builds: readonly PlannedBuild[];
  readonly found: Map<string, Result>;
  readonly asked: Set<string>;
  /** Every walk meets the same chains, so ids are computed once. */
  readonly known: Map<string, readonly [Candidate, ...Candidate[]]>;
  /** Digests of files from nested builds that records of other machines claim, by step. */
  readonly claims: Map<Step, string>;
}

export function newSearch(builds: readonly PlannedBuild[], request: LookupRequest): Search {
  const { virtuals = NO_VIRTUALS } = request;
  return {
    ...request,
    virtuals,
    builds,
    found: new Map(request.facts.bases),
    asked: new Set(),
    known: new Map(),
    claims: new Map(),
  };
}

export interface Standing {
  readonly base: Chain;
  /** The digests of the files from nested builds, if known. */
  readonly manifest: string | undefined;
}

/** Returns undefined if the candidates depend on a base or on files yet unknown. */
export function candidatesAt(search: Search, step: Step, { base, manifest }: Standing) {
  if (step.kind !== 'from' && base === undefined) return undefined;
  if (manifest === undefined && nestedReads(step).length > 0) return undefined;
  const key = `${step.index} ${base?.id} ${manifest}`;
  const known = search.known.get(key);
  if (known !== undefined) return known;
  const { facts } = search;
  const id = step.kind === 'from' ? '' : must(base, 'the base of a step').id;
  const candidates = candidatesOf(step, { base: id, facts, manifest, ...scopesAt(search, step) });
  search.known.set(key, candidates);
  return candidates;
}

export function scopesAt({ scopes, isRefreshed }: Search, step: Step) {
  return { scopes, isRefreshed: isRefreshed(step) };
}
