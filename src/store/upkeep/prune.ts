import path from 'node:path';
import type { Amount, PruneLimits, PruneReport } from '../../contract/limits.ts';
import type { Space } from '../../contract/space.ts';
import { isObuilderError, ObuilderError } from '../../errors.ts';
import { waitForLock } from '../../host/lock.ts';
import { foundNoSpace, isFull } from '../../volume/fault.ts';
import type { Engine } from '../engine.ts';
import { possibleOwnersSince } from '../owner.ts';
import { staleFailures } from '../result/failed.ts';
import { failedThing, slotThing } from '../result/used-by.ts';
import { dropSlot } from '../slot/versions.ts';
import { takeOut } from './delete.ts';
import { type Candidate, candidates } from './prune-order.ts';
import { repairStore } from './repair.ts';

/** One goes at first, then twice as many each time, but so few that other builds go on. */
const LARGEST_BATCH = 16;
/** After so many batches for whose removal there was no space, taking more out would only lose it. */
const MOST_WITHOUT_SPACE = 3;

export interface PruneOptions {
  readonly signal?: AbortSignal | undefined;
  /** Takes this many candidates at least, whatever the limits say. */
  readonly atLeast?: number | undefined;
  /** Leaves what anybody but the store's user has used. */
  readonly isOwnOnly?: boolean | undefined;
}

/**
 * Keeps some limits for whoever has the store open. A user's limits take only what nobody else has used; what the store is kept
 * within takes anything, whoever builds.
 */
export async function pruneFor(
  engine: Engine,
  limits: PruneLimits,
  signal?: AbortSignal,
): Promise<PruneReport> {
  if (engine.user === undefined) return await prune(engine, limits, { signal });
  const all = await prune(engine, engine.limits, { signal });
  const own = await prune(engine, limits, { signal, isOwnOnly: true });
  return {
    results: all.results + own.results,
    slots: all.slots + own.slots,
    failed: all.failed + own.failed,
    freedBytes: all.freedBytes + own.freedBytes,
    inUse: Math.max(all.inUse, own.inUse),
    others: own.others,
    unmet: [...new Set([...all.unmet, ...own.unmet])],
  };
}

/** Prunes, as the contract promises. One process at a time; the others wait, and then mostly find that nothing is left to do. */
export async function prune(
  engine: Engine,
  limits: PruneLimits,
  { signal, atLeast = 0, isOwnOnly = false }: PruneOptions = {},
): Promise<PruneReport> {
  // A disk without inodes may have none for the file of the lock, which only saves work.
  const lock = await unlessFull(engine, () => waitForLock(engine.layout.pruneLock, signal));
  try {
    // On a full disk the catalog's part of it may have to wait until something has made way.
    await unlessFull(engine, () => repairStore(engine));
    const before = engine.driver.space();
    const counts = { results: 0, slots: 0, failed: dropStaleFailures(engine), inUse: 0 };
    await free(engine);
    const { queue, others } = queueFor(engine, isOwnOnly);
    await pruneInSteps(engine, { limits, counts, signal, atLeast }, queue);
    await unlessFull(engine, async () => dropLost(engine));
    const after = engine.driver.space();
    return {
      ...counts,
      ...(isOwnOnly && { others }),
      freedBytes: Math.max(0, after.freeBytes - before.freeBytes),
      unmet: passedLimits(limits, await stateOf(engine, limits)),
    };
  } finally {
    lock?.release();
  }
}

/** What `work` gives; undefined where the disk was full. */
async function unlessFull<T>({ driver }: Engine, work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (!foundNoSpace(error) && !isFull(driver, error)) throw error;
    return undefined;
  }
}

/** Empties the trash. Returns undefined if an entry cannot be removed now: the entry stays for the next time, and others may still go. */
async function emptyTrash(engine: Engine): Promise<boolean | undefined> {
  try {
    return await unlessFull(engine, () => engine.trash.empty());
  } catch (error) {
    if (!isObuilderError(error, 'tool-failed')) throw error;
    engine.onNotice(`Could not remove an evicted result yet: ${error.message}`);
    return undefined;
  }
}

function dropStaleFailures({ layout, trash }: Engine): number {
  return staleFailures(layout, Date.now()).filter((directory) => isTaken(() => trash.takeOut(directory)))
    .length;
}

/**
 * Removes what was taken and waits for its space, so that what is free is known. Removing needs some space too: what finds none
 * is removed the next time.
 */
async function free(engine: Engine): Promise<{ readonly isRefused: boolean }> {
  const isSome = await emptyTrash(engine);
  if (isSome !== false) await engine.driver.settle();
  return { isRefused: isSome === undefined };
}

type Counts = { -readonly [Key in 'results' | 'slots' | 'failed' | 'inUse']: number };

interface Pruning {
  readonly limits: PruneLimits;
  readonly counts: Counts;
  readonly signal: AbortSignal | undefined;
  readonly atLeast: number;
}

