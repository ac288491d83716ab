import { run } from './command.ts';
import type { Traffic } from './counting-proxy.ts';

/** One of the things that a row measures in turn. */
interface Side {
  readonly label: string;
  /** The unit of the samples, if not milliseconds. */
  readonly unit?: 'bytes';
  /** Does the work once and gives its milliseconds; what must be prepared for it is not among them. */
  sample(round: number): Promise<number>;
  /** How many results the store holds that this side works on. */
  readonly results?: () => number;
  /** The traffic of a sample, for work beside a registry. */
  readonly traffic?: () => Traffic | undefined;
}

/** A wanted bound: the median of one side in proportion to another's, or the milliseconds that it is above it. */
export interface Bound {
  readonly of: string;
  readonly to: string;
  readonly kind: 'ratio' | 'difference';
  readonly atMost: number;
}

/** One line of the table. Labels name sides of its row. */
export interface Line {
  readonly title: string;
  readonly ours: string;
  /** Absent for work that only this project does. */
  readonly buildkit?: string;
  readonly others?: readonly string[];
  readonly bounds: readonly Bound[];
  /** The unit of the figures, if not milliseconds. */
  readonly unit?: 'bytes';
}

/** Work that is measured in one interleaved loop. */
export interface Row {
  readonly lines: readonly Line[];
  /** Units of work in one sample, e.g. 20 steps; figures are for one of them. */
  readonly units?: number;
  /** Rounds in proportion to the others', for work so short that single samples tell little. */
  readonly moreRounds?: number;
  /** Leaves out the round that warms up, because each round starts with empty stores anyway. */
  readonly startsCold?: boolean;
  /** Before each round, not measured. */
  readonly beforeRound?: (round: number) => void | Promise<void>;
  /** Sides with the same label are several samples of a round. */
  readonly sides: readonly Side[];
}

export interface Measured {
  readonly label: string;
  readonly median: number;
  /** Milliseconds or bytes, in the order in which they were taken. */
  readonly samples: readonly number[];
  /** Results in the store before the first and after the last timed round. */
  readonly results: readonly [number, number] | undefined;
  readonly traffic?: Traffic | undefined;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/**
 * Takes the sides in turn (A B C, A B C, …), so that all meet the same machine. A first round is not counted, unless the row starts cold.
 */
export async function measure(name: string, row: Row, runs: number): Promise<Measured[]> {
  const rounds = runs * (row.moreRounds ?? 1);
  const samples = row.sides.map((): number[] => []);
  let before: (number | undefined)[] = [];
  const first = row.startsCold === true ? 1 : 0;
  for (let round = first; round <= rounds; round += 1) {
    await row.beforeRound?.(round);
    if (round === 1) before = row.sides.map((side) => side.results?.());
    const taken: string[] = [];
    for (const [index, side] of row.sides.entries()) {
      // What an earlier side has left to be written must not slow this one.
      await run('sync');
      const figure = (await side.sample(round)) / (row.units ?? 1);
      if (round > 0) samples[index]?.push(figure);
      taken.push(`${side.label} ${side.unit === 'bytes' ? `${figure} bytes` : `${figure.toFixed(1)} ms`}`);
    }
    console.error(
      `${name}, ${round === 0 ? 'warming up' : `round ${round} of ${rounds}`}: ${taken.join(', ')}`,
    );
  }
  return row.sides.flatMap((side, index) => {
    if (row.sides.findIndex(({ label }) => label === side.label) !== index) return [];
    const all = row.sides.flatMap(({ label }, other) => (label === side.label ? (samples[other] ?? []) : []));
    const [first, last] = [before[index], side.results?.()];
    const results = first === undefined || last === undefined ? undefined : ([first, last] as const);
    return {
      label: side.label,
      median: median(all),
      samples: all,
      results,
      traffic: side.traffic?.(),
    };
  });
}
