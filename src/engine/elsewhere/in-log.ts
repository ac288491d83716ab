import type { Step } from '../../plan/plan-steps.ts';
import type { VirtualResult } from '../../plan/virtual.ts';
import type { Session } from '../session.ts';

/** Returns how to report progress. A step that the log shows as cached already stays closed. */
export function openInLog(
  { journal, emit }: Session,
  step: Step,
  { result, totalBytes }: { readonly result: VirtualResult; readonly totalBytes: number },
): (doneBytes: number) => void {
  if (journal.hasEnded(step)) {
    const { name } = result.remote.carrier;
    const message = `the files of step ${step.index + 1} are needed after all, and are fetched from the ${name}`;
    emit({ type: 'notice', message });
    return () => undefined;
  }
  journal.start(step);
  return (doneBytes) => journal.progress(step, { doneBytes, totalBytes });
}
