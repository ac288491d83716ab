import { ObuilderError } from '../errors.ts';
import type { PlannedBuild, Step } from './plan-steps.ts';

/** Fewer digits are as likely a slip as a choice. */
const MIN_PREFIX_LENGTH = 4;

/**
 * Returns the steps that `wanted` names: the name of a nested build means all steps of the build except the base image,
 * `line:N` means the step in that line, and hex digits mean the step with an id of that beginning.
 *
 * @param idsOf the ids that a step may have
 * @throws ObuilderError `input-invalid` for a name without a step
 */
export function stepsToRefresh(
  builds: readonly PlannedBuild[],
  wanted: readonly string[],
  idsOf: (step: Step) => readonly string[],
): ReadonlySet<Step> {
  return new Set(wanted.flatMap((name) => stepsNamed(builds, name, idsOf)));
}

function stepsNamed(
  builds: readonly PlannedBuild[],
  name: string,
  idsOf: (step: Step) => readonly string[],
): readonly Step[] {
  const named = builds.filter(({ node }) => node.path.length > 0 && node.path.join('/') === name);
  if (named.length > 0) return named.flatMap(({ steps }) => steps.slice(1));
  const steps = builds.flatMap((build): readonly Step[] => build.steps);
  const line = /^line:(\d+)$/.exec(name)?.[1];
  const isMeant = (step: Step) => {
    if (line !== undefined) return step.at.line === Number(line);
    return isPrefix(name) && idsOf(step).some((id) => id.startsWith(name));
  };
  const meant = steps.filter(isMeant);
  if (meant.length > 0) return meant;
  const names = builds.filter(({ node }) => node.path.length > 0).map(({ node }) => node.path.join('/'));
  throw new ObuilderError('input-invalid', `there is no step ${JSON.stringify(name)} to make again`, {
    value: name,
    hint: [
      'Give the name of a nested build, the first digits of an id that "plan" prints, or line:N for the step in line N.',
      ...(names.length === 0 ? [] : [`The nested builds: ${names.join(', ')}.`]),
    ].join(' '),
  });
}

/** Whether a text may be the beginning of an id. */
export function isPrefix(name: string): boolean {
  return name.length >= MIN_PREFIX_LENGTH && /^[0-9a-f]+$/.test(name);
}
