import { describe, expect, test } from 'vitest';
import { measure } from '../../../scripts/bench/measure.ts';

/** A side that notes its samples, and takes the times in turn. */
function side(label: string, times: number[], noted: string[]) {
  return {
    label,
    sample: async (round: number) => {
      noted.push(`${label}${round}`);
      return times.shift() ?? Number.NaN;
    },
  };
}

describe('the rounds of a measurement', () => {
  test('take the sides in turn and do not count the first round', async () => {
    const noted: string[] = [];
    const sides = [side('A', [9, 1, 3, 2], noted), side('B', [9, 4, 4, 4], noted)];
    const measured = await measure('a test', { lines: [], sides }, 3);
    expect(noted).toEqual(['A0', 'B0', 'A1', 'B1', 'A2', 'B2', 'A3', 'B3']);
    expect(measured.map(({ label, median, samples }) => [label, median, samples])).toEqual([
      ['A', 2, [1, 3, 2]],
      ['B', 4, [4, 4, 4]],
    ]);
  });

  test('of a row that starts cold all count', async () => {
    const noted: string[] = [];
    const times = [1, 5, 2, 6];
    const sides = [side('A', times, noted), side('B', [7, 8], noted), side('A', times, noted)];
    const measured = await measure('a test', { lines: [], sides, startsCold: true }, 2);
    expect(noted).toEqual(['A1', 'B1', 'A1', 'A2', 'B2', 'A2']);
    expect(measured.map(({ label, median, samples }) => [label, median, [...samples].sort()])).toEqual([
      ['A', 3.5, [1, 2, 5, 6]],
      ['B', 7.5, [7, 8]],
    ]);
  });
});
