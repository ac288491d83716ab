import type { Result } from '../../contract/results.ts';
import { type Choice, choose, type Presence } from '../candidates.ts';
import { nestedReads } from '../files-read.ts';
import type { PlannedBuild, Step } from '../plan-steps.ts';
import type { BuildNode } from '../scope.ts';
import { filesName } from '../virtual.ts';
import { collect } from './collect.ts';
import { candidatesAt, type LookupRequest, newSearch, type Search, scopesAt } from './search.ts';

type Choices = ReadonlyMap<Step, Choice | undefined>;

/** The outcome of looking up a build's steps. */
export interface Lookup {
  /** The choice for each step; undefined after a step with files of a nested build yet unknown. */
  readonly choices: Choices;
  /** All existing results among the ids that were looked up. */
  readonly found: ReadonlyMap<string, Result>;
  /** The ids that were looked up. */
  readonly asked: ReadonlySet<string>;
}

/** Finds the results of all steps: by a single query of the store, unless many steps may come from several scopes. */
export function lookUp(builds: readonly PlannedBuild[], request: LookupRequest): Lookup {
  const search = newSearch(builds, request);
  for (;;) {
    const { choices, isComplete } = walk(search);
    if (isComplete) return { choices, found: search.found, asked: search.asked };
    const isSettled = (step: Step) => choices.has(step);
    const wanted = [...collect(search, { choices, isSettled })].filter((id) => !search.asked.has(id));
    for (const id of wanted) search.asked.add(id);
    for (const [id, result] of request.store.find(wanted)) {
      // A base on another machine may have the id of a result here that this build must not read.
      if (!search.facts.bases.has(id)) search.found.set(id, result);
    }
  }
}

/** Chooses the result of each step, up to the first step with candidates not yet looked up. */
function walk(search: Search): { readonly choices: Choices; readonly isComplete: boolean } {
  const choices = new Map<Step, Choice | undefined>();
  const last = new Map<BuildNode, Choice | undefined>();
  for (const { node, steps } of search.builds) {
    let base: Choice | undefined;
    for (const step of steps) {
      const sources = nestedReads(step).map(({ source }) => last.get(source)?.result);
      const standing = { base, manifest: provenDigest(search, step, sources) };
      const candidates = candidatesAt(search, step, standing) ?? claimed(search, step, { base, sources });
      if (candidates?.some(({ id }) => !search.asked.has(id))) return { choices, isComplete: false };
      const isOnImage = step === steps[1] && steps[0].base === undefined && !search.isRefreshed(steps[0]);
      const choice =
        candidates &&
        choose(candidates, presenceOn(search, { step, base, isOnImage }), scopesAt(search, step));
      const isProven = standing.manifest !== undefined || sources.length === 0;
      base = isProven || choice?.result !== undefined ? choice : undefined;
      choices.set(step, base);
    }
    last.set(node, base);
  }
  return { choices, isComplete: true };
}

type Sources = readonly (Result | undefined)[];

/** Returns the sources if all are known. */
const allOf = (sources: Sources): readonly Result[] | undefined =>
  sources.every((source) => source !== undefined) ? sources : undefined;

/** A record of another machine claims the digest of files from a nested build. The claim counts only if it leads to a result. */
function claimed(
  search: Search,
  step: Step,
  { base, sources }: { readonly base: Choice | undefined; readonly sources: Sources },
) {
  const known = allOf(sources);
  if (known === undefined || known.length === 0 || base === undefined) return undefined;
  const manifest = search.virtuals.digests.get(
    filesName(step, known, { base: base.id, facts: search.facts }),
  );
  if (manifest === undefined) return undefined;
  search.claims.set(step, manifest);
  return candidatesAt(search, step, { base, manifest });
}

interface Position {
  readonly step: Step;
  readonly base: Choice | undefined;
  /** Whether the step is the first on the base image. */
  readonly isOnImage: boolean;
}

function presenceOn({ found, virtuals }: Search, { step, base, isOnImage }: Position): Presence {
  const hasBase = step.kind === 'from' || base?.result !== undefined;
  const isImage = isOnImage || step.kind === 'from';
  return {
    found,
    hasBase,
    baseMadeAt: base?.result?.startedAt,
    virtual: virtuals.results,
    isOnImage: isImage,
  };
}

/** Returns the remembered digest of a nested build's files, valid only for the very result read then. */
function provenDigest({ facts }: Search, step: Step, sources: Sources): string | undefined {
  const known = allOf(sources);
  return known === undefined || known.length === 0 ? undefined : facts.nested.recall(step, known);
}
