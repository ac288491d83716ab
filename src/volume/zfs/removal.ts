import { setTimeout as delay } from 'node:timers/promises';
import { isObuilderError } from '../../errors.ts';
import { mountPointOf, unmountBelow } from '../../host/mounts.ts';
import {
  destroyDataset,
  destroySnapshots,
  type ListedSnapshot,
  originsBelow,
  promote,
  rollBack,
  snapshotsOf,
} from './commands.ts';
import { waitForScripts } from './scripts.ts';
import { doom, forget, isOurs, type ZfsPlace } from './strands.ts';

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
  const clones = new Clones(place.volumes);
  const failures = new Map<string, unknown>();
  for (const [strand, notes] of strands) {
    const removed = new Set(notes.map(({ snapshot }) => snapshot));
    const removal = { dataset: `${place.volumes}/${strand}`, clones };
    // The others may be just what makes the space that this one needs.
    await removeFromStrand(removal, removed).catch((error: unknown) => failures.set(strand, error));
  }
  for (const one of doomed) if (!failures.has(one.note?.strand ?? '')) forget(one);
  const [failure] = failures.values();
  if (failure !== undefined) throw failure;
}

const ATTEMPTS = 4;
const RETRY_MILLISECONDS = 30;

/** The clones among a store's strands. Listed when first wanted: that takes longer the more strands there are. */
class Clones {
  readonly #parent: string;
  #origins: Map<string, string> | undefined;

  constructor(parent: string) {
    this.#parent = parent;
  }

  /** A clone of the newest of these snapshots that has one. */
  async findLast(snapshots: readonly string[]): Promise<string | undefined> {
    if (snapshots.length === 0) return undefined;
    this.#origins ??= new Map(await originsBelow(this.#parent));
    const byOrigin = new Map([...this.#origins].map(([clone, origin]) => [origin, clone]));
    return snapshots.map((one) => byOrigin.get(one)).findLast((one) => one !== undefined);
  }

  /** What was listed holds no more. */
  forget(): void {
    this.#origins = undefined;
  }

  /** This one is gone. */
  drop(dataset: string): void {
    this.#origins?.delete(dataset);
  }
}

interface Removal {
  readonly dataset: string;
  readonly clones: Clones;
}

/** Other processes may remove from the same strand, or from one that stands on it: then what was seen holds no more. */
async function removeFromStrand(removal: Removal, removed: ReadonlySet<string>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await removeOnce(removal, removed);
    } catch (error) {
      if (attempt === ATTEMPTS || !isObuilderError(error, 'tool-failed')) throw error;
      removal.clones.forget();
      await delay(RETRY_MILLISECONDS * attempt);
    }
  }
}

async function removeOnce(removal: Removal, removed: ReadonlySet<string>): Promise<void> {
  const { dataset } = removal;
  // In this order: whoever writes in a strand has it mounted until it has its snapshot.
  const isInUse = mountPointOf(dataset) !== undefined;
  const snapshots = await snapshotsOf(dataset);
  if (snapshots === undefined) return;
  const present = snapshots.filter((one) => !one.isDeferred && removed.has(one.name)).map(({ name }) => name);
  const isNeeded = snapshots.some((one) => !one.isDeferred && isOurs(one.name) && !removed.has(one.name));
  if (!isInUse && !isNeeded) return await dropStrand(removal, { snapshots, present });
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
  readonly snapshots: readonly ListedSnapshot[];
  /** Those of the snapshots that are still to be deleted. */
  readonly present: readonly string[];
}

/**
 * Removes a strand of which no volume is left. What stands on it may be in use for long, so one of its clones takes over
 * the snapshots; there they vanish by themselves with the last clone. So no dataset is ever there without a volume.
 */
async function dropStrand({ dataset, clones }: Removal, { snapshots, present }: Strand): Promise<void> {
  const heir = await clones.findLast(snapshots.map(({ name }) => `${dataset}@${name}`));
  if (heir !== undefined) {
    await destroySnapshots(dataset, present);
    await promote(heir);
    clones.forget();
  }
  await destroyDataset(dataset);
  clones.drop(dataset);
}
