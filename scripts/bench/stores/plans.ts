import { existsSync } from 'node:fs';
import type { DriverPlace } from '../../../test/places/driver-places.ts';
import type { FloorCommands } from '../floor.ts';
import { btrfsFloor } from '../floor-btrfs.ts';
import { copyFloor } from './floor-copy.ts';
import { overlayFloor } from './floor-overlay.ts';
import { zfsFloor } from './floor-zfs.ts';
import type { BaseName } from './world.ts';

/** How the stores of one driver are measured. */
export interface StorePlan {
  /** What else has to be known of the file system. */
  readonly note?: () => string;
  /** What the results of the stores that grow stand on. */
  readonly growthBase: BaseName;
  readonly floor: {
    /** In words, for the table. */
    readonly title: string;
    readonly base: BaseName;
    /** Steps a sample. */
    readonly steps: number;
    readonly rounds: number;
    /** Whether what a sample has made is removed before the next, since it takes much space. */
    readonly isCleared?: boolean;
    /** The wanted proportion of ours to it. */
    readonly atMost?: number;
    /** In a directory, and for stores that are named by something else also that name. */
    commands(at: ReturnType<DriverPlace['newStore']>): FloorCommands;
  };
}

/** By driver. */
export const plans: Readonly<Record<string, StorePlan>> = {
  btrfs: {
    growthBase: 'debian',
    floor: {
      title: '`btrfs subvolume snapshot`, `btrfs property set ro`, a rename',
      base: 'debian',
      steps: 20,
      rounds: 5,
      atMost: 1.15,
      commands: ({ root }) => btrfsFloor(root),
    },
  },
  zfs: {
    note: () => (existsSync('/dev/zfs') ? 'OpenZFS of the kernel' : 'zfs-fuse, a file system in a process'),
    growthBase: 'debian',
    floor: {
      title: '`zfs clone`, which mounts, `umount`, `zfs snapshot`',
      base: 'debian',
      steps: 20,
      rounds: 3,
      commands: ({ place }) => zfsFloor(place),
    },
  },
  overlayfs: {
    growthBase: 'debian',
    floor: {
      title: 'three directories, `mount -t overlay`, `umount`',
      base: 'debian',
      steps: 20,
      rounds: 5,
      commands: ({ root }) => overlayFloor(root),
    },
  },
  // Each result takes the whole base, and the time to copy it.
  copy: {
    growthBase: 'busybox',
    floor: {
      title: '`cp -a --reflink=auto`',
      base: 'debian',
      steps: 4,
      rounds: 3,
      isCleared: true,
      commands: ({ root }) => copyFloor(root),
    },
  },
};
