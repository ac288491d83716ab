import { statfsSync } from 'node:fs';
import type { Space } from '../../contract/space.ts';
import { type FullPlace, lackOf } from '../../files/full-disk.ts';
import { type DatasetSpace, reserveSpace, spaceOf, spaceOfAtOnce } from './commands.ts';
import type { ZfsPlace } from './strands.ts';

/** The space of a store's dataset, for `SnapshotDriver`. */
export interface ZfsSpace {
  space(): Space;
  /**
   * Returns the store's dataset, or the parent of the volumes, if a quota or the pool leaves no space. Runs a command unless the store's
   * dataset is full.
   */
  fullPlace(): FullPlace | undefined;
  usedBytes(): Promise<number>;
  /**
   * Reserves space for the store's own files: in a full pool, an eviction could neither rename a volume nor change the catalog.
   * Costs nothing after the first call. Never rejects.
   */
  reserve(): Promise<void>;
}

const MIB = 1024 ** 2;
const RESERVE_BYTES = 64 * MIB;
/** The maximum share of a small pool. */
const RESERVE_SHARE = 1 / 16;

/**
 * @param dataset the store's dataset
 * @param volumes the parent of the volumes' datasets
 * @param root the mount point of the store's dataset
 */
export function zfsSpace({ dataset, volumes }: ZfsPlace, root: string): ZfsSpace {
  let known: DatasetSpace | undefined;
  let reserving: Promise<void> | undefined;
  const look = async () => {
    known = await spaceOf(dataset);
    return known;
  };
  const reserve = async () => {
    const space = await look();
    const margin = Math.min(RESERVE_BYTES, Math.floor(totalOf(space) * RESERVE_SHARE));
    if (space.reservedBytes - space.referencedBytes >= margin / 2) return;
    const reservedBytes = space.referencedBytes + margin;
    await reserveSpace(dataset, reservedBytes);
    known = { ...space, reservedBytes };
  };
  const space = () => {
    // Kept, since reading these values costs a command and they hardly change.
    known ??= spaceOfAtOnce(dataset);
    const { bsize, blocks, bfree, bavail } = statfsSync(root);
    // Volumes cannot use the rest of the reserve.
    const reserve = Math.max(0, known.reservedBytes - (blocks - bfree) * bsize);
    const freeBytes = Math.max(0, bavail * bsize - reserve);
    return { totalBytes: Math.max(totalOf(known), freeBytes), freeBytes };
  };
  return {
    space,
    fullPlace: () => {
      const own = lackOf(space());
      if (own !== undefined) return { place: dataset, lack: own };
      const lack = lackOf(volumesSpace(volumes) ?? NOTHING_KNOWN);
      return lack === undefined ? undefined : { place: volumes, lack };
    },
    usedBytes: async () => takenOf(await look()),
    reserve: () => {
      // If the pool lacks the space, a later process tries again.
      reserving ??= reserve().catch(() => undefined);
      return reserving;
    },
  };
}

const NOTHING_KNOWN: Space = { totalBytes: 0, freeBytes: 0 };

/** Returns the space of volumes under a quota; undefined before the first volume. */
function volumesSpace(volumes: string): Space | undefined {
  try {
    const { availableBytes, usedBytes } = spaceOfAtOnce(volumes);
    return { freeBytes: availableBytes, totalBytes: availableBytes + usedBytes };
  } catch {
    return undefined;
  }
}

/** Used bytes without the unused reservation. */
const takenOf = ({ usedBytes, reservedBytes, referencedBytes }: DatasetSpace) =>
  usedBytes - Math.max(0, reservedBytes - referencedBytes);

const totalOf = (space: DatasetSpace) => takenOf(space) + space.availableBytes;
