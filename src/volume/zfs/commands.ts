import { isObuilderError, must } from '../../errors.ts';
import { mountPointOf } from '../../host/mounts.ts';
import { runAtOnce, runProgram } from '../../host/process/run.ts';

const zfs = (...args: readonly string[]) => runProgram('zfs', args);

/**
 * Whether a dataset or snapshot exists. The programs of ZFS end with the same status for all faults and have no codes, so we ask
 * for the state instead of reading their texts.
 *
 * @throws ObuilderError `tool-failed` when ZFS or the pool does not answer at all
 */
export async function exists(name: string): Promise<boolean> {
  try {
    await zfs('list', '-H', '-o', 'name', '-t', 'filesystem,volume,snapshot', name);
    return true;
  } catch (error) {
    if (!isObuilderError(error, 'tool-failed')) throw error;
    // A pool that answers lacks the dataset.
    if (await hasPool(poolOf(name))) await zfs('list', '-H', '-o', 'name', poolOf(name));
    return false;
  }
}

/** The pool that a dataset or snapshot is in. */
export const poolOf = (name: string) => must(name.split(/[/@]/)[0], 'the name of a pool');

/** Whether a command failed because the dataset or snapshot that it works on does not exist. */
async function isMissing(error: unknown, name: string): Promise<boolean> {
  return isObuilderError(error, 'tool-failed') && !(await exists(name));
}

/**
 * Whether a command failed because its dataset is in use. This is the one place that reads a text of ZFS: the status of a
 * command that fails is always 1, and no property tells what the kernel, or zfs-fuse, still has open. `runProgram` sets LC_ALL=C.
 */
function isBusy(error: unknown): boolean {
  return isObuilderError(error, 'tool-failed') && error.stderr?.includes('busy') === true;
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
      if (!isBusy(error) || attempt === BUSY_ATTEMPTS) throw error;
      await new Promise((resolve) => setTimeout(resolve, 10 * 2 ** Math.min(attempt, 5)));
    }
  }
}

export type Properties = Readonly<Record<string, string>>;

export const optionsOf = (properties: Properties) =>
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
    if (await isMissing(error, dataset)) return undefined;
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
    // The command also fails when it has made the dataset and another process mounts it first.
    if (!isObuilderError(error, 'tool-failed') || !(await exists(dataset))) throw error;
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
    if (await isMissing(error, dataset)) return undefined;
    throw error;
  }
}

const rowsOf = (text: string) =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split('\t'));

/** The datasets directly below `parent`, each with the snapshot that it is a clone of, `-` where it is none. */
export async function originsBelow(parent: string): Promise<ReadonlyMap<string, string>> {
  const list = await zfs('list', '-H', '-t', 'filesystem', '-o', 'name,origin', '-d', '1', parent);
  return new Map(rowsOf(list).map(([name = '', origin = '']) => [name, origin]));
}

/** Deletes snapshots of one dataset. One that has clones vanishes with the last of them; one that is missing is no error. */
export async function destroySnapshots(dataset: string, names: readonly string[]): Promise<void> {
  if (names.length === 0) return;
  try {
    await zfs('destroy', '-d', `${dataset}@${names.join(',')}`);
  } catch (error) {
    if (names.length === 1) {
      if (await isMissing(error, `${dataset}@${names[0]}`)) return;
      throw error;
    }
    // Old releases take one at a time.
    for (const name of names) await destroySnapshots(dataset, [name]);
  }
}

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
    if (!(await isMissing(error, dataset))) throw error;
  }
}

/** @throws ObuilderError `tool-failed` when ZFS does not answer */
export async function hasPool(pool: string): Promise<boolean> {
  const pools = await runProgram('zpool', ['list', '-H', '-o', 'name']);
  return pools.split('\n').includes(pool);
}

const FREEING_POLLS = 240;
const FREEING_MILLISECONDS = 250;
/** So many transaction groups later, blocks that were freed can be written again (TXG_DEFER_SIZE, and the group itself). */
const GROUPS = 3;

/** Waits until what was deleted below a dataset is free, for a minute at most: others may be deleting in the same pool. */
export async function waitUntilFreed(dataset: string): Promise<void> {
  const pool = poolOf(dataset);
  try {
    for (let poll = 0; poll < FREEING_POLLS; poll += 1) {
      const freeing = await runProgram('zpool', ['get', '-Hp', '-o', 'value', 'freeing', pool]);
      if (Number(freeing) === 0) break;
      await new Promise((resolve) => setTimeout(resolve, FREEING_MILLISECONDS));
    }
    for (let group = 0; group < GROUPS; group += 1) await runProgram('zpool', ['sync', pool]);
  } catch (error) {
    if (!isObuilderError(error, 'tool-failed')) throw error;
    await endGroups(dataset);
  }
}

/** Old releases have neither property nor command; any change of a property ends a transaction group, where there is room for it. */
async function endGroups(dataset: string): Promise<void> {
  try {
    for (let group = 0; group < GROUPS; group += 1) await zfs('set', `obuilder:settled=${group}`, dataset);
  } catch (error) {
    if (!isObuilderError(error, 'tool-failed')) throw error;
  }
}

/** Bytes of a dataset. */
export interface DatasetSpace {
  /** What it takes with all below it. */
  readonly usedBytes: number;
  readonly availableBytes: number;
  /** What it takes itself. */
  readonly referencedBytes: number;
  /** What it is sure to get for itself. */
  readonly reservedBytes: number;
}

const SPACE = ['get', '-Hp', '-o', 'value', 'used,available,referenced,refreservation'];

export async function spaceOf(dataset: string): Promise<DatasetSpace> {
  return parseSpace(await zfs(...SPACE, dataset));
}

function parseSpace(text: string): DatasetSpace {
  // One that is not set is `none` in old releases.
  const values = text.split('\n').map((value) => Number(value) || 0);
  const [usedBytes = 0, availableBytes = 0, referencedBytes = 0, reservedBytes = 0] = values;
  return { usedBytes, availableBytes, referencedBytes, reservedBytes };
}

/** Gives the space of a dataset while the event loop stands still, for as long as one command takes. */
export function spaceOfAtOnce(dataset: string): DatasetSpace {
  return parseSpace(runAtOnce('zfs', [...SPACE, dataset]));
}

/** Sees to it that a dataset itself may grow to `bytes` whatever those below it take. */
export async function reserveSpace(dataset: string, bytes: number): Promise<void> {
  await zfs('set', `refreservation=${bytes}`, dataset);
}
