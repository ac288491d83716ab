import { examine } from '../../../src/cli/doctor/doctor.ts';
import type { MachineFacts } from '../../../src/cli/doctor/facts.ts';
import type { StoreFacts } from '../../../src/cli/doctor/store-facts.ts';

const GB = 1024 ** 3;

const goodStore: StoreFacts = {
  name: 'btrfs:/var/lib/o/pool',
  driver: 'btrfs',
  why: 'auto: the pool in an image file, found again',
  pool: 'image',
  directory: '/var/lib/o/pool',
  access: { uid: 0, gid: 0, mode: 0o700 },
  mount: { device: '/dev/loop0', directory: '/var/lib/o/pool', type: 'btrfs', options: ['rw', 'noatime'] },
  space: { directory: '/var/lib/o/pool', freeBytes: 40 * GB, totalBytes: 50 * GB },
  spaceBelow: { directory: '/var/lib/o', freeBytes: 100 * GB, totalBytes: 200 * GB },
  nodeSize: 4096,
  otherFormats: [],
  image: { file: '/var/lib/o/pool.img', state: 'used' },
  hasLoopDevices: true,
};

/** A machine that lacks nothing. */
export const good: MachineFacts = {
  userName: 'runner',
  root: 'by-sudo',
  node: 'v24.21.0',
  kernel: '6.1.0-28-amd64',
  programs: {
    runc: { file: '/usr/sbin/runc', says: 'runc version 1.3.3\ncommit: x' },
    btrfs: { file: '/usr/bin/btrfs', says: 'btrfs-progs v6.2' },
    'mkfs.btrfs': { file: '/usr/sbin/mkfs.btrfs' },
    losetup: { file: '/usr/sbin/losetup' },
    mount: { file: '/usr/bin/mount' },
    zfs: {},
    zpool: { file: '/usr/sbin/zpool' },
  },
  fileSystems: { btrfs: 'there', overlay: 'module', zfs: 'missing' },
  cgroups: { layout: 'v2', controllers: new Set(['cpu', 'io', 'memory', 'pids']) },
  hasSeccomp: true,
  memory: '/run',
  confinement: {
    appArmor: false,
    ownProfile: undefined,
    parser: undefined,
    profiles: undefined,
    seLinuxEnforces: false,
  },
  store: goodStore,
  userNamespace: {},
  trial: {
    attacks: [
      { name: 'a link at /dev leads out', holes: [], worksBare: false, worksInStep: false },
      { name: 'a null device', holes: ['CVE-2025-31133'], worksBare: false, worksInStep: false },
      { name: 'a working directory', holes: ['CVE-2024-21626'], worksBare: false, worksInStep: false },
    ],
  },
};

/** Ubuntu 24.04 as it comes: a profile for runc that confines nothing, and user namespaces for few. */
export const ubuntu: MachineFacts = {
  ...good,
  kernel: '6.8.0-51-generic',
  confinement: {
    ...good.confinement,
    appArmor: true,
    ownProfile: 'unconfined',
    parser: '/usr/sbin/apparmor_parser',
    profiles: ['runc (unconfined)', 'rsyslogd (enforce)', '/usr/bin/man (enforce)'],
  },
};

/** The findings that are not `ok`, one line each with the fix behind. */
export const faults = (facts: MachineFacts): readonly string[] =>
  examine(facts)
    .filter(({ state }) => state !== 'ok')
    .map(({ check, state, found, fix }) => `${state} ${check}: ${found} → ${fix}`);

export const withStore = (change: Partial<StoreFacts>): Partial<MachineFacts> => ({
  store: { ...goodStore, ...change },
});
