import { isObuilderError, type ObuilderError } from '../errors.ts';
import { withPosition } from '../plan/facts.ts';
import type { Step } from '../plan/plan-steps.ts';
import type { Session } from './session.ts';

/**
 * Reports the end of a step that threw: failed, or cancelled if the build was ending anyhow. Reports nothing about a
 * step cancelled before the start, because the step did not run.
 */
export function reportFailure(
  { journal, signal }: Session,
  step: Step,
  { id, error }: { readonly id?: string | undefined; readonly error: unknown },
): ObuilderError {
  const placed = withPosition(error, step.at);
  const isCancelled = signal.aborted || isObuilderError(error, 'cancelled');
  if (isCancelled && !journal.hasStarted(step)) return placed;
  journal.start(step);
  const seconds = journal.secondsSince(step);
  if (isCancelled) journal.end(step, { id, outcome: 'cancelled', seconds });
  else journal.end(step, { id, outcome: 'failed', seconds, error: placed });
  return placed;
}
