import { accessSync, constants, existsSync, lstatSync, statSync } from 'node:fs';
import path from 'node:path';
import type { StoreWish } from '../../contract/request.ts';
import type { Space } from '../../contract/space.ts';
import { asObuilderError, type ObuilderError } from '../../errors.ts';
import { spaceAt } from '../../files/full-disk.ts';
import { imageBelow } from '../../host/loop-image.ts';
import type { Mount } from '../../host/mount-table.ts';
import { mountPointOf } from '../../host/mounts.ts';
import { btrfsNodeSize, mountOf, nearestExisting } from '../../host/probes.ts';
import { type AutoChoice, type AutoFacts, chooseStore, readAutoFacts } from '../../store/choose/auto.ts';
import { layoutOf, otherFormats } from '../../store/layout.ts';
import { parseStoreName } from '../../volume/drivers.ts';
import { places } from '../../worker/places.ts';
import type { ChosenStore } from './chosen-store.ts';

/** The present state of the store for the next build. */
export interface StoreFacts {
  /** Such as `btrfs:/srv/obuilder`. The given name if the store is unusable. */
  readonly name: string;
  readonly driver: string;
  readonly why: string;
  /** Set for the default pool: in an image file, or on a btrfs that is mounted. */
  readonly pool?: AutoChoice['pool'];
  /** Why the store is unusable, and the remedy. */
  readonly fault?: { readonly message: string; readonly hint: string } | undefined;
  /** Whether only root can see if a build of this user refuses the store. */
  readonly isUntold?: boolean | undefined;
  /** Undefined for an unmounted dataset. */
  readonly directory?: string | undefined;
  /** The rights on the directory. Undefined before the first build. */
  readonly access?: Access | 'hidden' | undefined;
  /** The mount with the store, after the first build. */
  readonly mount?: Omit<Mount, 'root'> | undefined;
  /** The nearest existing directory. */
  readonly space?: SpaceFact | undefined;
  /** The disk below the pool's image file. */
  readonly spaceBelow?: SpaceFact | undefined;
  readonly nodeSize?: number | undefined;
  readonly otherFormats: readonly string[];
  /** The image file of the default pool, and whether the pool is in use. */
  readonly image?:
    | { readonly file: string; readonly state: 'used' | 'not-mounted' | 'forgotten' }
    | undefined;
  readonly hasLoopDevices: boolean;
  /** The nearest existing directory if its file system is read-only. */
  readonly readOnly?: string | undefined;
}

interface Access {
  readonly uid: number;
  readonly gid: number;
  /** The permission bits. */
  readonly mode: number;
}

export interface SpaceFact extends Space {
  readonly directory: string;
}

/** @param hasLoopDevices the result of a trial; undefined without a trial */
export function readStoreFacts(chosen: ChosenStore, hasLoopDevices?: boolean): StoreFacts {
  const { wish: request, fault, isUntold } = chosen;
  const { directory, ...found } = choose(request, hasLoopDevices);
  const wanted = { ...found, directory, fault: asFault(fault) ?? found.fault, isUntold };
  const common = {
    ...wanted,
    hasLoopDevices: hasLoopDevices ?? existsSync('/dev/loop-control'),
    image: readImage(request.poolDirectory ?? places.poolDirectory, wanted),
  };
  if (directory === undefined) return { ...common, otherFormats: [] };
  const access = readAccess(directory);
  const mount = mountOf(nearestExisting(directory));
  const image = imageBelow(directory);
  return {
    ...common,
    access,
    mount: access === undefined ? undefined : mount,
    readOnly: isReadOnly(nearestExisting(directory)) ? nearestExisting(directory) : undefined,
    space: readSpace(nearestExisting(directory)),
    spaceBelow: image === undefined ? undefined : readSpace(path.dirname(image)),
    nodeSize: mount?.type === 'btrfs' ? btrfsNodeSize(mount.device) : undefined,
    otherFormats: readFormats(directory),
  };
}

type Wanted = Pick<StoreFacts, 'name' | 'driver' | 'pool' | 'why' | 'fault' | 'directory'>;

function choose({ store, namedBy, poolDirectory }: StoreWish, hasLoopDevices?: boolean): Wanted {
  if (store === 'auto') {
    const { driver, pool, directory, why } = chooseStore(
      withTrial(readAutoFacts(poolDirectory ?? places.poolDirectory), hasLoopDevices),
    );
    const isHidden = pool === 'image' && readAccess(directory) === 'hidden';
    const told = isHidden ? 'a pool, if there is one; root alone can tell' : why;
    return { name: `${driver}:${directory}`, driver, pool, directory, why: `auto: ${told}` };
  }
  const why = `named by ${namedBy ?? 'a flag'}`;
  try {
    const { driver, root } = parseStoreName(store);
    const directory = root.startsWith('/') ? path.resolve(root) : mountPointOf(root);
    return { name: store, driver, directory, why };
  } catch (error) {
    return { name: store, driver: 'unknown', why, fault: asFault(asObuilderError(error)) };
  }
}

const asFault = (error: ObuilderError | undefined) =>
  error && { message: error.message, hint: error.hint ?? '' };

/** As `resolveStore` decides once a mount has failed. */
function withTrial(facts: AutoFacts, hasLoopDevices: boolean | undefined): AutoFacts {
  if (hasLoopDevices !== false) return facts;
  return { ...facts, hasImage: facts.isPoolMounted && facts.hasImage, hasLoopDevices: () => false };
}

function isReadOnly(directory: string): boolean {
  try {
    accessSync(directory, constants.W_OK);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EROFS';
  }
}

function readAccess(directory: string): StoreFacts['access'] {
  try {
    const stats = statSync(directory, { throwIfNoEntry: false });
    if (stats === undefined) return undefined;
    return { uid: stats.uid, gid: stats.gid, mode: stats.mode & 0o7777 };
  } catch {
    return 'hidden';
  }
}

function readSpace(directory: string): SpaceFact {
  return { directory, ...spaceAt(directory) };
}

function readFormats(directory: string): readonly string[] {
  try {
    return otherFormats(layoutOf(directory));
  } catch {
    return [];
  }
}

/** Users without access get "no image". */
function readImage(poolDirectory: string, { directory }: Wanted): StoreFacts['image'] {
  const file = path.join(poolDirectory, 'pool.img');
  if (!existsSync(file) || !lstatSync(file).isFile()) return undefined;
  const pool = path.join(poolDirectory, 'pool');
  if (imageBelow(pool) === file) return { file, state: 'used' };
  return { file, state: directory === pool && mountOf(pool)?.type !== 'btrfs' ? 'not-mounted' : 'forgotten' };
}
