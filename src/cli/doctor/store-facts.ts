import { accessSync, constants, existsSync, lstatSync, statSync } from 'node:fs';
import path from 'node:path';
import type { StoreWish } from '../../contract/request.ts';
import type { Space } from '../../contract/store.ts';
import { isObuilderError } from '../../errors.ts';
import { spaceAt } from '../../files/full-disk.ts';
import { imageBelow } from '../../host/loop-image.ts';
import { mountPointOf } from '../../host/mounts.ts';
import { btrfsNodeSize, type Mount, mountOf, nearestExisting } from '../../host/probes.ts';
import { type AutoChoice, type AutoFacts, chooseStore, readAutoFacts } from '../../store/choose/auto.ts';
import { layoutOf, otherFormats } from '../../store/layout.ts';
import { parseStoreName } from '../../volume/drivers.ts';
import { places } from '../../worker/places.ts';

/** What there is of the store that a build would use. */
export interface StoreFacts {
  /** Such as `btrfs:/srv/obuilder`, or as it was asked for where it cannot be. */
  readonly name: string;
  readonly driver: string;
  readonly why: string;
  /** Set for the default pool: in an image file, or on a btrfs that is mounted. */
  readonly pool?: AutoChoice['pool'];
  /** Why it cannot be used at all, and what to do. */
  readonly fault?: { readonly message: string; readonly hint: string } | undefined;
  /** Its directory; undefined for a dataset that is not mounted yet. */
  readonly directory?: string | undefined;
  /** Of that directory; undefined where it is not there yet. */
  readonly access?: Access | 'hidden' | undefined;
  /** The mount that it is on, once it is there. */
  readonly mount?: Mount | undefined;
  /** The nearest directory that exists. */
  readonly space?: SpaceFact | undefined;
  /** The disk that holds the image file of its pool. */
  readonly spaceBelow?: SpaceFact | undefined;
  readonly nodeSize?: number | undefined;
  readonly otherFormats: readonly string[];
  /** The image file of the default pool, and whether the pool is in use. */
  readonly image?:
    | { readonly file: string; readonly state: 'used' | 'not-mounted' | 'forgotten' }
    | undefined;
  readonly hasLoopDevices: boolean;
  /** The nearest directory, where its file system is read-only. */
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

/** @param hasLoopDevices what a trial found, undefined where there was none */
export function readStoreFacts(request: StoreWish, hasLoopDevices?: boolean): StoreFacts {
  const wanted = choose(request, hasLoopDevices);
  const { directory } = wanted;
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
    return { name: `${driver}:${directory}`, driver, pool, directory, why: `auto: ${why}` };
  }
  const why = `named by ${namedBy ?? 'a flag'}`;
  try {
    const { driver, root } = parseStoreName(store);
    const directory = root.startsWith('/') ? path.resolve(root) : mountPointOf(root);
    return { name: store, driver, directory, why };
  } catch (error) {
    const { message, hint = '' } = isObuilderError(error) ? error : { message: String(error) };
    return { name: store, driver: 'unknown', why, fault: { message, hint } };
  }
}

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

/** For users who may not look there, there is no image. */
function readImage(poolDirectory: string, { directory }: Wanted): StoreFacts['image'] {
  const file = path.join(poolDirectory, 'pool.img');
  if (!existsSync(file) || !lstatSync(file).isFile()) return undefined;
  const pool = path.join(poolDirectory, 'pool');
  if (imageBelow(pool) === file) return { file, state: 'used' };
  return { file, state: directory === pool && mountOf(pool)?.type !== 'btrfs' ? 'not-mounted' : 'forgotten' };
}
