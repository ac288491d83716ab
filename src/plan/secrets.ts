import { ObuilderError } from '../errors.ts';
import type { Lookup } from './find/lookup.ts';
import type { Step } from './plan-steps.ts';

type Secrets = ReadonlyMap<string, Uint8Array>;

/** @throws ObuilderError `secret-missing` at the first secret of a step without a value */
export function checkSecrets(step: Step, given: Secrets): void {
  const missing = step.kind === 'run' && step.operation.secrets.find(({ id }) => !given.has(id));
  if (!missing) return;
  throw new ObuilderError('secret-missing', `the secret "${missing.id}" was not given`, {
    value: missing.id,
    hint: `Give its value: --secret=${missing.id}:FILE in a shell, the input \`secrets\` in a workflow.`,
    at: missing.at,
  });
}

/**
 * Checks the secrets of steps that have to run, as far as the plan knows those steps.
 *
 * @throws ObuilderError `secret-missing`
 */
export function checkPlannedSecrets({ choices }: Pick<Lookup, 'choices'>, given: Secrets): void {
  for (const [step, choice] of choices) {
    if (choice !== undefined && choice.result === undefined) checkSecrets(step, given);
  }
}
