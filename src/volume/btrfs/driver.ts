import { accessSync, chmodSync, constants, lstatSync, promises, statfsSync } from 'node:fs';
import path from 'node:path';
import type { Space } from '../../contract/space.ts';
import { ObuilderError } from '../../errors.ts';
import { fullPlaceOf, spaceAt } from '../../files/full-disk.ts';
import { makeSync, syncByProgram } from '../../files/sync.ts';
import { unwrittenBytes } from '../../files/unwritten.ts';
import { imageBelow, returnUnused } from '../../host/loop-image.ts';
import { nearestExisting } from '../../host/probes.ts';
import { type DriverEntry, directoryFault, hasStore, type SnapshotDriver } from '../driver.ts';
import { diskSpare, diskUsed, spareOf } from '../space.ts';
import { changedDirectories } from './changed.ts';
import {
  BTRFS_PACKAGE,
  bytesSince,
  deleteSubvolumes,
  generationOf,
  isOnBtrfs,
  nestedSubvolumes,
  setReadOnly,
  syncFileSystem,
  waitUntilFreed,
} from './commands.ts';
import type { VolumeCalls } from './volume-calls.ts';

export const btrfs: DriverEntry = {
  summary: 'a directory on a btrfs file system; best made with mkfs.btrfs --nodesize 4096',
  form: 'DIRECTORY',
  example: '/srv/obuilder',
  needs: {
    programs: [
      { program: 'btrfs', package: BTRFS_PACKAGE, probe: { args: ['version'] } },
      { program: 'mkfs.btrfs', package: BTRFS_PACKAGE },
      { program: 'losetup', package: 'mount' },
      { program: 'mount', package: 'mount' },
    ],
    fileSystem: {
      name: 'btrfs',
      hint: 'use a kernel with btrfs (every stock Debian and Ubuntu kernel has it), or another kind of store',
    },
  },
  faultOf: directoryFault,
  isThere: hasStore,
  unsuited,
  open: async (root) => {
    const fault = unsuited(root);
    if (fault !== undefined) throw fault;
    return { driver: driverAt(root), root };
  },
};

function unsuited(root: string): ObuilderError | undefined {
  if (isOnBtrfs(nearestExisting(root))) return undefined;
  const message = `the store's directory ${root} is not on a btrfs file system`;
  const hint = `Mount a btrfs there: mount DEVICE ${root}, for a new disk after mkfs.btrfs --nodesize 4096 DEVICE, which deletes everything. Or use the store "auto".`;
  return new ObuilderError('store-unavailable', message, { value: root, hint });
}

function driverAt(root: string): SnapshotDriver {
  let found: { readonly image: string | undefined } | undefined;
  const image = () => {
    found ??= { image: imageBelow(root) };
    return found.image;
  };
  let calls: Promise<VolumeCalls> | undefined;
  // Loaded with the first volume, because a fully cached build makes none.
  const byCall = () => {
    calls ??= import('./volume-calls.ts').then(({ volumeCalls }) => volumeCalls(root));
    return calls;
  };
  const sealed = sealedFiles(
    makeSync(root, async () => {
      if (!(await (await byCall()).sync())) await syncByProgram(root);
    }),
  );
  /** Returns the number of the last transaction that changed a sealed volume. */
  const lastChangeOf = async (volume: string) => {
    const { subvolumeFacts } = await import('./tree-search.ts');
    const facts = await subvolumeFacts((await byCall()).read, volume);
    // Each later snapshot of the volume counts as a change for `btrfs`, which then tells less about earlier snapshots.
    return facts === undefined ? await generationOf(volume) : Number(facts.changedIn);
  };
  return {
    create: async (volume) => {
      await (await byCall()).create(volume);
      chmodSync(volume, 0o755);
    },
    snapshot: async (from, to) => {
      try {
        await (await byCall()).snapshot(from, to);
      } catch (error) {
        throw copiedByFiles(from, error) ?? error;
      }
    },
    exchange: async (one, other) => (await byCall()).exchange(one, other),
    // The next step continues in the writable subvolume, and a read-only snapshot takes the old path: one call does both.
    advance: async (from, to) => {
      await promises.rename(from, to);
      try {
        await (await byCall()).snapshotReadOnly(to, from);
      } catch (error) {
        await promises.rename(to, from);
        throw error;
      }
    },
    seal: async (volume) => {
      await (await byCall()).seal(volume);
      sealed.add();
    },
    rest: async () => undefined,
    persist: sealed.persist,
    view: async (volume) => volume,
    changes: async (from, to, signal) => {
      const { changedSince } = await import('./changed-inodes.ts');
      const { read } = await byCall();
      const few = signal?.aborted ? undefined : await changedSince(read, from, to);
      if (few !== undefined) return few;
      const changed = await changedDirectories(from, to, signal);
      return (directory) => changed.mayDiffer(directory);
    },
    remove,
    settle: () => settle(root, image()),
    space: () => space(root, image()),
    fullPlace: () => {
      const file = image();
      return fullPlaceOf(file === undefined ? [root] : [root, path.dirname(file)]);
    },
    removesAtOnce: true,
    hasManyWriters: true,
    spareBytes: () => spareBytes(root, image()),
    ownBytes: async (volume, base) => {
      // A volume that merely rests may have files that btrfs has not placed yet.
      if (!isSealed(volume)) await syncFileSystem(root);
      const bytes = await bytesSince(volume, base === undefined ? 0 : 1 + (await lastChangeOf(base)));
      return Math.min(bytes, diskUsed(root));
    },
    usedBytes: async () => diskUsed(root),
    close: async () => (await calls)?.end(),
  };
}

