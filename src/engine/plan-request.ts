import type { Position } from '../errors.ts';
import { unmasked } from '../mask/masker.ts';
import type { PlanRequest } from '../plan/plan.ts';
import type { PlannedBuild, Step } from '../plan/plan-steps.ts';
import type { BuildOptions, Machinery, PlanOptions } from './build-options.ts';
import type { RemoteAccess } from './elsewhere/access.ts';
import { usedSecrets } from './open-session.ts';

/** Returns what a plan needs, from the options of a build. */
export function planRequest(
  { store, images, trees }: Omit<Machinery, 'sandbox'>,
  { options, remote }: { readonly options: PlanOptions; readonly remote: RemoteAccess | undefined },
): PlanRequest {
  const {
    context,
    specPath,
    pull,
    emit,
    signal,
    scopes,
    noCache,
    secrets,
    refresh = [],
    keySecrets = [],
    outputs = [],
  } = options;
  const warn = (message: string, at: Position) => emit({ type: 'warning', message, at });
  const isRefreshed = (step: Step) => noCache && (step.kind !== 'from' || pull === 'always');
  return {
    machinery: { store, images, trees },
    context,
    specPath,
    outputPaths: outputs.flatMap(({ dest }) => dest ?? []),
    pull,
    warn,
    signal,
    scopes,
    secrets,
    keySecrets,
    isRefreshed,
    refresh,
    remote,
  };
}

export function warnOfShortSecrets(builds: readonly PlannedBuild[], { secrets, emit }: BuildOptions): void {
  const steps = builds.flatMap((planned) => planned.steps);
  for (const id of unmasked(usedSecrets(steps, secrets))) {
    const message = `the secret "${id}" has fewer than 4 characters and is not masked in logs. Use a longer value, or keep it out of the output of commands.`;
    emit({ type: 'warning', message });
  }
}
