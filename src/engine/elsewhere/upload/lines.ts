import type { Result } from '../../../contract/results.ts';
import type { PlannedBuild, Step } from '../../plan/plan-steps.ts';
import { isImpure } from '../../plan/scopes.ts';
import { copyName, isVirtual, scopedName } from '../../plan/virtual.ts';
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
  const plain = [result.id, ...aliasOf(session, step, base)];
  // The id of other results has a scope in it.
  const isForEverybody = maySharedWrite || isImpure(step);
  if (isForEverybody) return { names: plain, knownNames: [result.id] };
  const names = plain.map((name) => scopedName(own.key, name));
  return { names, knownNames: [result.id, ...names.slice(0, 1)] };
}

/** The name by which a machine without the files of a nested build finds the copy from that build. */
function aliasOf({ finished, plan }: Session, step: Step, base: Result | undefined): readonly string[] {
  if (step.kind !== 'copy' || step.source === undefined || base === undefined) return [];
  const last = plan.builds.find(({ node }) => node === step.source)?.steps.at(-1);
  const source = last && finished.get(last.index);
  return source === undefined ? [] : [copyName(step, source, base.id)];
}
