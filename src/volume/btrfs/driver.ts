import { accessSync, chmodSync, constants, lstatSync, promises, statfsSync } from 'node:fs';
import path from 'node:path';
import type { Space } from '../../contract/store.ts';
import { ObuilderError } from '../../errors.ts';
import { fullPlaceOf, spaceAt } from '../../files/full-disk.ts';
import { unwrittenBytes } from '../../files/unwritten.ts';
import { imageBelow, returnUnused } from '../../host/loop-image.ts';
import { nearestExisting } from '../../host/probes.ts';
import { type DriverEntry, directoryFault, type SnapshotDriver } from '../driver.ts';
import { diskSpare, diskUsed, spareOf } from '../space.ts';
import {
  createSubvolume,
  deleteSubvolumes,
  isOnBtrfs,
  nestedSubvolumes,
  setReadOnly,
  snapshotReadOnly,
  snapshotSubvolume,
  waitUntilFreed,
} from './commands.ts';

export const btrfs: DriverEntry = {
  summary: 'a directory on a btrfs file system; best made with mkfs.btrfs --nodesize 4096',
  form: 'DIRECTORY',
  example: '/srv/obuilder',
  needs: {
    programs: [
      { program: 'btrfs', package: 'btrfs-progs', probe: { args: ['version'] } },
      { program: 'mkfs.btrfs', package: 'btrfs-progs' },
    ],
    fileSystem: {
      name: 'btrfs',
      hint: 'use a kernel with btrfs (every stock Debian and Ubuntu kernel has it), or another kind of store',
    },
  },
  faultOf: directoryFault,
  open: async (root) => {
    if (!isOnBtrfs(nearestExisting(root))) {
      throw new ObuilderError(
        'store-unavailable',
        `the store's directory ${root} is not on a btrfs file system`,
        {
          value: root,
          hint: `Mount a btrfs there (mkfs.btrfs --nodesize 4096 DEVICE; mount DEVICE ${root}), or use the store "auto".`,
        },
      );
    }
    return { driver: driverAt(root), root };
  },
};

function driverAt(root: string): SnapshotDriver {
  let found: { readonly image: string | undefined } | undefined;
  const image = () => {
    found ??= { image: imageBelow(root) };
    return found.image;
  };
  return {
    create: async (volume) => {
      await createSubvolume(volume);
      chmodSync(volume, 0o755);
    },
    snapshot: snapshotSubvolume,
    // The next step takes the writable subvolume on, and what stays behind is a sealed copy: one command for both.
    advance: async (from, to) => {
      await promises.rename(from, to);
      try {
        await snapshotReadOnly(to, from);
      } catch (error) {
        await promises.rename(to, from);
        throw error;
      }
    },
    seal: (volume) => setReadOnly(volume, true),
    rest: async () => undefined,
    // A snapshot, and the switch to read-only, are on the disk when they are made.
    persist: async () => undefined,
    view: async (volume) => volume,
    remove,
    settle: () => settle(root, image()),
    space: () => space(root, image()),
    fullPlace: () => fullPlaceOf([root, ...(image() === undefined ? [] : [path.dirname(image() ?? '')])]),
    removesAtOnce: true,
    spareBytes: () => spareBytes(root, image()),
    usedBytes: async () => diskUsed(root),
  };
}

/** While the disk below has more room than the pool, crumbs of the image do not count: the pool uses them again. */
const CRUMB_BYTES = 1024 ** 2;

/** A pool in an image file gives what it does not use back to the disk below only when told to. */
async function settle(root: string, image: string | undefined): Promise<void> {
  await waitUntilFreed(root);
  if (image === undefined) return;
  const isShort = spaceBelow(image).freeBytes < spaceAt(root).freeBytes;
  await returnUnused(root, isShort ? 0 : CRUMB_BYTES);
}

const spaceBelow = (image: string) => spaceAt(path.dirname(image));

/** Nothing can be written either where the disk below a pool's sparse image is full. */
function space(root: string, image: string | undefined): Space {
  const own = spaceAt(root);
  if (image === undefined) return own;
  return { ...own, freeBytes: Math.min(own.freeBytes, spaceBelow(image).freeBytes) };
}

/**
 * A file system knows what it has promised. The disk below a sparse image learns of what a step wrote only when that leaves the
 * kernel's cache, and a pool that finds it full then is damaged.
 */
function spareBytes(root: string, image: string | undefined): number {
  const { bsize, blocks, bfree } = statfsSync(root);
  // btrfs tells of no available blocks while its room for metadata is taken by what is still to be written.
  const own = spareOf({ totalBytes: bsize * blocks, freeBytes: bsize * bfree });
  if (image === undefined) return own;
  const unpromised = spaceBelow(image).freeBytes - unwrittenBytes();
  return Math.min(own, diskSpare(path.dirname(image)), unpromised);
}

/** The kernel answers for a read-only subvolume as for a read-only file system; asking it needs no program. */
function isSealed(volume: string): boolean {
  try {
    accessSync(volume, constants.W_OK);
    return false;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EROFS';
  }
}

/** The inode number of the root of every subvolume (BTRFS_FIRST_FREE_OBJECTID). */
const SUBVOLUME_INODE = 256;

const isVolume = (directory: string) =>
  lstatSync(directory, { throwIfNoEntry: false })?.ino === SUBVOLUME_INODE;

/** Keeps a command line far below the kernel's limit. */
const VOLUMES_A_COMMAND = 64;

async function remove(volumes: readonly string[]): Promise<void> {
  const present = volumes.filter(isVolume);
  for (let start = 0; start < present.length; start += VOLUMES_A_COMMAND) {
    const some = present.slice(start, start + VOLUMES_A_COMMAND);
    try {
      await deleteSubvolumes(some);
    } catch {
      for (const volume of some.filter(isVolume)) await removeOne(volume);
    }
  }
}

/** A step may have made subvolumes of its own, which have to go first, and go only from a writable parent. */
async function removeOne(volume: string): Promise<void> {
  const nested = await nestedSubvolumes(volume);
  if (nested.length > 0 && isSealed(volume)) await setReadOnly(volume, false);
  for (const inner of nested) await removeOne(path.resolve(inner));
  if (isVolume(volume)) await deleteSubvolumes([volume]);
}
