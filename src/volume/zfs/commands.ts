import { isObuilderError, must } from '../../errors.ts';
import { mountPointOf } from '../../host/mounts.ts';
import { runAtOnce, runProgram } from '../../host/process/run.ts';

export const ZFS_PACKAGE = 'zfsutils-linux';

const zfs = (...args: readonly string[]) => runProgram('zfs', args, { package: ZFS_PACKAGE });
const zpool = (...args: readonly string[]) => runProgram('zpool', args, { package: ZFS_PACKAGE });

/**
 * Whether a dataset or snapshot exists. The programs of ZFS end with status 1 for all faults, so we ask for the state instead of
 * reading error texts.
 *
 * @throws ObuilderError `tool-failed` when ZFS or the pool does not answer at all
 */
export async function exists(name: string): Promise<boolean> {
  try {
    await zfs('list', '-H', '-o', 'name', '-t', 'filesystem,volume,snapshot', name);
    return true;
  } catch (error) {
    if (!isObuilderError(error, 'tool-failed')) throw error;
    // If the pool answers, the dataset is missing.
    if (await hasPool(poolOf(name))) await zfs('list', '-H', '-o', 'name', poolOf(name));
    return false;
  }
}

/** The pool of a dataset or snapshot. */
export const poolOf = (name: string) => must(name.split(/[/@]/)[0], 'the name of a pool');

/** Whether a command failed because its dataset or snapshot does not exist. */
async function isMissing(error: unknown, name: string): Promise<boolean> {
  return isObuilderError(error, 'tool-failed') && !(await exists(name));
}

/**
 * Whether a command failed because its dataset is in use. Only this function reads a text of ZFS: a failed command always has
 * status 1, and no property shows the open files of the kernel or zfs-fuse. `runProgram` sets LC_ALL=C.
 */
function isBusy(error: unknown): boolean {
  return isObuilderError(error, 'tool-failed') && error.stderr?.includes('busy') === true;
}

const BUSY_ATTEMPTS = 9;

/**
 * Retries `work` for about two seconds while the dataset is busy: zfs-fuse closes a file system some time after umount, and a
 * starting container sees all mounts until it changes its root.
 */
async function onceFree<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (!isBusy(error) || attempt === BUSY_ATTEMPTS) throw error;
      await new Promise((resolve) => setTimeout(resolve, 10 * 2 ** Math.min(attempt, 5)));
    }
  }
}

export type Properties = Readonly<Record<string, string>>;

export const optionsOf = (properties: Properties) =>
  Object.entries(properties).flatMap(([name, value]) => ['-o', `${name}=${value}`]);

/** Returns the values of properties, numbers in bytes; undefined for a missing dataset. */
export async function propertiesOf(
  dataset: string,
  names: readonly string[],
): Promise<Properties | undefined> {
  const get = async () => {
    const lines = await zfs('get', '-Hp', '-o', 'property,value', names.join(','), dataset);
    return Object.fromEntries(lines.split('\n').map((line) => line.split('\t')));
  };
  try {
    return await get();
  } catch (error) {
    if (!isObuilderError(error, 'tool-failed')) throw error;
    // Another process may make the dataset between the failure and the second look.
    return (await exists(dataset)) ? await get() : undefined;
  }
}

/**
 * Makes a dataset and its missing parents. An existing dataset is no error, nor is a dataset that another process makes or mounts at
 * the same time.
 */
export async function createDataset(dataset: string, properties: Properties): Promise<void> {
  try {
    await zfs('create', '-p', ...optionsOf(properties), dataset);
  } catch (error) {
    // The command also fails if another process mounts the new dataset first.
    if (!isObuilderError(error, 'tool-failed') || !(await exists(dataset))) throw error;
  }
}

/** Mounts a dataset at its property `mountpoint`. A mounted dataset is no error. */
export async function mountDataset(dataset: string): Promise<void> {
  try {
    await onceFree(async () => {
      if (mountPointOf(dataset) === undefined) await zfs('mount', dataset);
    });
  } catch (error) {
    if (mountPointOf(dataset) === undefined) throw error;
  }
}

export interface ListedSnapshot {
  /** Without the dataset's name. */
  readonly name: string;
  /** Deleted, and kept only for its clones. */
  readonly isDeferred: boolean;
}

/** Returns the snapshots of a dataset, the oldest first; undefined for a missing dataset. */
export async function snapshotsOf(dataset: string): Promise<readonly ListedSnapshot[] | undefined> {
  try {
    const list = await zfs('list', '-H', '-t', 'snapshot', '-o', 'name,defer_destroy', '-d', '1', dataset);
    return rowsOf(list).map(([name = '', deferred]) => {
      return { name: name.slice(dataset.length + 1), isDeferred: deferred === 'on' };
    });
  } catch (error) {
    if (await isMissing(error, dataset)) return undefined;
    throw error;
  }
}

const rowsOf = (text: string) =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split('\t'));

/** Maps each direct child of `parent` to its origin snapshot, `-` for a child that is no clone. */
export async function originsBelow(parent: string): Promise<ReadonlyMap<string, string>> {
  const list = await zfs('list', '-H', '-t', 'filesystem', '-o', 'name,origin', '-d', '1', parent);
  return new Map(rowsOf(list).map(([name = '', origin = '']) => [name, origin]));
}

