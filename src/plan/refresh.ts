import { ObuilderError } from '../errors.ts';
import type { PlannedBuild, Step } from './plan-steps.ts';

/** Fewer digits are as likely a slip as a choice. */
const MIN_PREFIX_LENGTH = 4;

/** What a build makes again on request. */
export interface Again {
  readonly steps: ReadonlySet<Step>;
  /** The steps with a base image to resolve anew. The stored files of an unchanged digest stay, as with `no-cache`. */
  readonly bases: ReadonlySet<Step>;
}

/**
 * Returns the steps that `wanted` names: the name of a nested build means all steps of the build except the base image,
 * `line:N` means the steps with that line, and hex digits mean the step with an id of that beginning. A base image means all steps
 * on the image.
 *
 * @param idsOf the ids that a step may have
 * @throws ObuilderError `input-invalid` for a name without a step
 */
export function stepsToRefresh(
  builds: readonly PlannedBuild[],
  wanted: readonly string[],
  idsOf: (step: Step) => readonly string[] = () => [],
): Again {
  const named = wanted.flatMap((name) => stepsNamed(builds, name, idsOf));
  const bases = new Set(named.filter(({ kind }) => kind === 'from'));
  const onBases = builds.flatMap(({ steps: [base, ...others] }) => (bases.has(base) ? others : []));
  return { steps: new Set([...named.filter((step) => !bases.has(step)), ...onBases]), bases };
}

function stepsNamed(
  builds: readonly PlannedBuild[],
  name: string,
  idsOf: (step: Step) => readonly string[],
): readonly Step[] {
  const named = builds.filter(({ node }) => node.path.length > 0 && node.path.join('/') === name);
  if (named.length > 0) return named.flatMap(({ steps }) => steps.slice(1));
  const steps = builds.flatMap((build): readonly Step[] => build.steps);
  const digits = /^line:(\d+)$/.exec(name)?.[1];
  const line = digits === undefined ? undefined : Number(digits);
  const isMeant = (step: Step) => {
    if (line !== undefined) return hasLine(step, line);
    return isPrefix(name) && idsOf(step).some((id) => id.startsWith(name));
  };
  const meant = steps.filter(isMeant);
  if (meant.length > 0) return meant;
  const names = builds.filter(({ node }) => node.path.length > 0).map(({ node }) => node.path.join('/'));
  const why = line === undefined ? '' : whyNone(builds, line);
  throw new ObuilderError('input-invalid', `there is no step ${JSON.stringify(name)} to make again${why}`, {
    value: name,
    hint: [
      'Give the name of a nested build, the first digits of an id that "plan" prints, or line:N for the step in line N.',
      ...(names.length === 0 ? [] : [`The nested builds: ${names.join(', ')}.`]),
    ].join(' '),
  });
}

const hasLine = ({ at, operation }: Step, line: number): boolean =>
  at.line <= line && line <= (operation.lastLine ?? at.line);

/** Says where the spec ends, or where the next step begins. */
function whyNone(builds: readonly PlannedBuild[], line: number): string {
  const target = builds.at(-1)?.node;
  const last = target && (target.spec.lastLine ?? target.spec.at.line);
  if (last !== undefined && line > last)
    return `: the ${target?.path.length === 0 ? 'spec' : 'target'} ends in line ${last}`;
  const later = builds
    .flatMap((build) => build.steps.map(({ at }) => at.line))
    .filter((start) => start > line);
  return later.length === 0 ? '' : `: the next step begins in line ${Math.min(...later)}`;
}

/** Whether a text may be the beginning of an id. */
export function isPrefix(name: string): boolean {
  return name.length >= MIN_PREFIX_LENGTH && /^[0-9a-f]+$/.test(name);
}
