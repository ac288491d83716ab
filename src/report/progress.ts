import type { BuildEvent } from '../contract/events.ts';
import { amount } from './words.ts';

type Progress = Extract<BuildEvent, { readonly type: 'progress' }>;

/** `(still running: no output for 2 min)` */
export const silenceText = ({ seconds }: Extract<BuildEvent, { readonly type: 'quiet' }>) =>
  `(still running: no output for ${Math.floor(seconds / 60)} min)`;

const MIN_STRIDE = 32e6;

/**
 * Thins the progress of a long pull to about ten lines: one for each tenth, and no line for less than 32 MB. The
 * returned function returns a line, or undefined for progress not worth a line.
 */
export function thinProgress(): (event: Progress) => string | undefined {
  const reported = new Map<number, number>();
  return ({ step, doneBytes, totalBytes }) => {
    const stride = Math.max(MIN_STRIDE, totalBytes / 10);
    const strides = Math.floor(doneBytes / stride);
    if (strides <= (reported.get(step) ?? 0)) return undefined;
    reported.set(step, strides);
    if (totalBytes <= 0) return `fetched ${amount(doneBytes)}`;
    const percent = Math.min(100, Math.floor((100 * doneBytes) / totalBytes));
    return `fetched ${amount(doneBytes)} of ${amount(totalBytes)} (${percent} %)`;
  };
}
