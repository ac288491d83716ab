import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { median } from '../../../scripts/bench/measure.ts';
import { duration, markdown, writeBetweenMarkers } from '../../../scripts/bench/table.ts';

test('a median is the middle sample, or between the two middle ones', () => {
  expect(median([9, 1, 5])).toBe(5);
  expect(median([9, 1, 5, 6])).toBe(5.5);
});

test('durations have three digits', () => {
  expect([4.5, 45.25, 452.4, 4524].map(duration)).toEqual(['4.50 ms', '45.3 ms', '452 ms', '4.52 s']);
});

function side(label: string, value: number) {
  return { label, median: value, samples: [value], results: [1, 21] as const };
}

test('a line says which bounds are met', () => {
  const bounds = [
    { of: 'ours', to: 'BuildKit', kind: 'ratio', atMost: 0.7 },
    { of: 'ours', to: 'floor', kind: 'difference', atMost: 10 },
  ] as const;
  const table = markdown({
    date: '2026-01-02',
    rounds: 3,
    machine: { processor: '2 × CPU', memory: '4 GiB', kernel: 'Linux 6', programs: 'Node 24', load: 0.25 },
    outcomes: [
      {
        name: 'row',
        lines: [{ title: 'work', ours: 'ours', buildkit: 'BuildKit', others: ['floor'], bounds }],
        measured: [side('ours', 60), side('BuildKit', 100), side('floor', 45)],
      },
    ],
  });
  expect(table.split('\n').at(-1)).toBe(
    '| work | 1 to 21 / 1 to 21 | 60.0 ms | 100 ms | floor 45.0 ms | ' +
      '0.60 of BuildKit (≤ 0.7: met); +15.0 ms to floor (≤ +10 ms: **not met**) |',
  );
});

test('a line states the traffic of its sides', () => {
  const traffic = { requests: 54, receivedBytes: 700_000, sentBytes: 100 };
  const table = markdown({
    date: '2026-01-02',
    rounds: 3,
    machine: { processor: '2 × CPU', memory: '4 GiB', kernel: 'Linux 6', programs: 'Node 24', load: 0.25 },
    outcomes: [
      {
        name: 'row',
        lines: [{ title: 'work', ours: 'ours', buildkit: 'BuildKit', bounds: [] }],
        measured: [{ ...side('ours', 60), traffic }, side('BuildKit', 100)],
      },
    ],
  });
  expect(table.split('\n').at(-1)).toContain('| ours 54 requests, 700.1 kB |');
});

test('only what is between the markers is replaced', () => {
  const directory = mkdtempSync(path.join(tmpdir(), 'bench-table-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  const page = path.join(directory, 'page.md');
  writeFileSync(page, 'before\n<!-- bench:start -->\nold\n<!-- bench:end -->\nafter\n');
  writeBetweenMarkers(page, 'bench', 'new');
  expect(readFileSync(page, 'utf8')).toBe('before\n<!-- bench:start -->\nnew\n<!-- bench:end -->\nafter\n');
  writeFileSync(page, 'no markers');
  expect(() => writeBetweenMarkers(page, 'bench', 'new')).toThrow(/bench:start/);
});
