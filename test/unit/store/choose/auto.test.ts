import { expect, test } from 'vitest';
import { type AutoFacts, chooseStore } from '../../../../src/store/choose/auto.ts';

const bare: AutoFacts = {
  directory: '/var/lib/o',
  isOnBtrfs: false,
  isPoolMounted: false,
  hasImage: false,
  kernelHas: () => true,
  hasLoopDevices: () => true,
  fileSystem: () => 'ext4',
  hasDriver: () => true,
};
const without =
  (...names: readonly string[]) =>
  (name: string) =>
    !names.includes(name);

test.each<[string, Partial<AutoFacts>, string, string, RegExp]>([
  ['a bare machine', {}, 'pool', '/var/lib/o/pool', /^a new pool in an image file$/],
  ['a disk of btrfs', { isOnBtrfs: true }, 'pool', '/var/lib/o/pool', /^\/var\/lib\/o is on btrfs$/],
  [
    'a disk of btrfs with an old image on it',
    { isOnBtrfs: true, isPoolMounted: true, hasImage: true },
    'pool',
    '/var/lib/o/pool',
    /is on btrfs$/,
  ],
  [
    'a pool in use',
    { isPoolMounted: true, hasImage: true },
    'pool',
    '/var/lib/o/pool',
    /^the pool in an image file, found again$/,
  ],
  ['a btrfs mounted by hand', { isPoolMounted: true }, 'pool', '/var/lib/o/pool', /mounted there/],
  ['after a reboot', { hasImage: true }, 'pool', '/var/lib/o/pool', /found again and mounted$/],
  [
    'no btrfs',
    { kernelHas: without('btrfs') },
    'overlayfs',
    '/var/lib/o/overlayfs',
    /^this kernel has no btrfs$/,
  ],
  [
    'an image that this kernel cannot mount: its results are not left behind in silence',
    { hasImage: true, kernelHas: without('btrfs') },
    'pool',
    '/var/lib/o/pool',
    /found again/,
  ],
  [
    'no loop devices',
    { hasLoopDevices: () => false },
    'overlayfs',
    '/var/lib/o/overlayfs',
    /^there are no loop/,
  ],
  [
    'neither',
    { kernelHas: without('btrfs', 'overlay') },
    'copy',
    '/var/lib/o/copy',
    /^this kernel has no btrfs and no overlayfs$/,
  ],
  [
    "a container's own disk",
    { kernelHas: without('btrfs'), fileSystem: () => 'overlay' },
    'copy',
    '/var/lib/o/copy',
    /is on an overlayfs, which cannot hold another$/,
  ],
  [
    'a release with btrfs only',
    { kernelHas: without('btrfs'), hasDriver: without('overlayfs', 'copy') },
    'pool',
    '/var/lib/o/pool',
    /no other kind of store$/,
  ],
])('%s', (_, facts, kind, directory, why) => {
  expect(chooseStore({ ...bare, ...facts })).toEqual({ kind, directory, why: expect.stringMatching(why) });
});

test('what is slow is not asked where a pool is in use', () => {
  const never = () => {
    throw new Error('asked');
  };
  const facts = { kernelHas: never, hasLoopDevices: never, fileSystem: never, hasDriver: never };
  expect(chooseStore({ ...bare, ...facts, isPoolMounted: true, hasImage: true }).kind).toBe('pool');
});
