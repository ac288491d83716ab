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

/** Removes volumes, as in the contract's `remove`. The note of a half-removed volume stays, so that the next call continues. */
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
    // Continue after a failure: the removal of other strands may free the space that this strand needs.
    await removeFromStrand(removal, removed).catch((error: unknown) => failures.set(strand, error));
  }
  for (const one of doomed) if (!failures.has(one.note?.strand ?? '')) forget(one);
  const [failure] = failures.values();
  if (failure !== undefined) throw failure;
}

const ATTEMPTS = 4;
const RETRY_MS = 30;

/** The clones among a store's strands. Lists them on first use, since a list costs O(strands). */
class Clones {
  readonly #parent: string;
  #origins: Map<string, string> | undefined;

  constructor(parent: string) {
    this.#parent = parent;
  }

  /** Returns a clone of the newest snapshot with clones. */
  async findLast(snapshots: readonly string[]): Promise<string | undefined> {
    if (snapshots.length === 0) return undefined;
    this.#origins ??= new Map(await originsBelow(this.#parent));
    const byOrigin = new Map([...this.#origins].map(([clone, origin]) => [origin, clone]));
    return snapshots.map((one) => byOrigin.get(one)).findLast((one) => one !== undefined);
  }

  /** Drops the list, for a stale list. */
  forget(): void {
    this.#origins = undefined;
  }

  /** Drops a deleted dataset from the list. */
  drop(dataset: string): void {
    this.#origins?.delete(dataset);
  }
}

interface Removal {
  readonly dataset: string;
  readonly clones: Clones;
}

/** Retries, because another process that removes from the same strand or from a clone makes the lists stale. */
async function removeFromStrand(removal: Removal, removed: ReadonlySet<string>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await removeOnce(removal, removed);
    } catch (error) {
      if (attempt === ATTEMPTS || !isObuilderError(error, 'tool-failed')) throw error;
      removal.clones.forget();
      await delay(RETRY_MS * attempt);
    }
  }
}

async function removeOnce(removal: Removal, removed: ReadonlySet<string>): Promise<void> {
  const { dataset } = removal;
  // Before the list of snapshots, because a writer unmounts a strand only after its snapshot.
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

/** Frees the space of changes after the last volume that stays. */
async function dropLastWritten(dataset: string): Promise<void> {
  const last = (await snapshotsOf(dataset))?.at(-1);
  if (last !== undefined) await rollBack(`${dataset}@${last.name}`);
}

interface Strand {
  readonly snapshots: readonly ListedSnapshot[];
  /** The names of the snapshots to delete. */
  readonly present: readonly string[];
}

/**
 * Removes a strand without volumes. Its clones may stay in use for long, so `promote` moves the snapshots to a clone, from which the
 * deferred deletion removes each snapshot with its last clone. So no dataset exists without a volume.
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
