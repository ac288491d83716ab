import path from 'node:path';
import type { PruneLimits, PruneReport } from '../../contract/limits.ts';
import { isObuilderError, ObuilderError } from '../../errors.ts';
import { waitForLock } from '../../host/lock.ts';
import { foundNoSpace, isFull } from '../../volume/fault.ts';
import type { Engine } from '../engine.ts';
import { failedThing, slotThing } from '../result/used-by.ts';
import { dropStaleFailures, evict } from './evict.ts';
import { finalState, isExpired, passedLimits, type StoreState, stateOf, unmetLimits } from './exceeded.ts';
import { type Candidate, candidates } from './prune-order.ts';
import { repairStore } from './repair.ts';

/** Batches start with one candidate and double up to this maximum, so that other builds can go on. */
const MAX_BATCH = 16;
/** Pruning stops after this many batches that a full disk kept from being deleted, because evicting more would gain nothing. */
const MAX_BATCHES_WITHOUT_SPACE = 3;

export interface PruneOptions {
  readonly signal?: AbortSignal | undefined;
  /** Minimum of evictions, whatever the limits. */
  readonly atLeast?: number | undefined;
  /** Evicts only entries of the store's user alone. */
  readonly isOwnOnly?: boolean | undefined;
}

/**
 * Implements `prune` of the contract. A user's limits evict only that user's own entries; the store's limits evict any unused
 * entry, whoever builds.
 */
export async function pruneFor(
  engine: Engine,
  limits: PruneLimits,
  signal?: AbortSignal,
): Promise<PruneReport> {
  if (engine.user === undefined) return await prune(engine, limits, { signal });
  const all = await prune(engine, engine.limits, { signal });
  const own = await prune(engine, limits, { signal, isOwnOnly: true });
  return sumOf(all, own);
}

/** Adds the evictions by the store's limits and by a user's limits. */
export const sumOf = (all: PruneReport, own: PruneReport): PruneReport => ({
  results: all.results + own.results,
  slots: all.slots + own.slots,
  failed: all.failed + own.failed,
  freedBytes: all.freedBytes + own.freedBytes,
  inUse: Math.max(all.inUse, own.inUse),
  others: own.others,
  unmet: [...new Set([...all.unmet, ...own.unmet])],
});

/** How pruning looks at the store and evicts. A trial estimates instead. */
export interface Evictor {
  state(limits: PruneLimits): Promise<StoreState>;
  /** Returns false if the candidate is in use or cannot be evicted now. */
  evict(candidate: Candidate): boolean;
  /** Ends a batch. Afterwards `state` counts the space of evicted candidates as free. */
  free(): Promise<{ readonly isRefused: boolean }>;
}

const evictorOf = (engine: Engine): Evictor => ({
  state: (limits) => stateOf(engine, limits),
  evict: (candidate) => evict(engine, candidate),
  free: () => free(engine),
});

/** Prunes under a lock. Waiting processes mostly find the limits kept afterwards. */
export async function prune(
  engine: Engine,
  limits: PruneLimits,
  { signal, atLeast = 0, isOwnOnly = false }: PruneOptions = {},
): Promise<PruneReport> {
  // Goes on without the lock if a full disk cannot hold the lock file, because the lock only saves work.
  const lock = await unlessFull(engine, () => waitForLock(engine.layout.pruneLock, signal));
  try {
    // On a full disk the repair of the catalog waits until pruning has freed space.
    await unlessFull(engine, () => repairStore(engine));
    const before = engine.driver.space();
    const counts = { results: 0, slots: 0, failed: dropStaleFailures(engine), inUse: 0 };
    await free(engine);
    const { queue, others } = queueFor(engine, isOwnOnly);
    const kept = [...others];
    await pruneInSteps(evictorOf(engine), { limits, counts, signal, atLeast, kept }, queue);
    await unlessFull(engine, async () => dropLost(engine));
    const after = engine.driver.space();
    return {
      ...counts,
      ...(isOwnOnly && { others: others.length }),
      freedBytes: Math.max(0, after.freeBytes - before.freeBytes),
      unmet: unmetLimits(limits, await finalState(engine, limits), kept),
    };
  } finally {
    lock?.release();
  }
}

