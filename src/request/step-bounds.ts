import type { Bound, StepBounds } from '../contract/request.ts';
import type { BoundName, ResourceLimits } from '../contract/sandbox.ts';

/** The names of bounds in inputs, flags and the owner's file, in the order of all help texts. */
export const BOUND_NAMES = [
  'memory',
  'cpus',
  'pids',
  'step-timeout',
  'log-size',
] as const satisfies readonly BoundName[];

/** The field for each name. */
export const BOUND_KEYS = {
  memory: 'memoryBytes',
  cpus: 'cpus',
  pids: 'pids',
  'step-timeout': 'seconds',
  'log-size': 'logBytes',
} as const satisfies Readonly<Record<BoundName, keyof StepBounds>>;

export interface TightenedBounds {
  readonly bounds: StepBounds;
  /** The names of bounds set by the owner because the job asked for more or for nothing. */
  readonly ownersBounds: readonly BoundName[];
}

/**
 * The bounds of a job's steps: the smaller of the machine owner's bound and the job's bound.
 */
export function tighten(owners: StepBounds | undefined, asked: StepBounds | undefined): TightenedBounds {
  const bounds: { -readonly [Key in keyof StepBounds]: StepBounds[Key] } = {};
  const ownersBounds: BoundName[] = [];
  for (const name of BOUND_NAMES) {
    const key = BOUND_KEYS[name];
    const [owner, job] = [owners?.[key], asked?.[key]];
    const isOwners = owner !== undefined && (job === undefined || infinite(job) > infinite(owner));
    const bound = isOwners ? owner : job;
    if (bound !== undefined) bounds[key] = bound;
    if (isOwners) ownersBounds.push(name);
  }
  return { bounds, ownersBounds };
}

/** Returns the notice for bounds of the owner below what a job has asked for; undefined without such bounds. */
export function clamped(
  { ownersBounds }: TightenedBounds,
  owners: Readonly<Record<string, string>>,
  asked: StepBounds | undefined,
): string | undefined {
  const names = ownersBounds.filter((name) => asked?.[BOUND_KEYS[name]] !== undefined);
  if (names.length === 0) return undefined;
  return `The owner of this machine allows steps less than asked for: ${names.map((name) => `${name} ${owners[name]}`).join(', ')}.`;
}

/** Bounds for the engine and the sandbox, with infinity for no bound. */
export function limitsFor(bounds: StepBounds): ResourceLimits & { readonly logBytes?: number | undefined } {
  const entries = Object.entries(bounds).map(([key, bound]) => [key, infinite(bound)] as const);
  return Object.fromEntries(entries);
}

const infinite = (bound: Bound) => (bound === 'none' ? Number.POSITIVE_INFINITY : bound);
