import type { StepContext } from '../../contract/results.ts';
import type { Account } from '../../contract/spec.ts';
import { printOwner } from '../../language/print.ts';
import { environmentOf } from '../../plan/identify.ts';
import { sortedEnvironment } from '../../plan/keys.ts';
import type { Step } from '../../plan/plan-steps.ts';
import type { Session } from '../session.ts';

/**
 * Returns the settings of a command at this step, kept for people who inspect the result; leaves out variables with secrets.
 *
 * @param user the numbers of the step's user
 */
export function stepContext({ plan, masker }: Session, step: Step, user: Account): StepContext {
  const { shell, workdir } = step;
  const environment = sortedEnvironment(environmentOf(step, plan.facts));
  return {
    shell,
    cwd: workdir,
    user: 'uid' in step.user ? user : { ...user, name: printOwner(step.user) },
    environment: environment.filter(([, value]) => !masker.hides(value)),
  };
}

/** Returns the nested build of a step, for people who list results. */
export function buildOf({ node }: Step): { readonly build?: string } {
  return node.path.length === 0 ? {} : { build: node.path.join('/') };
}
