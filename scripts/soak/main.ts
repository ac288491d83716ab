// Random builds, cancels, kills and prunes on a pool that is always nearly full: npm run soak -- --store=btrfs --minutes=30
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { openStore } from '../../src/store/open.ts';
import { makeBusyboxRoot } from '../../test/places/busybox-root.ts';
import { type DriverPlace, driverPlaces } from '../../test/places/driver-places.ts';
import { nothingRemains, remains } from '../../test/places/store-leftovers.ts';
import { added, machineState, processesWith } from '../lib/machine-state.ts';
import { project } from '../machine.mjs';
import { soakWorker, type Tally } from './worker.ts';

const GIB = 1024 ** 3;
const MIB = 1024 ** 2;
/** The catalog grows a little, and a file system has its own ways with the last blocks. */
const TOLERANCE = 8 * MIB;

const { values } = parseArgs({
  options: {
    store: { type: 'string', default: 'btrfs' },
    minutes: { type: 'string', default: '30' },
    gigabytes: { type: 'string', default: '3' },
    workers: { type: 'string', default: '3' },
    directory: { type: 'string', default: '/var/lib' },
  },
});

const makePlace = driverPlaces[values.store];
if (makePlace === undefined)
  throw new Error(`--store=${values.store} is none of ${Object.keys(driverPlaces).join(', ')}`);

const tally: Tally = {
  built: 0,
  cached: 0,
  failedOnPurpose: 0,
  cancelled: 0,
  killed: 0,
  restartedForSpace: 0,
  faults: [],
};
const until = Date.now() + Number(values.minutes) * 60_000;
const before = machineState();
const directory = mkdtempSync(path.join(values.directory, 'soak-'));
const place: DriverPlace = makePlace({ bytes: Number(values.gigabytes) * GIB });
const store = place.newStore('soak');
const open = () => openStore({ driver: place.driver, root: store.place });
let lowest = Number.POSITIVE_INFINITY;
let prunes = 0;

async function usedWhenEmpty(): Promise<number> {
  const opened = await open();
  await opened.prune({ maxResults: 0, maxAge: 0 });
  await opened.clean();
  const { usedBytes, results, slots, failed } = await opened.usage();
  await opened.close();
  console.log(
    `when empty: ${(usedBytes / MIB).toFixed(1)} MB, ${results} results, ${slots} slots, ${failed} failures`,
  );
  return usedBytes;
}

/** Tells how full the pool is, and prunes at random as its owner would. */
async function attend(): Promise<void> {
  for (let turn = 0; Date.now() < until; turn += 1) {
    await delay(5000);
    const opened = await open();
    const { freeBytes, totalBytes, results, slots, failed } = await opened.usage();
    lowest = Math.min(lowest, freeBytes);
    if (turn % 7 === 6) {
      prunes += 1;
      await opened.prune({ maxResults: Math.floor(results * 0.8) });
    }
    await opened.close();
    if (turn % 12 === 0) {
      const minutes = ((Date.now() - until) / 60_000 + Number(values.minutes)).toFixed(1);
      const { faults, ...counts } = tally;
      console.log(
        `${minutes} min: ${(freeBytes / MIB).toFixed(0)} of ${(totalBytes / MIB).toFixed(0)} MB free, ${results} results, ${slots} slots, ${failed} failures; ${JSON.stringify(counts)}, ${faults.length} faults`,
      );
    }
  }
}

function report(leaks: Readonly<Record<string, unknown>>): void {
  const { faults, ...counts } = tally;
  console.log(
    JSON.stringify({ store: values.store, ...counts, prunes, lowestFreeMB: Math.round(lowest / MIB), leaks }),
  );
  const leaked = Object.values(leaks).some((leak) => (Array.isArray(leak) ? leak.length > 0 : leak !== 0));
  console.log(
    `\n${faults.length} builds failed for a reason that was not their own; ${leaked ? 'something' : 'nothing'} leaked`,
  );
  process.exitCode = faults.length === 0 && !leaked ? 0 : 1;
}

try {
  const context = path.join(directory, 'context');
  mkdirSync(context);
  const base = makeBusyboxRoot(path.join(directory, 'base'));
  const emptyBefore = await usedWhenEmpty();
  const soak = {
    cli: path.join(project, 'dist/cli/index.js'),
    store: `${place.driver}:${store.place}`,
    base,
    directory: context,
    until,
    tally,
  };
  const workers = Array.from({ length: Number(values.workers) }, (_, number) => soakWorker(soak, number));
  await Promise.all([...workers, attend()]);
  const emptyAfter = await usedWhenEmpty();
  const { mounts: _mounts, ...left } = remains(store.root);
  const grown = Math.max(0, emptyAfter - emptyBefore - TOLERANCE);
  let volumes: string[] = [];
  try {
    place.expectNoOtherVolumes(store.root);
  } catch (error) {
    volumes = [String(error)];
  }
  const files = Object.entries(left).flatMap(([name, entries]) =>
    JSON.stringify(entries) === JSON.stringify(nothingRemains[name as keyof typeof nothingRemains])
      ? []
      : [`${name}: ${entries.join(' ')}`],
  );
  place.remove();
  report({
    files,
    volumes,
    bytes: grown,
    processes: processesWith(directory),
    machine: added(before, machineState()),
  });
} finally {
  place.remove();
  rmSync(directory, { recursive: true, force: true });
}
