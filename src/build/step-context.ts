import type { StepContext } from '../store/contract.ts';
import { environmentOf } from './identify.ts';
import { sortedEnvironment } from './keys.ts';
import type { Session } from './session.ts';
import type { Step } from './steps.ts';

/** What a command at this step is run with, kept for those who look at its result; without what holds a secret. */
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
