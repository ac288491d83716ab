import type { Step } from '../../plan/plan-steps.ts';
import type { Journal } from '../journal.ts';

const MINUTE_MS = 60_000;
/** Minutes of silence that are reported, and then every ten minutes. */
const FIRST = [1, 2, 5];
const NEXT = 10;

/**
 * Reports, at growing distances, that a step has neither output nor progress while `work` runs. The report goes to the listener of the
 * build only, never to the log of the step.
 */
export async function whileHeard<T>(journal: Journal, step: Step, work: () => Promise<T>): Promise<T> {
  const end = watchSilence(journal, step);
  try {
    return await work();
  } finally {
    end();
  }
}

/** One timer: output sets no timer, but only tells when it came. Returns a function that ends the reports. */
function watchSilence(journal: Journal, step: Step): () => void {
  let since = performance.now();
  let told = 0;
  const look = () => {
    const heard = journal.heardAt(step);
    if (heard > since) [since, told] = [heard, 0];
    const minutes = Math.floor((performance.now() - since) / MINUTE_MS);
    if (minutes >= after(told)) {
      told = minutes;
      journal.quiet(step, minutes * 60);
    }
    const due = since + after(told) * MINUTE_MS - performance.now();
    // Output meanwhile makes an earlier report due.
    timer = setTimeout(look, Math.min(due, MINUTE_MS));
    timer.unref();
  };
  let timer = setTimeout(look, MINUTE_MS);
  timer.unref();
  return () => clearTimeout(timer);
}

/** Returns the minutes of the next report. */
const after = (told: number) =>
  FIRST.find((minutes) => minutes > told) ?? (Math.floor(told / NEXT) + 1) * NEXT;
