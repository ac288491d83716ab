import { expect, test } from 'vitest';
import { markdown, type StoreReport } from '../../../scripts/bench/stores/table.ts';

const samples = (milliseconds: number) => ({
  open: [milliseconds],
  cached: [milliseconds],
  fresh: [milliseconds, milliseconds * 3],
  prune: [milliseconds],
});
const side = (label: string, median: number) => ({ label, median, samples: [median], results: undefined });

const report: StoreReport = {
  name: 'somefs',
  date: '2026-01-02',
  machine: { processor: '2 × X', memory: '4 GiB', kernel: 'Linux 1', programs: '', load: 0.5 },
  growth: {
    base: 'a base',
    rounds: 2,
    omitted: [5000],
    sizes: [
      { size: 10, filling: 1, samples: samples(10) },
      { size: 1000, filling: 1, samples: samples(15) },
    ],
  },
  floor: {
    title: '`cp`',
    base: 'a base',
    steps: 4,
    atMost: 1.15,
    ours: side('ours', 60),
    floor: side('floor', 50),
  },
};

test('a row for each size, in proportion to the smallest, and what was left out is said', () => {
  const lines = markdown([report]).split('\n');
  expect(lines).toContain('| 10 | 10.0 ms | 10.0 ms | 20.0 ms | 10.0 ms |');
  expect(lines).toContain('| 1,000 | 15.0 ms (1.50) | 15.0 ms (1.50) | 30.0 ms (1.50) | 15.0 ms (1.50) |');
  expect(lines).toContain('Left out, since filling would have taken too long: 5,000 results.');
});

test('the floor stands beside ours with its proportion, and the target where there is one', () => {
  expect(markdown([report])).toContain('| somefs | 60.0 ms | 50.0 ms | 1.20 (≤ 1.15: **not met**) |');
  const free = { ...report, floor: { ...report.floor, atMost: undefined } };
  expect(markdown([free])).toContain('| somefs | 60.0 ms | 50.0 ms | 1.20 |');
});
