import { factsOf, isObuilderError, ObuilderError } from '../../errors.ts';
import { runProgram } from '../../host/process/run.ts';
import { optionsOf } from './commands.ts';

/**
 * Runs a script of commands under a lock on the file `lock` (flock(1)). The script holds the lock until its last program ends, even if this
 * process is killed. If the file is missing, the script does nothing.
 */
async function runLocked(lock: string, script: string, ...args: readonly string[]): Promise<void> {
  const locked = `exec 9<"$1" && flock 9 && [ -e "$1" ] || exit 1; shift; ${script}`;
  const all = ['-c', locked, 'sh', lock, ...args];
  try {
    await runProgram('sh', all);
  } catch (error) {
    if (!isObuilderError(error, 'tool-failed')) throw error;
    // The message of `runProgram` would contain the whole script.
    const { stderr, status } = error;
    const reason = stderr?.trim() || `a script for ZFS ended with status ${status}`;
    throw new ObuilderError('tool-failed', reason, { ...factsOf(error), stderr, cause: error });
  }
}

/** Waits until no script holds a lock on these files. */
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

/** Makes and mounts a dataset, which the machine does not mount at its next start (`canmount=noauto`). */
export async function makeVolume(volume: NewVolume): Promise<void> {
  const { lock, dataset, origin, mountPoint, isReadOnly } = volume;
  const options = optionsOf({
    canmount: 'noauto',
    mountpoint: mountPoint,
    ...(isReadOnly ? { readonly: 'on' } : {}),
  });
  const command = origin === undefined ? ['create', ...options] : ['clone', ...options, origin];
  // zfs-fuse mounts a clone with any `canmount`.
  const script =
    'point=$1 dataset=$2; shift 2; zfs "$@" "$dataset" && { mountpoint -q "$point" || zfs mount "$dataset"; }';
  await runLocked(lock, script, mountPoint, dataset, ...command);
}

/**
 * Takes a snapshot after `sync`, because a snapshot lacks dirty pages of memory maps. Umount would write the pages too, but other
 * processes must see a mounted dataset, as a sign of use, until the snapshot exists.
 */
const SNAPSHOT = 'sync -f "$1" && zfs snapshot "$2"';
/** Detaches a busy mount, which the kernel unmounts after its last user. */
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
 * Takes a snapshot of the file system at `mountPoint` and moves the file system to the empty directory `to`. Uses a bind mount and
 * umount, since the kernel does not move a mount whose parent is shared, the default on most machines.
 */
export async function snapshotAndMove({ lock, mountPoint, snapshot }: Snapshot, to: string): Promise<void> {
  await runLocked(lock, `${SNAPSHOT} && mount --bind "$1" "$3" && ${UNMOUNT}`, mountPoint, snapshot, to);
}
