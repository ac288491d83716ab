import { must } from '../../errors.ts';
import { duration } from '../words.ts';
import type { StepRecord } from './record.ts';

const WIDTH = 50;
const MAX_ROWS = 60;
const PARTS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'] as const;

/**
 * The times of the steps as bars of text in a code block, which every viewer of a summary shows. Leaves out steps that
 * did not run in this build, and the shortest of very many steps. Empty if no step ran.
 */
export function timeline(steps: readonly StepRecord[]): string {
  const ran = steps.flatMap(({ step, ran }) =>
    ran === undefined ? [] : [{ number: step.index + 1, ...ran }],
  );
  if (ran.length === 0) return '';
  const longest = [...ran].sort((a, b) => b.to - b.from - (a.to - a.from)).slice(0, MAX_ROWS);
  const shown = longest.sort((a, b) => a.from - b.from || a.number - b.number);
  const start = Math.min(...shown.map(({ from }) => from));
  const span = Math.max(1, Math.max(...shown.map(({ to }) => to)) - start);
  const digits = Math.max(...shown.map(({ number }) => String(number).length));
  const rows = shown.map(({ number, from, to }) => {
    const picture = bar((from - start) / span, (to - from) / span).padEnd(WIDTH + 1);
    return `${String(number).padStart(digits)} │${picture}│ ${duration((to - from) / 1000)}`;
  });
  const left = ran.length - shown.length;
  const note = left > 0 ? [`(${left} shorter steps are not in the picture)`] : [];
  return ['```text', ...rows, ...note, '```'].join('\n');
}

/** A bar with start and length as parts of the whole, at least an eighth of a character long. */
function bar(start: number, length: number): string {
  const blank = Math.min(WIDTH, Math.floor(start * WIDTH));
  const eighths = Math.max(1, Math.min(Math.round(length * WIDTH * 8), (WIDTH - blank) * 8));
  return `${' '.repeat(blank)}${'█'.repeat(Math.floor(eighths / 8))}${must(PARTS[eighths % 8], 'a part of a bar')}`;
}
