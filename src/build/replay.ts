import type { Result } from '../store/contract.ts';
import type { Session } from './session.ts';
import { withoutSecrets } from './step-outputs.ts';
import type { Step } from './steps.ts';

/**
 * Tells a step whose result is there: the log that it had, masked again with the secrets of today, and its outputs.
 * `followed`: the log was shown while another process wrote it.
 */
export function replay(
  session: Session,
  step: Step,
  { result, followed }: { readonly result: Result; readonly followed: boolean },
): void {
  const { journal, masker, store } = session;
  if (!followed) journal.output(step, masker.mask(store.readLog(result.id) ?? ''));
  const { startedAt, seconds, source } = result;
  journal.end(step, {
    id: result.id,
    outcome: 'cached',
    seconds: 0,
    original: { startedAt, seconds, source },
    outputs: withoutSecrets(session, step, result.outputs),
  });
}
