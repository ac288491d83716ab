import { type DriverEntry, hasStore, type SnapshotDriver } from '../driver.ts';
import { spareOf } from '../space.ts';
import { sizeOf, waitUntilFreed, writtenOf } from './commands.ts';
import { needs } from './needs.ts';
import { datasetFault, isDataset, openDataset } from './place.ts';
import { removeVolumes } from './removal.ts';
import { zfsSpace } from './space.ts';
import { continueStrand, endStrand, snapshotOf, startStrand, type ZfsPlace } from './strands.ts';

/**
 * The store's directory is the mount point of its dataset. A volume at rest is a snapshot of a dataset below (see `Note`). An open
 * volume is a clone, mounted at the volume's path.
 */
export const zfs: DriverEntry = {
  summary: 'a dataset of a ZFS pool, made when it is missing',
  form: 'POOL[/DATASET]',
  example: 'tank/obuilder',
  needs,
  faultOf: datasetFault,
  isThere: async (dataset) => (await isDataset(dataset)) && hasStore(await openDataset(dataset)),
  open: async (dataset) => {
    const root = await openDataset(dataset);
    return { driver: driverAt({ dataset, volumes: `${dataset}/volume` }, root), root };
  },
};

function driverAt(place: ZfsPlace, root: string): SnapshotDriver {
  const { space, fullPlace, usedBytes, reserve } = zfsSpace(place, root);
  const start = async (volume: string, options: Parameters<typeof startStrand>[2] = {}) => {
    const reserved = reserve();
    await startStrand(place, volume, options);
    await reserved;
  };
  let removing = Promise.resolve();
  return {
    create: (volume) => start(volume),
    snapshot: (from, to) => start(to, { from }),
    advance: (from, to) => continueStrand(place, from, to),
    seal: (volume) => endStrand(place, volume),
    rest: (volume) => endStrand(place, volume),
    // ZFS commits a snapshot before the command ends.
    persist: async () => undefined,
    view: async (volume, at) => {
      await start(at, { from: volume, isReadOnly: true });
      return at;
    },
    // No `changes`: `zfs diff` misses changes (docs/store-format.md).
    // One removal at a time, since two removals may concern the same strand.
    remove: (volumes) => {
      const removal = removing.then(() => removeVolumes(place, volumes));
      removing = removal.catch(() => undefined);
      return removal;
    },
    settle: () => waitUntilFreed(place.dataset),
    space,
    fullPlace,
    removesAtOnce: true,
    hasManyWriters: true,
    spareBytes: () => spareOf(space()),
    ownBytes: (volume, base) => ownBytesOf(place, volume, base),
    usedBytes,
  };
}

/** Old releases do not tell what a snapshot has written, so the volume's growth has to do there. */
async function ownBytesOf(place: ZfsPlace, volume: string, base: string | undefined): Promise<number> {
  const own = snapshotOf(place, volume);
  if (base === undefined) return (await sizeOf(own)).referencedBytes;
  const written = await writtenOf(own);
  if (written !== undefined) return written;
  const [whole, below] = [await sizeOf(own), await sizeOf(snapshotOf(place, base))];
  return Math.max(whole.uniqueBytes, whole.referencedBytes - below.referencedBytes);
}
