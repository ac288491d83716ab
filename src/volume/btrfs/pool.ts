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
import { MIN_POOL_BYTES } from '../../contract/request.ts';
import { asObuilderError, isObuilderError, ObuilderError } from '../../errors.ts';
import { fullPlaceOf } from '../../files/full-disk.ts';
import { waitForLock } from '../../host/lock.ts';
import { runProgram } from '../../host/process/run.ts';
import { BTRFS_PACKAGE, isOnBtrfs } from './commands.ts';

export interface PoolRequest {
  /** Directory of the image file `pool.img` and the mount point `pool`: an absolute path, created if missing. */
  readonly directory: string;
  /** Size of a new image; by default 50 GiB, but at most 9/10 of the free space. */
  readonly bytes?: number | undefined;
}

const GIB = 1024 ** 3;
const DEFAULT_BYTES = 50 * GIB;
/** A smaller default pool would be useless. */
const MIN_DEFAULT_BYTES = 2 * GIB;
const SHARE_OF_FREE = 0.9;
/** mkfs.btrfs writes a little less to a sparse image file. */
const BYTES_OF_NEW_POOL = 8 * 1024 ** 2;

/**
 * Returns the mounted directory of the default btrfs pool. Mounts an existing image, and makes a missing image. A `directory` on
 * btrfs needs no image. Safe for concurrent processes.
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
      // A never-mounted image is empty; left in place, every later build would try to mount the image again.
      if (isNew) rmSync(image, { force: true });
      throw error;
    });
    return mountPoint;
  } finally {
    lock.release();
  }
}

/** Makes the image under a temporary name, so that the next process replaces the leftover of a killed process. */
async function makeImage(image: string, request: PoolRequest): Promise<void> {
  const bytes = sizeOf(request);
  const draft = `${image}.new`;
  rmSync(draft, { force: true });
  try {
    const file = openSync(draft, 'wx', 0o600);
    try {
      ftruncateSync(file, bytes);
      // Small nodes keep snapshots cheap, however many share a base. A single copy of the metadata suffices, because
      // all results can be rebuilt.
      const options = ['--quiet', '--nodesize', '4096', '--metadata', 'single', '--label', 'obuilder'];
      await runProgram('mkfs.btrfs', [...options, draft], { package: BTRFS_PACKAGE });
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(draft, image);
  } catch (error) {
    const freeBytes = freeBytesAt(request.directory);
    rmSync(draft, { force: true });
    if (freeBytes < BYTES_OF_NEW_POOL) throw noRoom(request.directory, freeBytes, error);
    throw explain(error, {
      what: `a pool cannot be made at ${image}`,
      value: request.directory,
      hint: DOCTOR,
    });
  }
}

/** Returns the image's size: a ceiling, because the image is sparse and the disk below may be smaller. */
function sizeOf({ directory, bytes }: PoolRequest): number {
  if (bytes !== undefined) {
    if (Number.isSafeInteger(bytes) && bytes >= MIN_POOL_BYTES) return bytes;
    throw new ObuilderError('input-invalid', `a pool of ${bytes} bytes is too small`, {
      value: String(bytes),
      hint: `Give at least ${MIN_POOL_BYTES / 1024 ** 2} MiB.`,
    });
  }
  const freeBytes = freeBytesAt(directory);
  const size = Math.min(DEFAULT_BYTES, Math.floor(freeBytes * SHARE_OF_FREE));
  if (size >= MIN_DEFAULT_BYTES) return size;
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
    // `nosuid` outside the sandbox only: a step's own mount of the root file system allows set-uid programs.
    if (device !== undefined) {
      await useCache(device);
      await runProgram('mount', ['-t', 'btrfs', '-o', 'noatime,nosuid,nodev', device, mountPoint]);
    } else await runProgram('mount', ['-t', 'btrfs', '-o', 'loop,noatime,nosuid,nodev', image, mountPoint]);
  } catch (error) {
    // The `mount` of a killed process, without lock by now, may have been faster.
    if (isOnBtrfs(mountPoint)) return;
    throw explain(error, {
      what: `the pool ${image} cannot be mounted`,
      value: image,
      hint: `${DOCTOR} ${damagedHint(image)}`,
    });
  }
}

/**
 * Makes a loop device read and write through the page cache of the file system below, as a new loop device does. The kernel caches the files
 * of each snapshot apart, so with direct I/O each build would read its compilers from the disk again. The blocks in the image are the same
 * for all snapshots.
 */
async function useCache(device: string): Promise<void> {
  await runProgram('losetup', ['--direct-io=off', device]).catch((error: unknown) => {
    // The pool works with direct I/O too.
    if (!isObuilderError(error, 'tool-failed')) throw error;
  });
}

/** Returns the loop device of a pool detached while in use, because a second loop device would corrupt the image. */
async function loopDeviceOf(image: string): Promise<string | undefined> {
  const listing = await runProgram('losetup', ['--associated', image, '--noheadings', '--output', 'NAME']);
  const name = listing.split('\n')[0]?.trim();
  return name === undefined || name === '' ? undefined : name;
}

const DOCTOR = 'See what "doctor" says.';

/** The failed mount leaves nothing to unmount. `rescue=all` opens a pool with damaged trees, but not without its root tree. */
const damagedHint = (image: string) =>
  `If the pool is damaged, move it away, and the next build makes another: sudo mv ${image} ${image}.damaged. ` +
  'A pool holds nothing that cannot be built again. ' +
  `To look at its files before you delete it, try sudo mount -o loop,ro,rescue=all ${image}.damaged /mnt.`;

interface Explanation {
  readonly what: string;
  readonly value: string;
  readonly hint: string;
}

function explain(error: unknown, { what, value, hint }: Explanation): unknown {
  const full = fullPlaceOf([value]);
  if (full !== undefined) {
    return new ObuilderError(
      'store-full',
      `${what}: ${asObuilderError(error).message} (${full.lack} at ${full.place})`,
      { value, hint: `Free space at ${full.place}, or put the pool on another disk.`, cause: error },
    );
  }
  if (!isObuilderError(error, 'tool-failed')) return error;
  return new ObuilderError('store-unavailable', `${what}: ${error.message}`, { value, hint, cause: error });
}
