import type { Result } from '../../../contract/results.ts';
import { nestedReads } from '../../../plan/files-read.ts';
import type { PlannedBuild, Step } from '../../../plan/plan-steps.ts';
import { isImpure } from '../../../plan/scopes.ts';
import { filesName, isVirtual, scopedName } from '../../../plan/virtual.ts';
import type { Session } from '../../session.ts';

/** A result of the build, and the names of its record. */
export interface Line {
  readonly step: Step;
  readonly result: Result;
  /** Made in this build. */
  readonly isNew: boolean;
  /** The names for the record: a build that may not write for everybody uses names that only its own scope reads. */
  readonly names: readonly string[];
  /** The names under which a usable record may exist already. */
  readonly knownNames: readonly string[];
}

/** Builds may share results, such as the base image. */
export const idsOf = (lines: readonly Line[]) => new Set(lines.map(({ result }) => result.id));

/** Returns the results of each build from the base image up to the last new result; nothing for a build without a new result. */
export function linesOf(session: Session): readonly (readonly Line[])[] {
  return session.plan.builds.map((build) => {
    const lines = lineOfBuild(session, build);
    return lines.slice(0, lines.findLastIndex(({ isNew }) => isNew) + 1);
  });
}

function lineOfBuild(session: Session, { steps }: PlannedBuild): readonly Line[] {
  const { finished, journal } = session;
  const outcomes = journal.reports();
  const lines: Line[] = [];
  for (const step of steps) {
    const result = finished.get(step.index);
    if (result === undefined) break;
    const isNew = outcomes[step.index]?.outcome === 'built' && !isVirtual(result);
    lines.push({ step, result, isNew, ...namesOf(session, { step, result, base: lines.at(-1)?.result }) });
  }
  return lines;
}

function namesOf(
  session: Session,
  { step, result, base }: { readonly step: Step; readonly result: Result; readonly base: Result | undefined },
): Pick<Line, 'names' | 'knownNames'> {
  const { own, maySharedWrite } = session.plan.scopes;
  const alias = aliasOf(session, step, base);
  if (maySharedWrite) return { names: [result.id, ...alias], knownNames: [result.id] };
  const scoped = (names: readonly string[]) => names.map((name) => scopedName(own.key, name));
  // The id of an impure result has a scope in it, but the alias has none.
  if (isImpure(step)) return { names: [result.id, ...scoped(alias)], knownNames: [result.id] };
  const names = scoped([result.id, ...alias]);
  return { names, knownNames: [result.id, ...names.slice(0, 1)] };
}

/** The name by which a machine without the files of nested builds finds the step that takes these files. */
function aliasOf({ finished, plan }: Session, step: Step, base: Result | undefined): readonly string[] {
  const reads = nestedReads(step);
  if (reads.length === 0 || base === undefined) return [];
  const sources = reads.map(({ source }) => {
    const last = plan.builds.find(({ node }) => node === source)?.steps.at(-1);
    return last && finished.get(last.index);
  });
  if (!sources.every((source) => source !== undefined)) return [];
  return [filesName(step, sources, { base: base.id, facts: plan.facts })];
}
