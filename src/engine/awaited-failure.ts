import type { CommandExit, FailedStep } from '../contract/results.ts';
import { ObuilderError } from '../errors.ts';
import type { Step } from '../plan/plan-steps.ts';
import { makersOf } from '../plan/scopes.ts';
import type { Session } from './session.ts';
import type { Order } from './steps/made.ts';

/**
 * Returns how a command ended, if builds that wait for the step may take the failure: the failure says something about the step, not about
 * this build. The value of a secret is no part of the id, and an error with a value names a bound that the command has reached.
 */
export function exitOf(
  { plan }: Session,
  step: Step,
  { order, error }: { readonly order: Order; readonly error: ObuilderError },
): CommandExit | undefined {
  const { status, value, hint } = error;
  const hasSecrets = step.kind === 'run' && step.operation.secrets.length > 0;
  if (status === undefined || value !== undefined || hasSecrets) return undefined;
  return { status, hint, madeBy: plan.scopes.own.key, parentMadeAt: order.baseMadeAt };
}

/**
 * Returns the error of a step that another build ran in vain while this build waited; undefined if this build has to run the step.
 * Only builds of a scope that this build reads count: others could let any pure step fail, by tight bounds for example.
 */
export function awaitedFailure(
  { plan }: Session,
  { baseMadeAt }: Order,
  { message, exit }: FailedStep,
): ObuilderError | undefined {
  if (exit === undefined || exit.parentMadeAt !== baseMadeAt) return undefined;
  if (!makersOf(plan.scopes).includes(exit.madeBy)) return undefined;
  const { status, hint } = exit;
  return new ObuilderError('command-failed', message, { status, hint });
}
