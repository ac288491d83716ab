import type { Choice } from './candidates.ts';
import { collect } from './collect.ts';
import type { Lookup } from './lookup.ts';
import type { PlannedBuild, Step } from './plan-steps.ts';
import type { BuildNode } from './scope.ts';
import { type LookupRequest, newSearch } from './search.ts';
import { copyName } from './virtual.ts';

/** Everything that could complete a lookup, by the name of a record. */
export interface Missing {
  readonly ids: ReadonlySet<string>;
  /** Of copies from nested builds with unknown files. */
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
      const isOpen = step.kind === 'copy' && step.source !== undefined && choices.get(step) === undefined;
      const below = steps[position - 1];
      const base = below && choices.get(below);
      if (!isOpen || base === undefined) return [];
      const source = lastChoice(builds, step.source, choices)?.result;
      return source === undefined ? [] : [copyName(step, source, base.id)];
    }),
  );
  return { ids, copies: new Set(copies) };
}

function lastChoice(
  builds: readonly PlannedBuild[],
  node: BuildNode | undefined,
  choices: Lookup['choices'],
): Choice | undefined {
  const last = builds.find((build) => build.node === node)?.steps.at(-1);
  return last && choices.get(last);
}
