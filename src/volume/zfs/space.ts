import { statfsSync } from 'node:fs';
import type { Space } from '../../contract/store.ts';
import { type FullPlace, lackOf } from '../../files/full-disk.ts';
import { type DatasetSpace, reserveSpace, spaceOf, spaceOfAtOnce } from './commands.ts';
import type { ZfsPlace } from './strands.ts';

/** What a driver knows of its dataset's space. */
export interface ZfsSpace {
  space(): Space;
  /** The dataset, or the one of its volumes, if a quota or the pool leaves no room in it. A command where the first has room. */
  fullPlace(): FullPlace | undefined;
  usedBytes(): Promise<number>;
  /**
   * Sees to it that the store's own files can be written when volumes have filled the pool: else nothing could be renamed or
   * taken out of the catalog, to make room. Costs nothing when it was called before. Never rejects.
   */
  reserve(): Promise<void>;
}

const MIB = 1024 ** 2;
const RESERVE_BYTES = 64 * MIB;
/** Of a small pool the reserve takes no more than this share. */
const RESERVE_SHARE = 1 / 16;

/**
 * @param dataset the store's
 * @param volumes the dataset below which those of volumes are
 * @param root where the store's dataset is mounted
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
    // Only a command tells these, and they hardly change.
    known ??= spaceOfAtOnce(dataset);
    const { bsize, blocks, bfree, bavail } = statfsSync(root);
    // Volumes cannot have what is left of the reserve.
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
      // Where there is no room for it, a later process tries again.
      reserving ??= reserve().catch(() => undefined);
      return reserving;
    },
  };
}

const NOTHING_KNOWN: Space = { totalBytes: 0, freeBytes: 0 };

/** What a quota leaves to volumes; undefined if no volume was ever made. */
function volumesSpace(volumes: string): Space | undefined {
  try {
    const { availableBytes, usedBytes } = spaceOfAtOnce(volumes);
    return { freeBytes: availableBytes, totalBytes: availableBytes + usedBytes };
  } catch {
    return undefined;
  }
}

/** What is there: not what is only reserved. */
const takenOf = ({ usedBytes, reservedBytes, referencedBytes }: DatasetSpace) =>
  usedBytes - Math.max(0, reservedBytes - referencedBytes);

const totalOf = (space: DatasetSpace) => takenOf(space) + space.availableBytes;
