import { expect, test } from 'vitest';
import {
  type AutoChoice,
  type AutoFacts,
  chooseFallback,
  chooseStore,
} from '../../../../src/store/choose/auto.ts';

const bare: AutoFacts = {
  directory: '/var/lib/o',
  isOnBtrfs: false,
  isPoolMounted: false,
  hasImage: false,
  kernelHas: () => true,
  hasLoopDevices: () => true,
  fileSystem: () => 'ext4',
};
const without =
  (...names: readonly string[]) =>
  (name: string) =>
    !names.includes(name);

test.each<[string, Partial<AutoFacts>, Partial<AutoChoice>, string, RegExp]>([
  [
    'a bare machine',
    {},
    { driver: 'btrfs', pool: 'image' },
    '/var/lib/o/pool',
    /^a new pool in an image file$/,
  ],
  [
    'a disk of btrfs',
    { isOnBtrfs: true },
    { driver: 'btrfs', pool: 'mounted' },
    '/var/lib/o/pool',
    /^\/var\/lib\/o is on btrfs$/,
  ],
  [
    'a disk of btrfs with an old image on it',
    { isOnBtrfs: true, isPoolMounted: true, hasImage: true },
    { driver: 'btrfs', pool: 'mounted' },
    '/var/lib/o/pool',
    /is on btrfs$/,
  ],
  [
    'a pool in use',
    { isPoolMounted: true, hasImage: true },
    { driver: 'btrfs', pool: 'image' },
    '/var/lib/o/pool',
    /^the pool in an image file, found again$/,
  ],
  [
    'a btrfs mounted by hand',
    { isPoolMounted: true },
    { driver: 'btrfs', pool: 'mounted' },
    '/var/lib/o/pool',
    /mounted there/,
  ],
  [
    'after a reboot',
    { hasImage: true },
    { driver: 'btrfs', pool: 'image' },
    '/var/lib/o/pool',
    /found again and mounted$/,
  ],
  [
    'no btrfs',
    { kernelHas: without('btrfs') },
    { driver: 'overlayfs' },
    '/var/lib/o/overlayfs',
    /^this kernel has no btrfs$/,
  ],
  [
    'an image that this kernel cannot mount: its results are not left behind in silence',
    { hasImage: true, kernelHas: without('btrfs') },
    { driver: 'btrfs', pool: 'image' },
    '/var/lib/o/pool',
    /found again/,
  ],
  [
    'no loop devices',
    { hasLoopDevices: () => false },
    { driver: 'overlayfs' },
    '/var/lib/o/overlayfs',
    /^there are no loop/,
  ],
  [
    'neither',
    { kernelHas: without('btrfs', 'overlay') },
    { driver: 'copy' },
    '/var/lib/o/copy',
    /^this kernel has no btrfs and no overlayfs$/,
  ],
  [
    "a container's own disk",
    { kernelHas: without('btrfs'), fileSystem: () => 'overlay' },
    { driver: 'copy' },
    '/var/lib/o/copy',
    /is on an overlayfs, which cannot hold another$/,
  ],
])('%s', (_, facts, choice, directory, why) => {
  expect(chooseStore({ ...bare, ...facts })).toEqual({
    ...choice,
    directory,
    why: expect.stringMatching(why),
  });
});

test('a mounted pool needs no slow facts', () => {
  const never = () => {
    throw new Error('asked');
  };
  const facts = { kernelHas: never, hasLoopDevices: never, fileSystem: never };
  expect(chooseStore({ ...bare, ...facts, isPoolMounted: true, hasImage: true }).pool).toBe('image');
});

test('a fallback that fails its trial is replaced by the next', () => {
  expect(chooseFallback(bare, 'no pool', 'overlayfs')).toEqual({
    driver: 'copy',
    directory: '/var/lib/o/copy',
    why: 'no pool',
  });
  expect(chooseFallback(bare, 'no pool', 'copy')).toBeUndefined();
});