/**
 * The files of sealed volumes. The switch to read-only leaves written files in memory, so a sync has to follow. A snapshot writes the
 * files first.
 */
function sealedFiles(sync: () => Promise<void>) {
  let isUnwritten = false;
  let persisting: Promise<void> = Promise.resolve();
  return {
    /** Notes a sealed volume. */
    add: () => {
      isUnwritten = true;
    },
    /** Waits until the files of all noted volumes are on the disk. */
    persist: () => {
      if (isUnwritten) {
        isUnwritten = false;
        persisting = sync().catch((error: unknown) => {
          isUnwritten = true;
          throw error;
        });
      }
      return persisting;
    },
  };
}

/** The smallest piece to return while the disk below has more free space than the pool: the pool reuses smaller pieces. */
const CRUMB_BYTES = 1024 ** 2;

/** Waits for the cleaner, then returns unused blocks of the pool to the disk below: a loop device does so only on request. */
async function settle(root: string, image: string | undefined): Promise<void> {
  await waitUntilFreed(root);
  if (image === undefined) return;
  const isShort = spaceBelow(image).freeBytes < spaceAt(root).freeBytes;
  await returnUnused(root, isShort ? 0 : CRUMB_BYTES);
}

const spaceBelow = (image: string) => spaceAt(path.dirname(image));

/** Returns the space of the pool, limited by the disk below a sparse image. */
function space(root: string, image: string | undefined): Space {
  const own = spaceAt(root);
  if (image === undefined) return own;
  return { ...own, freeBytes: Math.min(own.freeBytes, spaceBelow(image).freeBytes) };
}

/**
 * Returns the bytes that steps may still write. A file system accounts for its own promises, but the disk below a sparse image
 * learns of a write only when the data leaves the kernel's cache, and a full disk at that time damages the pool.
 */
function spareBytes(root: string, image: string | undefined): number {
  const { bsize, blocks, bfree } = statfsSync(root);
  // `bavail` is 0 while pending writes take all of the space for metadata.
  const own = spareOf({ totalBytes: bsize * blocks, freeBytes: bsize * bfree });
  if (image === undefined) return own;
  const unpromised = spaceBelow(image).freeBytes - unwrittenBytes();
  return Math.min(own, diskSpare(path.dirname(image)), unpromised);
}

/** Whether a subvolume is read-only. access(2) fails with EROFS then, so no program has to run. */
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

/** Programs such as `cp` make plain directories of subvolumes, which show all files but cannot be cloned. */
function copiedByFiles(volume: string, cause: unknown): ObuilderError | undefined {
  if (isVolume(volume) || lstatSync(volume, { throwIfNoEntry: false })?.isDirectory() !== true)
    return undefined;
  const message = `no step can continue from ${volume}: the directory is no subvolume of btrfs, because the store was copied by files`;
  const hint =
    'Remove the results and slots of this copy, so that they are made again: "prune --max-age=0s". To keep results, move the file system instead ("Move a store to another disk" in docs/stores.md).';
  return new ObuilderError('store-unavailable', message, { value: volume, hint, cause });
}

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

/** Deletes nested subvolumes, which a step may have made, before their parent: btrfs requires this order, and a writable parent. */
async function removeOne(volume: string): Promise<void> {
  const nested = await nestedSubvolumes(volume);
  if (nested.length > 0 && isSealed(volume)) await setReadOnly(volume, false);
  for (const inner of nested) await removeOne(path.resolve(inner));
  if (isVolume(volume)) await deleteSubvolumes([volume]);
}
