import { expect, test } from 'vitest';
import { besides } from '../../../scripts/bench/against.ts';
import type { Row } from '../../../scripts/bench/measure.ts';

function row(milliseconds: number, log: string[]): Row {
  const side = (label: string) => ({ label, sample: async () => milliseconds });
  return {
    lines: [
      { title: '20 steps', ours: 'ours (20)', buildkit: 'BuildKit (20)', others: ['node'], bounds: [] },
      { title: 'with', ours: 'with', bounds: [] },
    ],
    beforeRound: (round) => void log.push(`${milliseconds} in round ${round}`),
    sides: [side('ours (20)'), side('BuildKit (20)'), side('node'), side('with')],
  };
}

test('measures our sides of another version in the same rounds', async () => {
  const log: string[] = [];
  const { sides, lines, beforeRound } = besides(row(1, log), row(2, log));
  expect(sides.map(({ label }) => label)).toEqual([
    'ours (20)',
    'BuildKit (20)',
    'node',
    'with',
    'other version (20)',
  ]);
  expect(await sides.at(-1)?.sample(0)).toBe(2);
  await beforeRound?.(3);
  expect(log).toEqual(['1 in round 3', '2 in round 3']);
  expect(lines[0]).toMatchObject({
    others: ['node', 'other version (20)'],
    bounds: [{ of: 'ours (20)', to: 'other version (20)', kind: 'ratio', atMost: 1 }],
  });
  expect(lines[1]?.bounds).toEqual([]);
});
