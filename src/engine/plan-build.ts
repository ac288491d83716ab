import type { PlannedStep } from '../contract/events.ts';
import type { Result } from '../contract/results.ts';
import { makePlan, outline, type Plan, plannedSteps } from '../plan/plan.ts';
import { missingSecrets } from '../plan/secrets.ts';
import { isVirtual } from '../plan/virtual.ts';
import type { Machinery, PlanOptions } from './build-options.ts';
import { type RemoteAccess, remoteAccess } from './elsewhere/access.ts';
import { planRequest } from './plan-request.ts';

interface Presence {
  /** The carrier with the result, if the store lacks the result. */
  readonly carrier?: string | undefined;
}

interface Planned {
  readonly steps: readonly PlannedStep[];
  /** The ids with existing results. */
  readonly present: ReadonlyMap<string, Presence>;
  /** Ids of secrets without a value that steps without a result ask for. */
  readonly missingSecrets: readonly string[];
}

/**
 * Returns the steps of a build. Runs nothing, asks the carriers, and needs no values of secrets, but warns about missing values.
 */
export async function planBuild(
  machinery: Omit<Machinery, 'sandbox'>,
  options: PlanOptions,
): Promise<Planned> {
  const { signal = new AbortController().signal, emit } = options;
  const warn = (message: string) => emit({ type: 'warning', message });
  const remote = remoteAccess(machinery.remote, { warn, signal });
  try {
    return await planWith(machinery, options, remote);
  } finally {
    await remote?.close();
  }
}

async function planWith(
  machinery: Omit<Machinery, 'sandbox'>,
  options: PlanOptions,
  remote: RemoteAccess | undefined,
): Promise<Planned> {
  const builds = outline(options.spec, options.target);
  const plan = await makePlan(builds, planRequest(machinery, { options, remote }));
  const missing = missingSecrets(plan, options.secrets);
  for (const { message, at } of missing) options.emit({ type: 'warning', message, at });
  return {
    steps: plannedSteps(plan),
    present: presenceOf(plan),
    missingSecrets: missing.map(({ id }) => id),
  };
}

function presenceOf({ choices }: Plan): Planned['present'] {
  const results = [...choices.values()].flatMap((choice) => choice?.result ?? []);
  const carrierOf = (result: Result) => (isVirtual(result) ? result.remote.carrier.name : undefined);
  return new Map(results.map((result) => [result.id, { carrier: carrierOf(result) }]));
}
