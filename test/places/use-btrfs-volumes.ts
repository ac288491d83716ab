import { mkdirSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, expect } from 'vitest';
import { must } from '../../src/errors.ts';
import { findDifference } from '../../src/layer/difference/difference.ts';
import { changedSince } from '../../src/volume/btrfs/changed-inodes.ts';
import { btrfs } from '../../src/volume/btrfs/driver.ts';
import { type ReadVolume, type VolumeCalls, volumeCalls } from '../../src/volume/btrfs/volume-calls.ts';
import type { SnapshotDriver } from '../../src/volume/driver.ts';
import { type DriverPlace, driverPlaces } from './driver-places.ts';

/** The driver of a pool that all tests of the calling file share. Each test has paths of its own. */
export let driver: SnapshotDriver;
let place: DriverPlace;
let root: string;
let calls: VolumeCalls;
let count = 0;

export function useBtrfsVolumes(): void {
  beforeAll(async () => {
    place = must(driverPlaces['btrfs'], 'btrfs')();
    root = place.newStore('changes').root;
    mkdirSync(root);
    ({ driver } = await btrfs.open(root));
    calls = volumeCalls(root);
  });
  afterAll(async () => {
    await driver?.close?.();
    await calls?.end();
    place?.remove();
  });
  beforeEach(takeNewPaths);
}

/** Lets `at` name paths that nothing has used. */
export function takeNewPaths(): void {
  count += 1;
}

export const read: ReadVolume = (...asked) => calls.read(...asked);
export const at = (name: string) => `${root}/${count}-${name}`;

/** Expects that a walk where the blocks of the tree tell of changes finds what a walk through all files finds. */
export async function expectAllFound(from: string, to: string): Promise<void> {
  const mayDiffer = must(await changedSince(read, from, to), 'what the blocks tell');
  const all = await findDifference({ base: from, result: to });
  expect(await findDifference({ base: from, result: to, mayDiffer })).toEqual(all);
}

export async function twoSteps(prepare: (root: string) => void, change: (root: string) => void) {
  await driver.create(at('from'));
  prepare(at('from'));
  await driver.advance(at('from'), at('to'));
  change(at('to'));
  await driver.seal(at('to'));
  await driver.persist();
  return [at('from'), at('to')] as const;
}

export const tree = (directory: string) => {
  for (const name of ['a/b/c', 'x/y', 'from/deep', 'to/deep'])
    mkdirSync(`${directory}/${name}`, { recursive: true });
  for (const name of ['a/b/c/1', 'x/y/2', 'from/deep/3', 'to/deep/4'])
    writeFileSync(`${directory}/${name}`, name.repeat(3000));
};
