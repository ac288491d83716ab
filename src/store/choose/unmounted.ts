import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { ObuilderError } from '../../errors.ts';
import { errnoOf } from '../../files/errno.ts';
import { parseFstab } from '../../host/fstab.ts';
import { mountsBelow } from '../../host/mounts.ts';
import { textOrEmpty } from '../../host/text-file.ts';
import { hasStore } from '../../volume/driver.ts';

/** Why a directory has nothing. */
export type Lack = 'is missing' | 'is empty';

/** Returns why nothing is in a directory; undefined if something is there, or this process cannot tell. */
function lackOf(directory: string): Lack | undefined {
  try {
    return readdirSync(directory).length === 0 ? 'is empty' : undefined;
  } catch (error) {
    return errnoOf(error) === 'ENOENT' ? 'is missing' : undefined;
  }
}

/** Returns what every user may see of an absent store: undefined below directories that others cannot search or list. */
export function visibleLack(directory: string): Lack | undefined {
  const lack = lackOf(directory);
  if (lack === undefined) return undefined;
  if (lack === 'is missing') return isVisible(path.dirname(directory)) ? lack : undefined;
  const isListed = (statSync(directory).mode & OTHERS_READ) !== 0 && isVisible(directory);
  // The disk of a new store is there.
  return isListed && mountsBelow([directory]).length === 0 ? lack : undefined;
}

const OTHERS_SEARCH = 0o001;
const OTHERS_READ = 0o004;

/** Whether every user can search a directory, or the nearest directory above that exists. */
export function isVisible(directory: string): boolean {
  const stats = statSync(directory, { throwIfNoEntry: false });
  const isSearchable = stats === undefined || (stats.mode & OTHERS_SEARCH) !== 0;
  return isSearchable && (directory === '/' || isVisible(path.dirname(directory)));
}

/**
 * Refuses to make a store on a mount point of /etc/fstab whose disk is not there: the store would fill the disk below.
 *
 * @param directory absolute
 * @throws ObuilderError `store-unavailable`
 */
export function checkMounted(directory: string, fstab = '/etc/fstab'): void {
  if (hasStore(directory)) return;
  const point = parseFstab(textOrEmpty(fstab)).find((one) => `${directory}/`.startsWith(`${one}/`));
  if (point === undefined || lackOf(point) === undefined || mountsBelow([point]).length > 0) return;
  throw new ObuilderError(
    'store-unavailable',
    `there is no store at ${directory}, and ${point} is not mounted, although ${fstab} lists it`,
    {
      value: directory,
      hint: `Mount it first: mount ${point}. For a store on the disk below, take ${point} out of ${fstab}.`,
    },
  );
}