/** What may go, and how much of it is others' as well. */
function queueFor(engine: Engine, isOwnOnly: boolean) {
  const all = candidates(engine, Date.now());
  if (!isOwnOnly) return { queue: all, others: 0 };
  const own = engine.catalog.ownThings();
  const queue = all.filter((candidate) => own.has(thingOf(candidate)));
  return { queue, others: all.length - queue.length };
}

function thingOf(candidate: Candidate): string {
  switch (candidate.kind) {
    case 'results':
      return candidate.id;
    case 'slots':
      return slotThing(path.basename(candidate.slot.slot));
    case 'failed':
      return failedThing(path.basename(candidate.directory));
  }
}

async function pruneInSteps(engine: Engine, pruning: Pruning, queue: Candidate[]): Promise<void> {
  let withoutSpace = 0;
  for (let batch = 1; withoutSpace < MOST_WITHOUT_SPACE; batch = Math.min(batch * 2, LARGEST_BATCH)) {
    if ((await takeBatch(engine, pruning, { queue, batch })) === 0) return;
    const { isRefused } = await free(engine);
    if (isRefused) withoutSpace += 1;
  }
}

/** Takes as many as `batch` from the end of the queue, of those only whose end helps to keep the limits; gives how many. */
async function takeBatch(
  engine: Engine,
  { limits, counts, signal, atLeast }: Pruning,
  { queue, batch }: { readonly queue: Candidate[]; readonly batch: number },
): Promise<number> {
  const isForced = () => counts.results + counts.slots + counts.failed < atLeast;
  const state = await stateOf(engine, limits);
  const resultsBefore = counts.results;
  let taken = 0;
  while (taken < batch) {
    if (signal?.aborted) throw new ObuilderError('cancelled', 'pruning was cancelled');
    // Counting those that are there costs more the more there are.
    const results = state.results - (counts.results - resultsBefore);
    const passed = passedLimits(limits, { ...state, results });
    const helps = ({ kind, used }: Candidate) =>
      isForced() ||
      (limits.maxAge !== undefined && used < Date.now() - limits.maxAge * 1000) ||
      passed.some((limit) => limit !== 'maxResults' || kind === 'results');
    const index = queue.findLastIndex(helps);
    const next = queue[index];
    if (next === undefined) break;
    queue.splice(index, 1);
    if (takeCandidate(engine, next, counts)) taken += 1;
  }
  return taken;
}

function takeCandidate(engine: Engine, candidate: Candidate, counts: Counts): boolean {
  const isGone = take(engine, candidate);
  if (isGone) counts[candidate.kind] += 1;
  else counts.inUse += 1;
  return isGone;
}

/** What a disk without space does not let go waits until something else has. */
function isTaken(take: () => boolean): boolean {
  try {
    return take();
  } catch (error) {
    if (!foundNoSpace(error)) throw error;
    return false;
  }
}

const ownName = ({ owner }: Engine) => (owner.isHeld ? owner.name() : undefined);

/** Results that were half removed by a process that died are removed now. */
function dropLost({ catalog, trash }: Engine): void {
  for (const directory of catalog.dropLost()) trash.add(directory);
}

function take(engine: Engine, candidate: Candidate): boolean {
  switch (candidate.kind) {
    case 'failed':
      return isTaken(() => engine.trash.takeOut(candidate.directory));
    case 'slots':
      return dropSlot(engine, candidate.slot);
    case 'results':
      // Where the catalog was lost, so were the holds of those who were at work then.
      if (possibleOwnersSince(engine.layout, engine.catalog.madeAt(), ownName(engine))) return false;
      return isTaken(() => takeOut(engine, candidate.id).length === 0);
  }
}

/** What is compared with the limits. */
interface StoreState extends Space {
  readonly usedBytes: number;
  readonly results: number;
}

async function stateOf({ driver, catalog }: Engine, { maxUsed }: PruneLimits): Promise<StoreState> {
  const usedBytes = maxUsed === undefined ? 0 : await driver.usedBytes();
  return { ...driver.space(), usedBytes, results: catalog.count() };
}

const bytesOf = (amount: Amount, { totalBytes }: Space) =>
  'bytes' in amount ? amount.bytes : amount.share * totalBytes;

/** Those limits that are passed now and that removing something helps to keep, age left out. */
function passedLimits(limits: PruneLimits, state: StoreState): readonly (keyof PruneLimits)[] {
  const { maxUsed, maxResults } = limits;
  const passed: (keyof PruneLimits)[] = [];
  if (!hasFloor(limits, state)) passed.push('minFree');
  if (maxUsed !== undefined && state.usedBytes > bytesOf(maxUsed, state)) passed.push('maxUsed');
  if (maxResults !== undefined && state.results > maxResults) passed.push('maxResults');
  return passed;
}

/** Whether the floor of free space is kept; a share is one of bytes and one of inodes. */
export function hasFloor({ minFree }: PruneLimits, space: Space): boolean {
  if (minFree === undefined) return true;
  const { totalInodes = 0, freeInodes = 0 } = space;
  if ('share' in minFree && freeInodes < minFree.share * totalInodes) return false;
  return space.freeBytes >= bytesOf(minFree, space);
}
