import {
  closeSync,
  existsSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  statfsSync,
} from 'node:fs';
import path from 'node:path';
import { asObuilderError, isObuilderError, ObuilderError } from '../../errors.ts';
import { fullPlaceOf } from '../../files/full-disk.ts';
import { waitForLock } from '../../host/lock.ts';
import { runProgram } from '../../host/process/run.ts';
import { isOnBtrfs } from '../../volume/btrfs/commands.ts';

export interface PoolRequest {
  /** Where the image file `pool.img` and the mount point `pool` are kept; an absolute path, made when absent. */
  readonly directory: string;
  /** Size of the image where one has to be made; by default 50 GiB, or what 9/10 of the free space allows. */
  readonly bytes?: number | undefined;
}

const GIB = 1024 ** 3;
const DEFAULT_BYTES = 50 * GIB;
/** What a default pool needs to be of use. */
const SMALLEST_DEFAULT_BYTES = 2 * GIB;
/** mkfs.btrfs refuses less than some 110 MB; this leaves room for a small base image. */
const SMALLEST_BYTES = 256 * 1024 ** 2;
const SHARE_OF_FREE = 0.9;
/** What mkfs.btrfs writes to a sparse image file, and some more. */
const BYTES_OF_NEW_POOL = 8 * 1024 ** 2;

/**
 * The directory of the default pool, on btrfs and mounted: found where it is mounted, mounted where its image is, made
 * where there is none. A `directory` that is itself on btrfs needs no image. Any number of processes may ask at once.
 *
 * @throws ObuilderError `store-unavailable` or `store-full`, and `tool-missing` without btrfs-progs
 */
export async function openPool(request: PoolRequest): Promise<string> {
  const mountPoint = path.join(request.directory, 'pool');
  if (isOnBtrfs(mountPoint)) return mountPoint;
  mkdirSync(request.directory, { recursive: true, mode: 0o700 });
  const lock = await waitForLock(path.join(request.directory, 'pool.lock'));
  try {
    mkdirSync(mountPoint, { recursive: true, mode: 0o700 });
    if (isOnBtrfs(mountPoint)) return mountPoint;
    const image = path.join(request.directory, 'pool.img');
    const isNew = !existsSync(image);
    if (isNew) await makeImage(image, request);
    await mountImage(image, mountPoint).catch((error: unknown) => {
      // An image that was never mounted holds nothing, and would be found again and again.
      if (isNew) rmSync(image, { force: true });
      throw error;
    });
    return mountPoint;
  } finally {
    lock.release();
  }
}

/** Under a temporary name until it is whole: what a killed process leaves is made anew. */
async function makeImage(image: string, request: PoolRequest): Promise<void> {
  const bytes = sizeOf(request);
  const draft = `${image}.new`;
  rmSync(draft, { force: true });
  try {
    const file = openSync(draft, 'wx', 0o600);
    try {
      ftruncateSync(file, bytes);
      // Snapshots stay cheap with small nodes, however many share a base. One copy of the metadata is enough for what
      // can be built again.
      await runProgram('mkfs.btrfs', [
        '--quiet',
        '--nodesize',
        '4096',
        '--metadata',
        'single',
        '--label',
        'obuilder',
        draft,
      ]);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(draft, image);
  } catch (error) {
    const freeBytes = freeBytesAt(request.directory);
    rmSync(draft, { force: true });
    if (freeBytes < BYTES_OF_NEW_POOL) throw noRoom(request.directory, freeBytes, error);
    throw explain(error, `a pool cannot be made at ${image}`, request.directory);
  }
}

/** Sparse: the size is a ceiling, which the disk below need not have. */
function sizeOf({ directory, bytes }: PoolRequest): number {
  if (bytes !== undefined) {
    if (Number.isSafeInteger(bytes) && bytes >= SMALLEST_BYTES) return bytes;
    throw new ObuilderError('input-invalid', `a pool of ${bytes} bytes is too small`, {
      value: String(bytes),
      hint: `Give at least ${SMALLEST_BYTES / 1024 ** 2} MiB.`,
    });
  }
  const freeBytes = freeBytesAt(directory);
  const size = Math.min(DEFAULT_BYTES, Math.floor(freeBytes * SHARE_OF_FREE));
  if (size >= SMALLEST_DEFAULT_BYTES) return size;
  throw noRoom(directory, freeBytes);
}

function freeBytesAt(directory: string): number {
  const { bavail, bsize } = statfsSync(directory);
  return bavail * bsize;
}

function noRoom(directory: string, freeBytes: number, cause?: unknown): ObuilderError {
  const message = `there is no room for a pool at ${directory}: ${freeBytes} bytes are free`;
  const hint = 'Free some space, or put the pool on another disk.';
  return new ObuilderError('store-full', message, { value: directory, hint, cause });
}

async function mountImage(image: string, mountPoint: string): Promise<void> {
  try {
    const device = await loopDeviceOf(image);
    // Set-uid programs of a step work in the step only: its sandbox allows them to itself.
    if (device !== undefined)
      await runProgram('mount', ['-t', 'btrfs', '-o', 'noatime,nosuid,nodev', device, mountPoint]);
    else await runProgram('mount', ['-t', 'btrfs', '-o', 'loop,noatime,nosuid,nodev', image, mountPoint]);
    await bypassCache(image);
  } catch (error) {
    // The `mount` of a process that was killed meanwhile, and its lock with it, may have been quicker.
    if (isOnBtrfs(mountPoint)) return;
    throw explain(error, `the pool ${image} cannot be mounted`, image);
  }
}

/**
 * Lets the loop device write past the cache of the file system below, which would keep everything a second time and hand it
 * to the disk only when a snapshot waits for it. Not every file system can; the pool works without.
 */
async function bypassCache(image: string): Promise<void> {
  const device = await loopDeviceOf(image);
  if (device === undefined) return;
  await runProgram('losetup', ['--direct-io=on', device]).catch((error: unknown) => {
    if (!isObuilderError(error, 'tool-failed')) throw error;
  });
}

/** A loop device that still has the image, left by a pool that was detached while in use; a second one would corrupt it. */
async function loopDeviceOf(image: string): Promise<string | undefined> {
  const listing = await runProgram('losetup', ['--associated', image, '--noheadings', '--output', 'NAME']);
  const name = listing.split('\n')[0]?.trim();
  return name === undefined || name === '' ? undefined : name;
}

function explain(error: unknown, what: string, value: string): unknown {
  const full = fullPlaceOf([value]);
  if (full !== undefined) {
    const hint = `Free space at ${full.place}, or put the pool on another disk.`;
    return new ObuilderError(
      'store-full',
      `${what}: ${asObuilderError(error).message} (${full.lack} at ${full.place})`,
      { value, hint, cause: error },
    );
  }
  if (!isObuilderError(error, 'tool-failed')) return error;
  return new ObuilderError('store-unavailable', `${what}: ${error.message}`, {
    value,
    hint: 'See what "doctor" says. A pool that is damaged can be moved away; it holds nothing that cannot be built again.',
    cause: error,
  });
}
