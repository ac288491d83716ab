import type { Result } from '../../contract/results.ts';
import type { Store } from '../../contract/store.ts';
import { must } from '../../errors.ts';
import { type Candidate, type Choice, candidatesOf, choose } from './candidates.ts';
import type { Facts } from './facts.ts';
import type { CopyStep, PlannedBuild, Step } from './plan-steps.ts';
import type { BuildNode } from './scope.ts';
import type { Scopes } from './scopes.ts';

export interface LookupRequest {
  readonly facts: Facts;
  readonly scopes: Scopes;
  readonly isRefreshed: (step: Step) => boolean;
  readonly store: Pick<Store, 'find'>;
}

/** The outcome of looking up a build's steps. */
export interface Lookup {
  /** The choice for each step; undefined after a copy from a nested build with files yet unknown. */
  readonly choices: Choices;
  /** All existing results among the ids that were looked up. */
  readonly found: ReadonlyMap<string, Result>;
  /** The ids that were looked up. */
  readonly asked: ReadonlySet<string>;
}

/**
 * Each step forks a chain of ids into as many chains as scopes may be read. Following up to this number of chains at
 * once answers nearly every build with a single query; longer forks take another query.
 */
const MAX_CHAINS = 64;

type Choices = ReadonlyMap<Step, Choice | undefined>;

type Chain = { readonly id: string } | undefined;

interface Search extends LookupRequest {
  readonly builds: readonly PlannedBuild[];
  readonly found: Map<string, Result>;
  readonly asked: Set<string>;
  /** Every walk meets the same chains, so ids are computed once. */
  readonly known: Map<string, readonly [Candidate, ...Candidate[]]>;
}

/** Finds the results of all steps: by a single query of the store, unless many steps may come from several scopes. */
export function lookUp(builds: readonly PlannedBuild[], request: LookupRequest): Lookup {
  const found = new Map(request.facts.bases);
  const search: Search = { ...request, builds, found, asked: new Set(), known: new Map() };
  for (;;) {
    const { choices, isComplete } = walk(search);
    if (isComplete) return { choices, found: search.found, asked: search.asked };
    const wanted = [...collect(search, choices)].filter((id) => !search.asked.has(id));
    for (const id of wanted) search.asked.add(id);
    for (const [id, result] of request.store.find(wanted)) search.found.set(id, result);
  }
}

/** Chooses the result of each step, up to the first step with candidates not yet looked up. */
function walk(search: Search): { readonly choices: Choices; readonly isComplete: boolean } {
  const choices = new Map<Step, Choice | undefined>();
  const last = new Map<BuildNode, Choice | undefined>();
  for (const { node, steps } of search.builds) {
    let base: Choice | undefined;
    for (const step of steps) {
      const source = step.kind === 'copy' && step.source !== undefined ? last.get(step.source) : undefined;
      const candidates = candidatesAt(search, step, { base, manifest: provenDigest(search, step, source) });
      if (candidates?.some(({ id }) => !search.asked.has(id))) return { choices, isComplete: false };
      base = candidates && choose(candidates, presenceOn(search, step, base), scopesAt(search, step));
      choices.set(step, base);
    }
    last.set(node, base);
  }
  return { choices, isComplete: true };
}

function presenceOn({ found }: Search, step: Step, base: Choice | undefined) {
  const hasBase = step.kind === 'from' || base?.result !== undefined;
  return { found, hasBase, baseMadeAt: base?.result?.startedAt };
}

function scopesAt({ scopes, isRefreshed }: Search, step: Step) {
  return { scopes, isRefreshed: isRefreshed(step) };
}

interface Standing {
  readonly base: Chain;
  /** The digest of the files copied from a nested build, if known. */
  readonly manifest: string | undefined;
}

/** Returns undefined if the candidates depend on a base or on files yet unknown. */
function candidatesAt(search: Search, step: Step, { base, manifest }: Standing) {
  if (step.kind !== 'from' && base === undefined) return undefined;
  if (step.kind === 'copy' && step.source !== undefined && manifest === undefined) return undefined;
  const key = `${step.index} ${base?.id} ${manifest}`;
  const known = search.known.get(key);
  if (known !== undefined) return known;
  const { facts } = search;
  const id = step.kind === 'from' ? '' : must(base, 'the base of a step').id;
  const candidates = candidatesOf(step, { base: id, facts, manifest, ...scopesAt(search, step) });
  search.known.set(key, candidates);
  return candidates;
}

/** Returns the remembered digest of a nested build's files, valid only for the very result read then. */
function provenDigest({ facts }: Search, step: Step, source: Choice | undefined): string | undefined {
  if (step.kind !== 'copy' || source?.result === undefined) return undefined;
  const remembered = facts.nested.recall(step, source.id);
  return remembered?.startedAt === source.result.startedAt ? remembered.digest : undefined;
}

interface Collecting {
  readonly choices: Choices;
  readonly wanted: Set<string>;
  /** The possible ends of the builds before this build. */
  readonly ends: Map<BuildNode, readonly Chain[]>;
}

/** Returns the ids that steps without a choice may have. */
function collect(search: Search, choices: Choices): Set<string> {
  const collecting: Collecting = { choices, wanted: new Set(), ends: new Map() };
  for (const build of search.builds) collecting.ends.set(build.node, chainsOf(search, build, collecting));
  return collecting.wanted;
}

/** Returns the possible ends of a build; empty if unknown. */
function chainsOf(search: Search, { steps }: PlannedBuild, collecting: Collecting): readonly Chain[] {
  const { choices, wanted, ends } = collecting;
  let chains: readonly Chain[] = [undefined];
  for (const step of steps) {
    if (choices.has(step)) chains = [choices.get(step)];
    else {
      chains = follow(search, step, { chains, ends });
      for (const chain of chains) if (chain !== undefined) wanted.add(chain.id);
      if (chains.length === 0 || chains.length > MAX_CHAINS) return [];
    }
  }
  return chains;
}

interface Following {
  readonly chains: readonly Chain[];
  readonly ends: ReadonlyMap<BuildNode, readonly Chain[]>;
}

function follow(search: Search, step: Step, { chains, ends }: Following): readonly Chain[] {
  const digests =
    step.kind === 'copy' && step.source !== undefined ? guesses(search, step, ends) : [undefined];
  return chains.flatMap((base) =>
    digests.flatMap((manifest) => candidatesAt(search, step, { base, manifest }) ?? []),
  );
}

/** Returns the remembered digests of copies from any possible result of the nested build. */
function guesses({ facts }: Search, step: CopyStep, ends: Following['ends']): readonly string[] {
  const sources =
    step.source === undefined ? [] : must(ends.get(step.source), 'the ends of an earlier build');
  const digests = sources.map((source) => source && facts.nested.recall(step, source.id)?.digest);
  return [...new Set(digests.filter((digest) => digest !== undefined))];
}
