import type { Choice } from '../../plan/candidates.ts';
import { nestedReads } from '../../plan/files-read.ts';
import type { PlannedBuild, Step } from '../../plan/plan-steps.ts';
import type { BuildNode } from '../../plan/scope.ts';

type Choices = ReadonlyMap<Step, Choice | undefined>;

/**
 * Returns, by build, the index of the last step whose files are needed: the base of a step to make, the sources of a copy or mount to
 * make or with unknown files, and the ends of builds whose files an output takes.
 */
export function filesNeeded(
  builds: readonly PlannedBuild[],
  choices: Choices,
  wanted: ReadonlySet<BuildNode>,
): ReadonlyMap<BuildNode, number> {
  const needs = new Map<BuildNode, number>();
  const need = ({ node }: PlannedBuild, index: number | undefined) => {
    if (index !== undefined) needs.set(node, Math.max(needs.get(node) ?? -1, index));
  };
  for (const build of builds) {
    if (wanted.has(build.node)) need(build, build.steps.at(-1)?.index);
    for (const [position, step] of build.steps.entries()) {
      if (choices.get(step)?.result !== undefined) continue;
      need(build, build.steps[position - 1]?.index);
      for (const { source } of nestedReads(step)) {
        const from = builds.find(({ node }) => node === source);
        if (from) need(from, from.steps.at(-1)?.index);
      }
    }
  }
  return needs;
}
