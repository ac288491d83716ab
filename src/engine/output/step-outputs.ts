import { ObuilderError } from '../../errors.ts';
import type { Step } from '../../plan/plan-steps.ts';
import type { Session } from '../session.ts';
import { type Outputs, parseOutputs } from './outputs.ts';

/**
 * Returns the outputs in a step's file, without outputs that hold a secret.
 *
 * @throws ObuilderError `output-invalid`, with secrets masked in the quoted line
 */
export function readOutputs(session: Session, step: Step, file: Uint8Array): Outputs {
  if (file.length === 0) return {};
  try {
    return withoutSecrets(session, step, parseOutputs(file));
  } catch (error) {
    if (!(error instanceof ObuilderError)) throw error;
    const { code, message, value, hint, cause } = error;
    const { mask } = session.masker;
    throw new ObuilderError(code, mask(message), { value: value && mask(value), hint, cause });
  }
}

/** Drops each output with a secret in the value or the name, and warns with the name. */
export function withoutSecrets(session: Session, step: Step, outputs: Outputs): Outputs {
  const entries = Object.entries(outputs);
  const { hides, mask } = session.masker;
  const safe = entries.filter(([name, value]) => !hides(value) && !hides(name));
  if (safe.length === entries.length) return outputs;
  for (const [name, value] of entries) {
    if (!hides(value) && !hides(name)) continue;
    session.warn(
      `the output "${mask(name)}" is left out because it contains a secret. Give the secret itself to the step of the job that needs it.`,
      step,
    );
  }
  return Object.fromEntries(safe);
}
