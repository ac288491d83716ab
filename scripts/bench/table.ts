import { readFileSync, writeFileSync } from 'node:fs';
import type { Machine } from './machine.ts';
import type { Bound, Line, Measured } from './measure.ts';

/** A measured row as it is kept in the JSON file. */
export interface Outcome {
  readonly name: string;
  readonly lines: readonly Line[];
  readonly measured: readonly Measured[];
}

export interface Report {
  readonly date: string;
  readonly rounds: number;
  readonly machine: Machine;
  readonly outcomes: readonly Outcome[];
}

/** Milliseconds for people, with three digits that count. */
export function duration(milliseconds: number): string {
  if (milliseconds >= 1000) return `${(milliseconds / 1000).toPrecision(3)} s`;
  return `${milliseconds >= 100 ? Math.round(milliseconds) : milliseconds.toPrecision(3)} ms`;
}

const figureOf = ({ unit }: Line, value: number) =>
  unit === 'bytes' ? `${Math.round(value / 1_000_000)} MB` : duration(value);

function find(measured: readonly Measured[], label: string): Measured {
  const found = measured.find((side) => side.label === label);
  if (found === undefined)
    throw new Error(`a line of the table names a side that was not measured: ${label}`);
  return found;
}

/** One bound with its verdict, e.g. `0.58 of BuildKit (≤ 0.7: met)`. */
function verdict(bound: Bound, line: Line, measured: readonly Measured[]): string {
  const [value, reference] = [find(measured, bound.of).median, find(measured, bound.to).median];
  const isRatio = bound.kind === 'ratio';
  const figure = isRatio ? value / reference : value - reference;
  const met = figure <= bound.atMost ? 'met' : '**not met**';
  const text = isRatio
    ? `${bound.of === line.ours ? '' : `${bound.of} `}${figure.toFixed(2)} of ${bound.to}`
    : `${figure < 0 ? '−' : '+'}${Math.abs(figure).toFixed(1)} ms to ${bound.to}`;
  return `${text} (≤ ${isRatio ? bound.atMost : `+${bound.atMost} ms`}: ${met})`;
}

function results(side: Measured): string {
  if (side.results === undefined) return '–';
  const [first, last] = side.results;
  return first === last ? String(first) : `${first} to ${last}`;
}

function trafficOf({ label, traffic }: Measured): string[] {
  if (traffic === undefined) return [];
  const { requests, receivedBytes, sentBytes } = traffic;
  const kilobytes = ((receivedBytes + sentBytes) / 1000).toFixed(1);
  return [`${label} ${requests} requests, ${kilobytes} kB`];
}

function tableLine(line: Line, measured: readonly Measured[]): string {
  const our = find(measured, line.ours);
  const their = line.buildkit === undefined ? undefined : find(measured, line.buildkit);
  const sides = [our, ...(their === undefined ? [] : [their])];
  const others = [
    ...(line.others ?? []).map((label) => `${label} ${figureOf(line, find(measured, label).median)}`),
    ...sides.flatMap(trafficOf),
  ];
  const cells = [
    line.title,
    `${results(our)} / ${their === undefined ? '–' : results(their)}`,
    figureOf(line, our.median),
    their === undefined ? '–' : figureOf(line, their.median),
    others.join(', ') || '–',
    line.bounds.map((bound) => verdict(bound, line, measured)).join('; '),
  ];
  return `| ${cells.join(' | ')} |`;
}

export function markdown({ date, rounds, machine, outcomes }: Report): string {
  const head = [
    `Measured on ${date}, medians of ${rounds} rounds (three times as many for cached steps), on ${machine.processor},`,
    `${machine.memory}, ${machine.kernel}; ${machine.programs}.`,
    `Load average before: ${machine.load.toFixed(1)}.`,
    '',
    '| work | results in the store, ours / BuildKit | ours | BuildKit | also measured | ours in proportion (target) |',
    '| --- | --- | --- | --- | --- | --- |',
  ];
  const lines = outcomes.flatMap(({ lines, measured }) => lines.map((line) => tableLine(line, measured)));
  return [...head, ...lines].join('\n');
}

/** Puts a text between the markers `<!-- NAME:start -->` and `<!-- NAME:end -->` of a page. @throws Error where it has none */
export function writeBetweenMarkers(page: string, name: string, inner: string): void {
  const [first, last] = [`<!-- ${name}:start -->`, `<!-- ${name}:end -->`];
  const text = readFileSync(page, 'utf8');
  const [start, end] = [text.indexOf(first), text.indexOf(last)];
  if (start < 0 || end < start) throw new Error(`${page} has no ${first} … ${last}`);
  writeFileSync(page, `${text.slice(0, start + first.length)}\n${inner}\n${text.slice(end)}`);
}
