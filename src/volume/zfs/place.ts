import path from 'node:path';
import { isObuilderError, ObuilderError } from '../../errors.ts';
import { mountPointOf } from '../../host/mounts.ts';
import { createDataset, hasPool, mountDataset, type Properties, poolOf, propertiesOf } from './commands.ts';

/** Where datasets are mounted that are made in a place where datasets are not mounted. */
const MOUNTS = '/var/lib/obuilder-action/zfs';

/** Set-uid programs and devices below it are nothing on the machine. */
const NO_RIGHTS = { setuid: 'off', devices: 'off' };

/** Names longer than that leave too little of ZFS's 255 bytes for what is made below them. */
const LONGEST = 180;

/** What is wrong with a dataset's name, by the rules of ZFS; undefined where it may be one. */
export function datasetFault(name: string): string | undefined {
  const parts = name.split('/');
  if (parts.includes('')) return 'a dataset is named POOL or POOL/DATASET, without a slash at its ends';
  if (!/^[A-Za-z0-9_.: /-]+$/.test(name))
    return "a dataset's name has only letters, digits and any of _ - . : in it";
  if (parts.includes('.') || parts.includes('..')) return 'no part of a dataset\'s name is "." or ".."';
  const [pool = ''] = parts;
  if (!/^[A-Za-z]/.test(pool)) return "a pool's name begins with a letter";
  if (/^(mirror|raidz|draid|spare|c\d)|^log$/.test(pool)) return `no pool can be named ${pool}`;
  return name.length > LONGEST ? `the name is longer than ${LONGEST} bytes` : undefined;
}

/**
 * The directory where the dataset is mounted. Where it is not, it is mounted, and made where only it is missing. Costs a read
 * of the mounts where there is nothing to do.
 *
 * @throws ObuilderError `store-unavailable` or `tool-missing`
 */
export async function openDataset(dataset: string): Promise<string> {
  return mountPointOf(dataset) ?? (await makeReady(dataset).catch((error) => explain(dataset, error)));
}

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

/** Makes the dataset, and those above it but for the pool. */
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
