import type { Choice } from '../candidates.ts';
import { nestedReads } from '../files-read.ts';
import type { PlannedBuild, Step } from '../plan-steps.ts';
import type { BuildNode } from '../scope.ts';
import { filesName } from '../virtual.ts';
import { collect } from './collect.ts';
import type { Lookup } from './lookup.ts';
import { type LookupRequest, newSearch } from './search.ts';

/** Everything that could complete a lookup, by the name of a record. */
export interface Missing {
  readonly ids: ReadonlySet<string>;
  /** Of steps with unknown files from nested builds. */
  readonly copies: ReadonlySet<string>;
}

/** Returns what to ask other machines for: the possible ids of the steps without a result. */
export function missingFrom(
  builds: readonly PlannedBuild[],
  request: LookupRequest,
  { choices }: Pick<Lookup, 'choices'>,
): Missing {
  const search = newSearch(builds, request);
  const isSettled = (step: Step) => choices.get(step)?.result !== undefined;
  const ids = collect(search, { choices, isSettled, isHopeless: request.isRefreshed });
  const copies = builds.flatMap(({ steps }) =>
    steps.flatMap((step, position) => {
      const reads = nestedReads(step);
      const isOpen = reads.length > 0 && choices.get(step) === undefined;
      const below = steps[position - 1];
      const base = below && choices.get(below);
      if (!isOpen || base === undefined) return [];
      const sources = reads.map(({ source }) => lastChoice(builds, source, choices)?.result);
      if (!sources.every((source) => source !== undefined)) return [];
      return [filesName(step, sources, { base: base.id, facts: request.facts })];
    }),
  );
  return { ids, copies: new Set(copies) };
}

function lastChoice(
  builds: readonly PlannedBuild[],
  node: BuildNode,
  choices: Lookup['choices'],
): Choice | undefined {
  const last = builds.find((build) => build.node === node)?.steps.at(-1);
  return last && choices.get(last);
}