/** Deletes snapshots of a dataset. A snapshot with clones vanishes with its last clone. A missing snapshot is no error. */
export async function destroySnapshots(dataset: string, names: readonly string[]): Promise<void> {
  if (names.length === 0) return;
  try {
    await zfs('destroy', '-d', `${dataset}@${names.join(',')}`);
  } catch (error) {
    if (names.length === 1) {
      if (await isMissing(error, `${dataset}@${names[0]}`)) return;
      throw error;
    }
    // Old releases delete only one snapshot per command.
    for (const name of names) await destroySnapshots(dataset, [name]);
  }
}

/** Drops the changes since the last snapshot of an unmounted dataset. */
export async function rollBack(snapshot: string): Promise<void> {
  await onceFree(() => zfs('rollback', snapshot));
}

/** Makes the clone the owner of its origin snapshot and all earlier snapshots; the former origin becomes the clone. */
export async function promote(clone: string): Promise<void> {
  await zfs('promote', clone);
}

/** Deletes a dataset with its snapshots. A missing dataset is no error. */
export async function destroyDataset(dataset: string): Promise<void> {
  try {
    await onceFree(() => zfs('destroy', '-r', dataset));
  } catch (error) {
    if (!(await isMissing(error, dataset))) throw error;
  }
}

/** @throws ObuilderError `tool-failed` when ZFS does not answer */
export async function hasPool(pool: string): Promise<boolean> {
  const pools = await zpool('list', '-H', '-o', 'name');
  return pools.split('\n').includes(pool);
}

const FREEING_POLLS = 240;
const FREEING_MS = 250;
/** The number of transaction groups after which freed blocks can be written again (TXG_DEFER_SIZE, plus the group itself). */
const GROUPS = 3;

/** Waits until the space of deleted datasets is free, at most a minute, because other programs may delete in the same pool. */
export async function waitUntilFreed(dataset: string): Promise<void> {
  const pool = poolOf(dataset);
  try {
    for (let poll = 0; poll < FREEING_POLLS; poll += 1) {
      const freeing = await zpool('get', '-Hp', '-o', 'value', 'freeing', pool);
      if (Number(freeing) === 0) break;
      await new Promise((resolve) => setTimeout(resolve, FREEING_MS));
    }
    for (let group = 0; group < GROUPS; group += 1) await zpool('sync', pool);
  } catch (error) {
    if (!isObuilderError(error, 'tool-failed')) throw error;
    await endGroups(dataset);
  }
}

/**
 * Ends transaction groups on old releases, which lack `freeing` and `zpool sync`: any change of a property ends a group, if the pool has
 * space for the change.
 */
async function endGroups(dataset: string): Promise<void> {
  try {
    for (let group = 0; group < GROUPS; group += 1) await zfs('set', `obuilder:settled=${group}`, dataset);
  } catch (error) {
    if (!isObuilderError(error, 'tool-failed')) throw error;
  }
}

/** Returns the bytes of a snapshot's files, and the bytes that no other snapshot has. */
export async function sizeOf(
  snapshot: string,
): Promise<{ readonly referencedBytes: number; readonly uniqueBytes: number }> {
  const values = (await zfs('get', '-Hp', '-o', 'value', 'referenced,used', snapshot))
    .split('\n')
    .map(Number);
  const [referencedBytes = 0, uniqueBytes = 0] = values;
  return { referencedBytes, uniqueBytes };
}

/** Returns the bytes written since the snapshot before; undefined on a release that does not know. */
export async function writtenOf(snapshot: string): Promise<number | undefined> {
  try {
    return Number(await zfs('get', '-Hp', '-o', 'value', 'written', snapshot));
  } catch (error) {
    if (!isObuilderError(error, 'tool-failed')) throw error;
    return undefined;
  }
}

/** The space of a dataset, in bytes. */
export interface DatasetSpace {
  /** Includes all datasets below. */
  readonly usedBytes: number;
  readonly availableBytes: number;
  /** The dataset alone. */
  readonly referencedBytes: number;
  /** Guaranteed to the dataset alone. */
  readonly reservedBytes: number;
}

const SPACE = ['get', '-Hp', '-o', 'value', 'used,available,referenced,refreservation'];

export async function spaceOf(dataset: string): Promise<DatasetSpace> {
  return parseSpace(await zfs(...SPACE, dataset));
}

function parseSpace(text: string): DatasetSpace {
  // Old releases print `none` for an unset reservation.
  const values = text.split('\n').map((value) => Number(value) || 0);
  const [usedBytes = 0, availableBytes = 0, referencedBytes = 0, reservedBytes = 0] = values;
  return { usedBytes, availableBytes, referencedBytes, reservedBytes };
}

/** Returns the space of a dataset. Blocks the event loop during one command. */
export function spaceOfAtOnce(dataset: string): DatasetSpace {
  return parseSpace(runAtOnce('zfs', [...SPACE, dataset], { package: ZFS_PACKAGE }));
}

/** Guarantees that a dataset may grow to `bytes`, no matter how much the datasets below take. */
export async function reserveSpace(dataset: string, bytes: number): Promise<void> {
  await zfs('set', `refreservation=${bytes}`, dataset);
}
