import { factsOf, isObuilderError, ObuilderError } from '../../errors.ts';
import { runProgram } from '../../host/process/run.ts';
import { optionsOf } from './commands.ts';

/**
 * Runs a script of commands that belong together. Its first argument is a file, and the script holds a lock on it until the
 * last of its programs has ended, also when this process is killed. Where the file is gone the script does nothing.
 */
async function runLocked(lock: string, script: string, ...args: readonly string[]): Promise<void> {
  const locked = `exec 9<"$1" && flock 9 && [ -e "$1" ] || exit 1; shift; ${script}`;
  const all = ['-c', locked, 'sh', lock, ...args];
  try {
    await runProgram('sh', all);
  } catch (error) {
    if (!isObuilderError(error, 'tool-failed')) throw error;
    // Nobody wants to read the script.
    const { stderr, status } = error;
    const reason = stderr?.trim() || `a script for ZFS ended with status ${status}`;
    throw new ObuilderError('tool-failed', reason, { ...factsOf(error), stderr, cause: error });
  }
}

/** Waits until no script holds the lock of any of these files. */
export async function waitForScripts(locks: readonly string[]): Promise<void> {
  await runProgram('sh', ['-c', 'for file; do exec 9<"$file" && flock 9; done', 'sh', ...locks]);
}

export interface NewVolume {
  readonly lock: string;
  readonly dataset: string;
  /** The snapshot to start from; undefined for an empty file system. */
  readonly origin: string | undefined;
  /** An empty directory. */
  readonly mountPoint: string;
  readonly isReadOnly: boolean;
}

/** Makes a dataset and mounts it. It is not mounted when the machine starts. */
export async function makeVolume(volume: NewVolume): Promise<void> {
  const { lock, dataset, origin, mountPoint, isReadOnly } = volume;
  const options = optionsOf({
    canmount: 'noauto',
    mountpoint: mountPoint,
    ...(isReadOnly ? { readonly: 'on' } : {}),
  });
  const command = origin === undefined ? ['create', ...options] : ['clone', ...options, origin];
  // zfs-fuse mounts a clone whatever its `canmount` is.
  const script =
    'point=$1 dataset=$2; shift 2; zfs "$@" "$dataset" && { mountpoint -q "$point" || zfs mount "$dataset"; }';
  await runLocked(lock, script, mountPoint, dataset, ...command);
}

/**
 * What a program wrote through a memory map is in no snapshot before it is written back. Unmounting would see to that, but
 * a dataset is to be mounted until it has its snapshot: by that others tell that it is in use.
 */
const SNAPSHOT = 'sync -f "$1" && zfs snapshot "$2"';
/** What is in use still is detached, and goes with its last user. */
const UNMOUNT = '{ umount "$1" || umount --lazy "$1"; }';

export interface Snapshot {
  readonly lock: string;
  readonly mountPoint: string;
  readonly snapshot: string;
}

/** Takes a snapshot of the file system at `mountPoint` and unmounts it. */
export async function snapshotAndUnmount({ lock, mountPoint, snapshot }: Snapshot): Promise<void> {
  await runLocked(lock, `${SNAPSHOT} && ${UNMOUNT}`, mountPoint, snapshot);
}

/**
 * Takes a snapshot of the file system at `mountPoint` and moves it to the empty directory `to`. In two mounts, since the
 * kernel moves none that is below a shared one, as on most machines all are.
 */
export async function snapshotAndMove({ lock, mountPoint, snapshot }: Snapshot, to: string): Promise<void> {
  await runLocked(lock, `${SNAPSHOT} && mount --bind "$1" "$3" && ${UNMOUNT}`, mountPoint, snapshot, to);
}
