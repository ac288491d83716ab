import type { StepContext } from '../../contract/results.ts';
import { environmentOf } from '../../plan/identify.ts';
import { sortedEnvironment } from '../../plan/keys.ts';
import type { Step } from '../../plan/plan-steps.ts';
import type { Session } from '../session.ts';

/** Returns the settings of a command at this step, kept for people who inspect the result; leaves out variables with secrets. */
export function stepContext({ plan, masker }: Session, step: Step): StepContext {
  const { shell, workdir, user } = step;
  const environment = sortedEnvironment(environmentOf(step, plan.facts));
  return {
    shell,
    cwd: workdir,
    user,
    environment: environment.filter(([, value]) => !masker.hides(value)),
  };
}

/** Returns the nested build of a step, for people who list results. */
export function buildOf({ node }: Step): { readonly build?: string } {
  return node.path.length === 0 ? {} : { build: node.path.join('/') };
}
