import type { SecretMount } from '../contract/spec.ts';
import { ObuilderError } from '../errors.ts';
import type { Lookup } from './find/lookup.ts';
import type { Step } from './plan-steps.ts';

type Secrets = ReadonlyMap<string, Uint8Array>;

/** @throws ObuilderError `secret-missing` at the first secret of a step without a value */
export function checkSecrets(step: Step, given: Secrets): void {
  const [missing] = missingOf(step, given);
  if (missing === undefined) return;
  const { id, at } = missing;
  throw new ObuilderError('secret-missing', `the secret "${id}" was not given`, {
    value: id,
    hint: hint(id),
    at,
  });
}

const missingOf = (step: Step, given: Secrets): readonly SecretMount[] =>
  step.kind === 'run' ? step.operation.secrets.filter(({ id }) => !given.has(id)) : [];

const hint = (id: string) =>
  `Give its value: --secret=${id}:FILE in a shell, the input \`secrets\` in a workflow.`;

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

interface MissingSecret extends Pick<SecretMount, 'id' | 'at'> {
  readonly message: string;
}

/** Returns each secret without a value that a step without a result asks for, at its first such step. */
export function missingSecrets(
  { choices }: Pick<Lookup, 'choices'>,
  given: Secrets,
): readonly MissingSecret[] {
  const firsts = new Map<string, MissingSecret>();
  for (const [step, choice] of choices) {
    if (choice?.result !== undefined) continue;
    for (const { id, at } of missingOf(step, given)) {
      const message = `the secret "${id}" was not given, so a build cannot run this step. ${hint(id)}`;
      if (!firsts.has(id)) firsts.set(id, { id, at, message });
    }
  }
  return [...firsts.values()];
}
