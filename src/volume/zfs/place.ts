import path from 'node:path';
import { isObuilderError, ObuilderError } from '../../errors.ts';
import { mountPointOf } from '../../host/mounts.ts';
import {
  createDataset,
  exists,
  hasPool,
  mountDataset,
  type Properties,
  poolOf,
  propertiesOf,
} from './commands.ts';

/** The directory of mount points for new datasets whose parent has no mount point. */
const MOUNTS = '/var/lib/obuilder-action/zfs';

/** On the machine, set-uid programs and devices of the store have no effect. */
const NO_RIGHTS = { setuid: 'off', devices: 'off' };

/** In bytes. A longer name leaves too little of ZFS's 255 bytes for the datasets and snapshots below. */
const MAX_NAME_BYTES = 180;

/** Returns the fault of a dataset's name by the rules of ZFS, or undefined for a valid name. */
export function datasetFault(name: string): string | undefined {
  const parts = name.split('/');
  if (parts.includes('')) return 'a dataset is named POOL or POOL/DATASET, without a slash at its ends';
  if (!/^[A-Za-z0-9_.: /-]+$/.test(name))
    return "a dataset's name has only letters, digits and any of _ - . : in it";
  if (parts.includes('.') || parts.includes('..')) return 'no part of a dataset\'s name is "." or ".."';
  const [pool = ''] = parts;
  if (!/^[A-Za-z]/.test(pool)) return "a pool's name begins with a letter";
  if (/^(mirror|raidz|draid|spare|c\d)|^log$/.test(pool)) return `no pool can be named ${pool}`;
  return name.length > MAX_NAME_BYTES ? `the name is longer than ${MAX_NAME_BYTES} bytes` : undefined;
}

/**
 * Returns the mount point of the dataset. Mounts the dataset if needed, and makes a missing dataset in an existing pool. Costs a
 * read of the mount table if the dataset is mounted.
 *
 * @throws ObuilderError `store-unavailable` or `tool-missing`
 */
export async function openDataset(dataset: string): Promise<string> {
  return mountPointOf(dataset) ?? (await makeReady(dataset).catch((error) => explain(dataset, error)));
}

/** Whether the dataset exists, mounted or not. */
export const isDataset = async (dataset: string): Promise<boolean> =>
  mountPointOf(dataset) !== undefined || (await exists(dataset));

async function makeReady(dataset: string): Promise<string> {
  if ((await look(dataset)) === undefined) await make(dataset);
  const { type, mountpoint, canmount } = (await look(dataset)) ?? {};
  if (type !== 'filesystem') throw unavailable(dataset, 'is not a file system', OTHER_NAME);
  if (!isDirectory(mountpoint)) {
    const hint = `Give it a place: zfs set mountpoint=/srv/obuilder ${dataset}. Or name a new dataset, which gets one: ${dataset}/obuilder.`;
    throw unavailable(dataset, `has no mount point (it is ${mountpoint})`, hint);
  }
  if (canmount === 'off') {
    throw unavailable(dataset, 'may not be mounted', `Allow it: zfs set canmount=on ${dataset}.`);
  }
  await mountDataset(dataset);
  const root = mountPointOf(dataset);
  if (root !== undefined) return root;
  throw unavailable(
    dataset,
    'was mounted, but not where this process sees it',
    'See what "zfs mount" lists.',
  );
}

const OTHER_NAME = 'Name another dataset; one that is missing is made.';

const isDirectory = (mountpoint: string | undefined) => mountpoint?.startsWith('/') === true;

const look = (dataset: string): Promise<Properties | undefined> =>
  propertiesOf(dataset, ['type', 'mountpoint', 'canmount']);

/** Makes the dataset and missing parents. Never makes a pool. */
async function make(dataset: string): Promise<void> {
  const pool = poolOf(dataset);
  if (!(await hasPool(pool))) {
    const hint = `Import it (zpool import ${pool}), or make one (zpool create ${pool} DEVICE).`;
    throw new ObuilderError('store-unavailable', `there is no ZFS pool ${pool} on this machine`, {
      value: dataset,
      hint,
    });
  }
  const above = await nearest(path.dirname(dataset));
  await createDataset(
    dataset,
    isDirectory(above['mountpoint']) ? NO_RIGHTS : { ...NO_RIGHTS, mountpoint: path.join(MOUNTS, dataset) },
  );
}

async function nearest(dataset: string): Promise<Properties> {
  const found = await look(dataset);
  return found ?? (dataset.includes('/') ? await nearest(path.dirname(dataset)) : {});
}

function unavailable(dataset: string, what: string, hint: string, cause?: unknown): ObuilderError {
  return new ObuilderError('store-unavailable', `the dataset ${dataset} ${what}`, {
    value: dataset,
    hint,
    cause,
  });
}

function explain(dataset: string, error: unknown): never {
  if (!isObuilderError(error, 'tool-failed')) throw error;
  const hint = 'See what "zpool status" says; the kernel module is loaded by "modprobe zfs".';
  throw unavailable(dataset, `cannot be used: ${error.message}`, hint, error);
}
