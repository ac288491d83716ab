import type { Outcome, StepReport } from '../contract/events.ts';
import type { NumberedStep } from './scene.ts';
import { oneLine } from './text.ts';

/** `[3/7] (run (shell make))`, with the nested build's name before the operation. */
export function heading({ step, number, total }: NumberedStep): string {
  const build = step.build.length === 0 ? '' : `${oneLine(step.build.join('/'), 60)}: `;
  return `[${number}/${total}] ${build}${oneLine(step.operation)}`;
}

const WORDS: readonly (readonly [Outcome, string])[] = [
  ['built', 'built'],
  ['cached', 'cached'],
  ['failed', 'failed'],
  ['cancelled', 'cancelled'],
  ['not-run', 'not run'],
];

/** `3 built, 4 cached, 1 not run`: only outcomes that occurred. */
export function tally(steps: readonly StepReport[]): string {
  const counts = WORDS.map(([outcome, word]) => ({
    word,
    count: steps.filter((step) => step.outcome === outcome).length,
  }));
  const present = counts.filter(({ count }) => count > 0);
  return present.length === 0 ? 'no steps' : present.map(({ word, count }) => `${count} ${word}`).join(', ');
}
