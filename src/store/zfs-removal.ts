import { setTimeout as delay } from 'node:timers/promises';
import { isObuilderError } from '../errors.ts';
import { mountPointOf, unmountBelow } from '../host/mounts.ts';
import {
  clonesBelow,
  destroyDataset,
  destroySnapshots,
  type ListedSnapshot,
  promote,
  rollBack,
  snapshotsOf,
  waitForScripts,
} from '../host/zfs.ts';
import { doom, forget, isOurs, type ZfsPlace } from './zfs-volumes.ts';

/** Removes volumes, as the contract's `remove` promises. What was removed half is found again by what stays beside it. */
export async function removeVolumes(place: ZfsPlace, volumes: readonly string[]): Promise<void> {
  const doomed = volumes.flatMap((volume) => doom(volume) ?? []);
  if (doomed.length === 0) return;
  await waitForScripts(doomed.map(({ file }) => file));
  await unmountBelow(doomed.map(({ volume }) => volume));
  const strands = Map.groupBy(
    doomed.flatMap(({ note }) => note ?? []),
    ({ strand }) => strand,
  );
  for (const [strand, notes] of strands)
    await removeFromStrand(place, strand, new Set(notes.map(({ snapshot }) => snapshot)));
  for (const one of doomed) forget(one);
}

const ATTEMPTS = 4;
const RETRY_MILLISECONDS = 30;

/** Other processes may remove from the same strand, or from one that stands on it: then what was seen holds no more. */
async function removeFromStrand(
  place: ZfsPlace,
  strand: string,
  removed: ReadonlySet<string>,
): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await removeOnce(place, `${place.volumes}/${strand}`, removed);
    } catch (error) {
      if (attempt === ATTEMPTS || !isObuilderError(error, 'command-failed')) throw error;
      await delay(RETRY_MILLISECONDS * attempt);
    }
  }
}

async function removeOnce(place: ZfsPlace, dataset: string, removed: ReadonlySet<string>): Promise<void> {
  // In this order: whoever writes in a strand has it mounted until it has its snapshot.
  const isInUse = mountPointOf(dataset) !== undefined;
  const snapshots = await snapshotsOf(dataset);
  if (snapshots === undefined) return;
  const present = snapshots.filter((one) => !one.isDeferred && removed.has(one.name)).map(({ name }) => name);
  const isNeeded = snapshots.some((one) => !one.isDeferred && isOurs(one.name) && !removed.has(one.name));
  if (!isInUse && !isNeeded) return await dropStrand(place, { dataset, snapshots, present });
  await destroySnapshots(dataset, present);
  const wroteLast = present.length < removed.size || present.at(-1) === snapshots.at(-1)?.name;
  if (!isInUse && wroteLast) await dropLastWritten(dataset);
}

/** What was written behind the last volume that stays would keep its space. */
async function dropLastWritten(dataset: string): Promise<void> {
  const last = (await snapshotsOf(dataset))?.at(-1);
  if (last !== undefined) await rollBack(`${dataset}@${last.name}`);
}

interface Strand {
  readonly dataset: string;
  readonly snapshots: readonly ListedSnapshot[];
  /** Those of the snapshots that are still to be deleted. */
  readonly present: readonly string[];
}

/**
 * Removes a strand of which no volume is left. What stands on it may be in use for long, so one of its clones takes over
 * the snapshots; there they vanish by themselves with the last clone. So no dataset is ever there without a volume.
 */
async function dropStrand(place: ZfsPlace, { dataset, snapshots, present }: Strand): Promise<void> {
  if (snapshots.length > 0) {
    const clones = await clonesBelow(place.volumes);
    const heir = snapshots
      .map(({ name }) => clones.get(`${dataset}@${name}`))
      .findLast((one) => one !== undefined);
    if (heir !== undefined) {
      await destroySnapshots(dataset, present);
      await promote(heir);
    }
  }
  await destroyDataset(dataset);
}
