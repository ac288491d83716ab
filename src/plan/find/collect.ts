import { must } from '../../errors.ts';
import type { Choice } from '../candidates.ts';
import { nestedReads } from '../files-read.ts';
import type { PlannedBuild, Step } from '../plan-steps.ts';
import type { BuildNode } from '../scope.ts';
import { type Chain, candidatesAt, type Search } from './search.ts';

/**
 * Each step forks a chain of ids into as many chains as scopes may be read. Following up to this number of chains at
 * once answers nearly every build with a single query; longer forks take another query.
 */
const MAX_CHAINS = 64;

/** The steps without a final choice. */
interface Open {
  readonly choices: ReadonlyMap<Step, Choice | undefined>;
  /** Whether the choice of a step is final. */
  readonly isSettled: (step: Step) => boolean;
  /** Whether no result of the step is of use; later steps have none either. */
  readonly isHopeless?: ((step: Step) => boolean) | undefined;
}

interface Collecting extends Open {
  readonly wanted: Set<string>;
  /** The possible ends of the builds before this build. */
  readonly ends: Map<BuildNode, readonly Chain[]>;
}

/** Returns the ids that the steps without a final choice may have. */
export function collect(search: Search, open: Open): Set<string> {
  const collecting: Collecting = { ...open, wanted: new Set(), ends: new Map() };
  for (const build of search.builds) collecting.ends.set(build.node, chainsOf(search, build, collecting));
  return collecting.wanted;
}

/** Returns the possible ends of a build; empty if unknown. */
function chainsOf(search: Search, { steps }: PlannedBuild, collecting: Collecting): readonly Chain[] {
  const { choices, isSettled, isHopeless, wanted, ends } = collecting;
  let chains: readonly Chain[] = [undefined];
  for (const step of steps) {
    if (isHopeless?.(step)) return [];
    if (isSettled(step)) chains = [choices.get(step)];
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
  const digests = nestedReads(step).length > 0 ? guesses(search, step, ends) : [undefined];
  return chains.flatMap((base) =>
    digests.flatMap((manifest) => candidatesAt(search, step, { base, manifest }) ?? []),
  );
}

/** Returns the remembered and claimed digests of files from any possible results of the nested builds. */
function guesses({ facts, claims }: Search, step: Step, ends: Following['ends']): readonly string[] {
  const possible = nestedReads(step).map(({ source }) =>
    must(ends.get(source), 'the ends of an earlier build').flatMap((end) =>
      end === undefined ? [] : [end.id],
    ),
  );
  const digests = combinations(possible).map((ids) => facts.nested.guess(step, ids));
  return [...new Set([...digests, claims.get(step)].filter((digest) => digest !== undefined))];
}

/** Returns each choice of one id per list; the first `MAX_CHAINS` choices of very many. */
function combinations(lists: readonly (readonly string[])[]): readonly (readonly string[])[] {
  return lists.reduce<readonly (readonly string[])[]>(
    (chosen, ids) => chosen.flatMap((one) => ids.map((id) => [...one, id])).slice(0, MAX_CHAINS),
    [[]],
  );
}