/** Returns the value of `work`; undefined on a full disk. */
async function unlessFull<T>({ driver }: Engine, work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (!foundNoSpace(error) && !isFull(driver, error)) throw error;
    return undefined;
  }
}

/**
 * Empties the trash. Returns undefined if an entry cannot be removed now: the entry stays for the next time, and others may
 * still go.
 */
async function emptyTrash(engine: Engine): Promise<boolean | undefined> {
  try {
    return await unlessFull(engine, () => engine.trash.empty());
  } catch (error) {
    if (!isObuilderError(error, 'tool-failed')) throw error;
    engine.onNotice(`Could not remove an evicted result yet: ${error.message}`);
    return undefined;
  }
}

/**
 * Empties the trash and waits for the freed space, so that the free space is known. Deleting needs some space too: entries that
 * cannot be deleted now are deleted the next time.
 */
async function free(engine: Engine): Promise<{ readonly isRefused: boolean }> {
  const isSome = await emptyTrash(engine);
  if (isSome !== false) await engine.driver.settle();
  return { isRefused: isSome === undefined };
}

type Counts = { -readonly [Key in 'results' | 'slots' | 'failed' | 'inUse']: number };

export interface Pruning {
  readonly limits: PruneLimits;
  readonly counts: Counts;
  readonly signal: AbortSignal | undefined;
  readonly atLeast: number;
  /** Candidates that cannot be evicted now; pruning adds to the list. */
  readonly kept: Candidate[];
}

/** Returns the evictable candidates and the candidates also used by others. */
export function queueFor(engine: Engine, isOwnOnly: boolean) {
  const all = candidates(engine, Date.now());
  if (!isOwnOnly) return { queue: all, others: [] };
  const own = engine.catalog.ownThings();
  const isOwn = (candidate: Candidate) => own.has(thingOf(candidate));
  return { queue: all.filter(isOwn), others: all.filter((candidate) => !isOwn(candidate)) };
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

export async function pruneInSteps(evictor: Evictor, pruning: Pruning, queue: Candidate[]): Promise<void> {
  let withoutSpace = 0;
  for (let batch = 1; withoutSpace < MAX_BATCHES_WITHOUT_SPACE; batch = Math.min(batch * 2, MAX_BATCH)) {
    if ((await takeBatch(evictor, pruning, { queue, batch })) === 0) return;
    const { isRefused } = await evictor.free();
    if (isRefused) withoutSpace += 1;
  }
}

/**
 * Evicts up to `batch` candidates from the end of the queue, skipping candidates that no exceeded limit needs. Returns the
 * number evicted.
 */
async function takeBatch(
  evictor: Evictor,
  pruning: Pruning,
  { queue, batch }: { readonly queue: Candidate[]; readonly batch: number },
): Promise<number> {
  const { limits, counts, signal, atLeast } = pruning;
  const isForced = () => counts.results + counts.slots + counts.failed < atLeast;
  const state = await evictor.state(limits);
  const resultsBefore = counts.results;
  let taken = 0;
  while (taken < batch) {
    if (signal?.aborted) throw new ObuilderError('cancelled', 'pruning was cancelled');
    // `count()` is O(results): derive the number instead of asking again.
    const results = state.results - (counts.results - resultsBefore);
    const passed = passedLimits(limits, { ...state, results });
    const helps = ({ kind, used }: Candidate) =>
      isForced() ||
      isExpired(limits, used) ||
      passed.some((limit) => limit !== 'maxResults' || kind === 'results');
    const index = queue.findLastIndex(helps);
    const next = queue[index];
    if (next === undefined) break;
    queue.splice(index, 1);
    if (takeCandidate(evictor, next, pruning)) taken += 1;
  }
  return taken;
}

function takeCandidate(evictor: Evictor, candidate: Candidate, { counts, kept }: Pruning): boolean {
  const isGone = evictor.evict(candidate);
  if (isGone) counts[candidate.kind] += 1;
  else {
    counts.inUse += 1;
    kept.push(candidate);
  }
  return isGone;
}

/** Deletes results half removed by a dead process. */
function dropLost({ catalog, trash }: Engine): void {
  for (const directory of catalog.dropLost()) trash.add(directory);
}
