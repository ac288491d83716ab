import { ago, amount } from '../report/words.ts';

/** Prints a line for each row. */
export function table<T>(rows: readonly T[], line: (row: T, now: number) => string): string {
  const now = Date.now();
  return rows.map((row) => `${line(row, now)}\n`).join('');
}

const AGE_WIDTH = 9;

/** A column with the time since `time`. */
export const age = (time: number, now: number) => ago((now - time) / 1000).padEnd(AGE_WIDTH);

const SIZE_WIDTH = 9;

/** A column with a size; `?` if an entry went away during the measurement. */
export const size = (bytes: number | undefined) =>
  (bytes === undefined ? '?' : amount(bytes)).padStart(SIZE_WIDTH);

const QUIET_MS = 1000;

/** Tells people on stderr about a measurement of more than a second. */
export async function whileMeasuring<T>(what: string, work: () => Promise<T>): Promise<T> {
  const timer = setTimeout(() => process.stderr.write(`Measuring the size of ${what}…\n`), QUIET_MS);
  try {
    return await work();
  } finally {
    clearTimeout(timer);
  }
}
