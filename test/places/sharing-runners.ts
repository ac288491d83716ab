import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect } from 'vitest';
import type { CarrierReport } from '../../src/contract/events.ts';
import type { CarrierRequest } from '../../src/contract/request.ts';
import type { Told } from '../fakes/build.ts';
import { programEnvironment } from '../programs/environment.ts';
import type { WholeTree } from '../samples/whole-tree.ts';
import { Azurite } from './azurite.ts';
import { makeBusyboxRoot } from './busybox-root.ts';
import { type DriverPlace, driverPlaces } from './driver-places.ts';
import { expectProgramsEnd, GhaCache } from './gha-cache.ts';
import { startRegistry, type TestRegistry } from './registry.ts';
import { openRemoteRunner, type RemoteRunner, type RunnerOptions } from './remote-runner.ts';
import { giveCommands } from './sharing-commands.ts';

// Runners with stores of every kind that share results, and the servers of their carriers.

export let directory: string;
export let registry: TestRegistry;
/** Reference of a tiny base image. */
export let base: string;
export let gha: GhaCache;

const program = path.resolve(import.meta.dirname, '../../dist/gha/index.js');
const places = new Map<string, DriverPlace>();
const open = new Set<RemoteRunner>();
let azurite: Azurite | undefined;
let carriers = 0;

/** The tests close the runners. */
export function useSharingRunners(): void {
  beforeAll(async () => {
    directory = mkdtempSync(path.join(tmpdir(), 'sharing-'));
    mkdirSync(path.join(directory, 'temp'));
    registry = await startRegistry();
    base = await registry.pushRoot(makeSmallRoot(path.join(directory, 'base')), 'team/base:1');
  });
  afterAll(async () => {
    await registry?.close();
    for (const place of places.values()) place.remove();
    places.clear();
    await expectProgramsEnd(path.join(directory, 'temp'));
    rmSync(directory, { recursive: true, force: true });
  });
}

/** Starts the servers of the cache of GitHub Actions too. */
export function useGhaCache(): void {
  beforeAll(async () => {
    azurite = await Azurite.start();
    gha = await GhaCache.start(azurite);
  });
  afterAll(() => {
    gha?.stop();
    azurite?.stop();
  });
}

/**
 * A root without the hundreds of links that no command here follows: zfs-fuse needs seconds for them. The times are whole seconds,
 * because each machine unpacks the base image itself.
 */
function makeSmallRoot(root: string): string {
  makeBusyboxRoot(root);
  const bin = path.join(root, 'bin');
  for (const name of readdirSync(bin)) if (!['busybox', 'sh'].includes(name)) rmSync(path.join(bin, name));
  execFileSync('find', [root, '-exec', 'touch', '-h', '-d', '2020-01-02 03:04:05', '{}', '+']);
  return root;
}

/** `HOST:PORT` of the bytes behind the cache of GitHub Actions. */
export const ghaStorage = (): string => azurite?.host ?? '';

/** Closes runners, by default all: a build leaves no draft open. */
export async function closeRunners(runners: readonly RemoteRunner[] = [...open]): Promise<void> {
  for (const runner of runners) {
    open.delete(runner);
    const { openDrafts } = runner.counts;
    await runner.close();
    expect(openDrafts).toBe(0);
  }
}

/** Adds a place for stores, such as a small disk. */
export function addPlace(name: string, place: DriverPlace): void {
  places.set(name, place);
}

/** What a program that talks to the cache of GitHub Actions needs. */
export const cacheProgram = () => {
  const env = { ...programEnvironment(), RUNNER_TEMP: path.join(directory, 'temp'), ...gha?.environment };
  return { file: program, env };
};

export function placeOf(name: string): DriverPlace {
  const place = places.get(name) ?? driverPlaces[name]?.();
  if (place === undefined) throw new Error(`there is no place ${name}`);
  places.set(name, place);
  return place;
}

/** Opens a runner with an empty store.  */
export async function openRunner(
  place: string,
  shared: readonly CarrierRequest[],
  { carrier, ...settings }: RunnerOptions = {},
): Promise<RemoteRunner> {
  const runner = await openRemoteRunner(placeOf(place), shared, {
    ...settings,
    carrier: { cacheProgram: cacheProgram(), ...carrier },
  });
  open.add(runner);
  giveCommands(runner);
  return runner;
}

/** Returns an empty carrier. */
export function newCarrier(type: CarrierRequest['type']): CarrierRequest {
  carriers += 1;
  if (type === 'local') return { type, directory: path.join(directory, `cache-${carriers}`) };
  if (type === 'gha') return { type, scope: `cache-${carriers}` };
  return { type, ref: `${registry.host}/team/cache-${carriers}` };
}

export const outcomesOf = (told: Told) => told.outcomes.map((text) => text.split(': ').at(-1));

/** What the first carrier did in a build. */
export function carrierOf(told: Told): CarrierReport {
  const [report] = told.of('carriers').at(-1)?.carriers ?? [];
  if (report === undefined) throw new Error('no carrier was asked');
  return report;
}

/** Returns what a store of this kind keeps of a tree: zfs-fuse has no attributes, and keeps whole seconds of times that a program sets. */
export function keptBy(place: string, tree: WholeTree): WholeTree {
  if (placeOf(place).hasNoAttributes !== true) return tree;
  const cut = (time = '') => `${time.slice(0, -9)}000000000`;
  const coarse = Object.entries(tree).map(
    ([name, aspects]) => [name, { ...aspects, attributes: '', time: cut(aspects['time']) }] as const,
  );
  return Object.fromEntries(coarse);
}
