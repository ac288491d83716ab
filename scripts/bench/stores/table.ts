import type { Machine } from '../machine.ts';
import { median } from '../measure.ts';
import { duration } from '../table.ts';
import type { FloorFigures } from './floors.ts';
import { type Growth, type Measure, measures, type SizeSamples } from './growth.ts';

/** All that was measured of one store, as it is kept in its JSON file. */
export interface StoreReport {
  /** Key of `driverPlaces`. */
  readonly name: string;
  readonly note?: string | undefined;
  readonly date: string;
  readonly machine: Machine;
  readonly growth: Growth;
  readonly floor: FloorFigures;
}

const titles: Readonly<Record<Measure, string>> = {
  open: 'opening and closing',
  cached: '20 cached steps, whole process',
  fresh: 'a fresh trivial step',
  prune: 'pruning 100 results',
};

function cell(measure: Measure, { samples }: SizeSamples, smallest: SizeSamples): string {
  const value = median(samples[measure]);
  const ratio = value / median(smallest.samples[measure]);
  return samples === smallest.samples ? duration(value) : `${duration(value)} (${ratio.toFixed(2)})`;
}

function growthTable({ sizes }: Growth): readonly string[] {
  const [smallest] = sizes;
  if (smallest === undefined) return [];
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    row(['results', ...measures.map((measure) => titles[measure])]),
    row(['---', ...measures.map(() => '---')]),
    ...sizes.map((size) =>
      row([size.size.toLocaleString('en'), ...measures.map((measure) => cell(measure, size, smallest))]),
    ),
  ];
}

function growthText({ name, note, date, machine, growth }: StoreReport): string {
  const { base, rounds, omitted } = growth;
  const left = omitted.map((size) => size.toLocaleString('en')).join(' and ');
  const lines = [
    `### ${name}`,
    '',
    ...(note === undefined ? [] : [`On ${note}.`]),
    `Medians of ${rounds} rounds on ${date}, load average before ${machine.load.toFixed(1)}; the results stand on ${base}.`,
    ...(left === '' ? [] : [`Left out, since filling would have taken too long: ${left} results.`]),
    '',
    ...growthTable(growth),
  ];
  return lines.join('\n');
}

function floorLine({ name, floor }: StoreReport): string {
  const ratio = floor.ours.median / floor.floor.median;
  const target =
    floor.atMost === undefined
      ? ''
      : ` (≤ ${floor.atMost}: ${ratio <= floor.atMost ? 'met' : '**not met**'})`;
  const cells = [
    name,
    duration(floor.ours.median),
    duration(floor.floor.median),
    `${ratio.toFixed(2)}${target}`,
    `${floor.title}; on ${floor.base}, ${floor.steps} steps a sample, ${floor.floor.samples.length} rounds`,
  ];
  return `| ${cells.join(' | ')} |`;
}

/** The tables of all reports, as they stand in the page. */
export function markdown(reports: readonly StoreReport[]): string {
  const machines = new Set(
    reports.map(({ machine: { processor, memory, kernel } }) => `${processor}, ${memory}, ${kernel}`),
  );
  const floors = [
    '| store | our fresh step | floor | ours in proportion | what the floor is besides `runc run` |',
    '| --- | --- | --- | --- | --- |',
    ...reports.map(floorLine),
  ];
  return [
    `On ${[...machines].join('; ')}.`,
    ...reports.map(growthText),
    '### Floors',
    floors.join('\n'),
  ].join('\n\n');
}
