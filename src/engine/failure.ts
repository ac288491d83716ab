import { isObuilderError, type ObuilderError } from '../errors.ts';
import { withPosition } from './plan/facts.ts';
import type { Step } from './plan/plan-steps.ts';
import type { Session } from './session.ts';

/**
 * Tells how a step ended that threw: as failed, or as cancelled where the build was ending anyhow. A step that was
 * cancelled before it started did not run, and nothing is told.
 */
export function tellFailure(
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
