import type { Result, Store } from '../../contract/store.ts';
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

/** What was found out about a build's steps. */
export interface Lookup {
  /** By a step's index; none behind a copy from a nested build whose files are not known yet. */
  readonly choices: readonly (Choice | undefined)[];
  /** All that the store has of what was looked for. */
  readonly found: ReadonlyMap<string, Result>;
  /** The ids that were looked for. */
  readonly asked: ReadonlySet<string>;
}

/**
 * In each step a chain of ids forks into as many as there are scopes to read from. They are followed all at once up to this
 * number, so that one query answers for nearly every build; from there on with another one.
 */
const MOST_CHAINS = 64;

/** Chooses the result of each step. Where it stops is what has to be asked of the store next. */
interface Walked {
  readonly choices: readonly (Choice | undefined)[];
  /** The first step whose candidates were not looked for; none where all is known. */
  readonly stoppedAt: number | undefined;
}

type Chain = { readonly id: string } | undefined;

interface Search extends LookupRequest {
  readonly builds: readonly PlannedBuild[];
  readonly found: Map<string, Result>;
  readonly asked: Set<string>;
  /** The same chain is met in every walk: ids are computed once. */
  readonly known: Map<string, readonly [Candidate, ...Candidate[]]>;
}

/** Finds the results of all steps: by one query of the store, unless many steps may come from several scopes. */
export function lookUp(builds: readonly PlannedBuild[], request: LookupRequest): Lookup {
  const search: Search = { ...request, builds, found: new Map(), asked: new Set(), known: new Map() };
  for (;;) {
    const { choices, stoppedAt } = walk(search);
    if (stoppedAt === undefined) return { choices, found: search.found, asked: search.asked };
    const wanted = [...collect(search, { choices, stoppedAt })].filter((id) => !search.asked.has(id));
    for (const id of wanted) search.asked.add(id);
    for (const [id, result] of request.store.find(wanted)) search.found.set(id, result);
  }
}

function walk(search: Search): Walked {
  const choices: (Choice | undefined)[] = [];
  const last = new Map<BuildNode, Choice | undefined>();
  for (const { node, steps } of search.builds) {
    let base: Choice | undefined;
    for (const step of steps) {
      const source = step.kind === 'copy' && step.source !== undefined ? last.get(step.source) : undefined;
      const candidates = candidatesAt(search, step, { base, manifest: provenDigest(search, step, source) });
      if (candidates?.some(({ id }) => !search.asked.has(id))) return { choices, stoppedAt: step.index };
      base = candidates && choose(candidates, presenceOn(search, step, base), scopesAt(search, step));
      choices.push(base);
    }
    last.set(node, base);
  }
  return { choices, stoppedAt: undefined };
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
  /** The digest of what is copied from a nested build, where it is known. */
  readonly manifest: string | undefined;
}

/** None where it depends on what is not known yet. */
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

/** What a nested build's result was copied as counts while that very result is there. */
function provenDigest({ facts }: Search, step: Step, source: Choice | undefined): string | undefined {
  if (step.kind !== 'copy' || source?.result === undefined) return undefined;
  const remembered = facts.nested.recall(step, source.id);
  return remembered?.startedAt === source.result.startedAt ? remembered.digest : undefined;
}

interface Collecting extends Walked {
  readonly stoppedAt: number;
  readonly wanted: Set<string>;
  /** How the builds before this one may end. */
  readonly ends: Map<BuildNode, readonly Chain[]>;
}

/** The ids that may be wanted from the step on where a walk has stopped. */
function collect(
  search: Search,
  at: { readonly choices: Walked['choices']; readonly stoppedAt: number },
): Set<string> {
  const collecting: Collecting = { ...at, wanted: new Set(), ends: new Map() };
  for (const build of search.builds) collecting.ends.set(build.node, chainsOf(search, build, collecting));
  return collecting.wanted;
}

/** How a build may end; nothing where that is not known yet. */
function chainsOf(search: Search, { steps }: PlannedBuild, collecting: Collecting): readonly Chain[] {
  const { choices, stoppedAt, wanted, ends } = collecting;
  let chains: readonly Chain[] = [undefined];
  for (const step of steps) {
    if (step.index < stoppedAt) chains = [choices[step.index]];
    else {
      chains = follow(search, step, { chains, ends });
      for (const chain of chains) if (chain !== undefined) wanted.add(chain.id);
      if (chains.length === 0 || chains.length > MOST_CHAINS) return [];
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

/** What was copied before from any of the results that the nested build may have. */
function guesses({ facts }: Search, step: CopyStep, ends: Following['ends']): readonly string[] {
  const sources = step.source === undefined ? [] : (ends.get(step.source) ?? []);
  const digests = sources.map((source) => source && facts.nested.recall(step, source.id)?.digest);
  return [...new Set(digests.filter((digest) => digest !== undefined))];
}
