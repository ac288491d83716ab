import { isObuilderError } from '../errors.ts';
import { mountPointOf } from './mounts.ts';
import { runQuick } from './process.ts';

const zfs = (...args: readonly string[]) => runQuick('zfs', args);

/** Whether a command failed since what it was to work on is not there. */
export function isMissing(error: unknown): boolean {
  return isObuilderError(error, 'command-failed') && /does not exist|no such pool/.test(error.message);
}

const BUSY_ATTEMPTS = 9;

/**
 * Runs `work` again for some two seconds while the dataset is busy: zfs-fuse closes a file system some time after it was
 * unmounted, and a container that is being started sees all mounts until it has a root of its own.
 */
async function onceFree<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      const isBusy = isObuilderError(error, 'command-failed') && error.message.includes('busy');
      if (!isBusy || attempt === BUSY_ATTEMPTS) throw error;
      await new Promise((resolve) => setTimeout(resolve, 10 * 2 ** Math.min(attempt, 5)));
    }
  }
}

export type Properties = Readonly<Record<string, string>>;

const optionsOf = (properties: Properties) =>
  Object.entries(properties).flatMap(([name, value]) => ['-o', `${name}=${value}`]);

/** The values of some properties, numbers in bytes; undefined where there is no such dataset. */
export async function propertiesOf(
  dataset: string,
  names: readonly string[],
): Promise<Properties | undefined> {
  try {
    const lines = await zfs('get', '-Hp', '-o', 'property,value', names.join(','), dataset);
    return Object.fromEntries(lines.split('\n').map((line) => line.split('\t')));
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/**
 * Makes a dataset and those above it that are missing. One that is there already is no error, nor is one that another process
 * mounts before this one does.
 */
export async function createDataset(dataset: string, properties: Properties): Promise<void> {
  try {
    await zfs('create', '-p', ...optionsOf(properties), dataset);
  } catch (error) {
    const isThere = /already exists|successfully created/;
    if (!isObuilderError(error, 'command-failed') || !isThere.test(error.message)) throw error;
  }
}

/** Mounts a dataset where its property `mountpoint` says. One that is mounted already is no error. */
export async function mountDataset(dataset: string): Promise<void> {
  try {
    await onceFree(async () => {
      if (mountPointOf(dataset) === undefined) await zfs('mount', dataset);
    });
  } catch (error) {
    if (mountPointOf(dataset) === undefined) throw error;
  }
}

/**
 * Runs a script of commands that belong together. Its first argument is a file, and the script holds a lock on it until the
 * last of its programs has ended, also when this process is killed. Where the file is gone the script does nothing.
 */
async function runLocked(lock: string, script: string, ...args: readonly string[]): Promise<void> {
  const locked = `exec 9<"$1" && flock 9 && [ -e "$1" ] || exit 1; shift; ${script}`;
  await runQuick('sh', ['-c', locked, 'sh', lock, ...args]);
}

/** Waits until no script holds the lock of any of these files. */
export async function waitForScripts(locks: readonly string[]): Promise<void> {
  await runQuick('sh', ['-c', 'for file; do exec 9<"$file" && flock 9; done', 'sh', ...locks]);
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

export interface ListedSnapshot {
  /** Without the dataset's name. */
  readonly name: string;
  /** Deleted, and kept only for its clones. */
  readonly isDeferred: boolean;
}

/** The snapshots of one dataset, the oldest first; undefined where there is no such dataset. */
export async function snapshotsOf(dataset: string): Promise<readonly ListedSnapshot[] | undefined> {
  try {
    const list = await zfs('list', '-H', '-t', 'snapshot', '-o', 'name,defer_destroy', '-d', '1', dataset);
    return rowsOf(list).map(([name = '', deferred]) => {
      return { name: name.slice(dataset.length + 1), isDeferred: deferred === 'on' };
    });
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

const rowsOf = (text: string) =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split('\t'));

/** The datasets directly below `parent` that are clones, by the snapshot that each was made from. */
export async function clonesBelow(parent: string): Promise<ReadonlyMap<string, string>> {
  const list = await zfs('list', '-H', '-t', 'filesystem', '-o', 'origin,name', '-d', '1', parent);
  return new Map(rowsOf(list).map(([origin = '', name = '']) => [origin, name]));
}

/** Deletes snapshots of one dataset. One that has clones vanishes with the last of them; one that is missing is no error. */
export async function destroySnapshots(dataset: string, names: readonly string[]): Promise<void> {
  if (names.length === 0) return;
  try {
    await zfs('destroy', '-d', `${dataset}@${names.join(',')}`);
  } catch (error) {
    if (names.length === 1) {
      if (isMissing(error) || isNotThere(error)) return;
      throw error;
    }
    // Old releases take one at a time.
    for (const name of names) await destroySnapshots(dataset, [name]);
  }
}

/** How new releases say that there is no such snapshot. */
const isNotThere = (error: unknown) =>
  isObuilderError(error, 'command-failed') && error.message.includes('could not find any snapshots');

/** Drops what was written since the last snapshot of a dataset that is not mounted. */
export async function rollBack(snapshot: string): Promise<void> {
  await onceFree(() => zfs('rollback', snapshot));
}

/** Gives a clone the snapshot that it was made from and all before that one: what it stood on stands on it from now on. */
export async function promote(clone: string): Promise<void> {
  await zfs('promote', clone);
}

/** Deletes a dataset with its snapshots. One that is missing is no error. */
export async function destroyDataset(dataset: string): Promise<void> {
  try {
    await onceFree(() => zfs('destroy', '-r', dataset));
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
}

export async function hasPool(pool: string): Promise<boolean> {
  try {
    await runQuick('zpool', ['list', '-H', '-o', 'name', pool]);
    return true;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

const FREEING_POLLS = 240;
const FREEING_MILLISECONDS = 250;

/**
 * Waits until what was deleted is free, for a minute at most: others may be deleting in the same pool. Releases without the
 * property `freeing` (zfs-fuse) have freed it when the command ends.
 */
export async function waitUntilFreed(pool: string): Promise<void> {
  for (let poll = 0; poll < FREEING_POLLS; poll += 1) {
    try {
      await runQuick('zpool', ['sync', pool]);
      const freeing = await runQuick('zpool', ['get', '-Hp', '-o', 'value', 'freeing', pool]);
      if (Number(freeing) === 0) return;
    } catch (error) {
      if (isObuilderError(error, 'command-failed')) return;
      throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, FREEING_MILLISECONDS));
  }
}

/** Bytes that a dataset takes with all below it, and those that it may still take. */
export interface DatasetSpace {
  readonly usedBytes: number;
  readonly availableBytes: number;
}

const SPACE = ['get', '-Hp', '-o', 'value', 'used,available'];

export async function spaceOf(dataset: string): Promise<DatasetSpace> {
  return parseSpace(await zfs(...SPACE, dataset));
}

function parseSpace(text: string): DatasetSpace {
  const [used = 0, available = 0] = text.split('\n').map(Number);
  return { usedBytes: used, availableBytes: available };
}

/** The same, at once: the event loop stands still for as long as one command takes. */
export function spaceOfAtOnce(dataset: string): DatasetSpace {
  const { execFileSync } = process.getBuiltinModule('node:child_process');
  return parseSpace(execFileSync('zfs', [...SPACE, dataset], { encoding: 'utf8' }));
}
