// Computes the load of fleets on a registry from the figures of `npm run bench -- --rows remote`, for docs/fleet.md. With --write,
// puts the tables into the page.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import type { Traffic } from './bench/counting-proxy.ts';
import { type Report, writeBetweenMarkers } from './bench/table.ts';
import { project } from './machine.mjs';

/** The steps of the measured build, and the results that a build with one more step stores: also the base image. */
const STEPS = 50;
const STORED = STEPS + 2;
/** What the search before the measured upload asks for: the image, and eight results of a chain that the registry lacks. */
const SAMPLED = 9;

/** A day's usual fleet. */
const BUILDS_AN_HOUR = 4;
const CHANGED_STEPS = 5;
const RUNNERS = [10, 100, 1000];

/** Requests and bytes of one item. */
interface Cost {
  readonly requests: number;
  readonly bytes: number;
}

const sum = (...costs: readonly Cost[]): Cost => ({
  requests: costs.reduce((total, { requests }) => total + requests, 0),
  bytes: costs.reduce((total, { bytes }) => total + bytes, 0),
});
const times = (count: number, { requests, bytes }: Cost): Cost => ({
  requests: count * requests,
  bytes: count * bytes,
});
const costOf = ({ requests, receivedBytes, sentBytes }: Traffic): Cost => ({
  requests,
  bytes: receivedBytes + sentBytes,
});

function trafficIn({ outcomes }: Report, row: string, side: string): Cost {
  const found = outcomes.find(({ name }) => name === row)?.measured.find(({ label }) => label === side);
  if (found?.traffic === undefined)
    throw new Error(`the figures have no traffic of ${side} in ${row}: run the bench`);
  return costOf(found.traffic);
}

function unitsOf(report: Report) {
  const known = trafficIn(report, 'remote-known', 'ours');
  const moved = trafficIn(report, 'remote-steps', 'ours, registry, import');
  const stored = trafficIn(report, 'remote-steps', 'ours, registry, export');
  const large = trafficIn(report, 'remote-large', 'ours, registry, import');
  // An export to an empty repository sends the base image too, once for all builds on that image. An import has the image already.
  const base = trafficIn(report, 'remote-large', 'ours, registry, export').bytes - large.bytes;
  const find = times(1 / STEPS, known);
  return {
    find,
    'find and fetch': times(1 / STEPS, moved),
    store: times(1 / STORED, { requests: stored.requests - SAMPLED, bytes: stored.bytes - base }),
    large: { requests: 1, bytes: large.bytes },
  };
}

/** The three kinds of builds: on an empty machine that needs files, on an empty machine that needs none, and on a machine with a store. */
function buildsOf({ find, 'find and fetch': fetch, store, large }: ReturnType<typeof unitsOf>) {
  // The search before an upload asks for all results of the build, because the registry has some.
  const stored = sum(times(STEPS, find), times(CHANGED_STEPS, store));
  const kept = STEPS - CHANGED_STEPS;
  return {
    'empty store, changed steps': sum(times(CHANGED_STEPS, find), times(kept, fetch), large, stored),
    'empty store, all known': times(STEPS, find),
    'own store, changed steps': sum(times(CHANGED_STEPS, find), stored),
    'own store, all known': { requests: 0, bytes: 0 },
  };
}

const size = (bytes: number): string => {
  const [unit, divisor] =
    bytes >= 1e12 ? ['TB', 1e12] : bytes >= 1e9 ? ['GB', 1e9] : bytes >= 1e6 ? ['MB', 1e6] : ['kB', 1e3];
  return bytes === 0 ? '0' : `${Number((bytes / divisor).toPrecision(3))} ${unit}`;
};
const rate = (perHour: number): string => `${Number((perHour / 3600).toPrecision(2))}`;

function tables(report: Report): string {
  const units = unitsOf(report);
  const builds = Object.entries(buildsOf(units));
  const lines = [
    `Figures of ${report.date}.`,
    '',
    '| unit | requests | bytes |',
    '| --- | --- | --- |',
    ...Object.entries(units).map(
      ([name, { requests, bytes }]) => `| \`${name}\` | ${requests.toFixed(1)} | ${size(bytes)} |`,
    ),
    '',
    '| build | requests | bytes |',
    '| --- | --- | --- |',
    ...builds.map(([name, { requests, bytes }]) => `| ${name} | ${Math.round(requests)} | ${size(bytes)} |`),
    '',
    '| runners | build | requests a second | bytes an hour | Gbit/s | all at once |',
    '| --- | --- | --- | --- | --- | --- |',
    ...RUNNERS.flatMap((runners) =>
      builds.map(([name, { requests, bytes }]) => {
        const hourly = runners * BUILDS_AN_HOUR;
        const gigabits = Number(((bytes * hourly * 8) / 3600 / 1e9).toPrecision(2));
        const cells = [rate(requests * hourly), size(bytes * hourly), gigabits, size(bytes * runners)];
        return `| ${runners} | ${name} | ${cells.join(' | ')} |`;
      }),
    ),
  ];
  return lines.join('\n');
}

const file =
  process.argv.find((argument) => argument.endsWith('.json')) ?? path.join(project, 'build/bench.json');
const text = tables(JSON.parse(readFileSync(file, 'utf8')) as Report);
console.log(text);
if (process.argv.includes('--write')) writeBetweenMarkers(path.join(project, 'docs/fleet.md'), 'fleet', text);
