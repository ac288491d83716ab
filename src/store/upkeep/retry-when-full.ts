import type { Amount, PruneReport } from '../../contract/limits.ts';
import type { StepRetry } from '../../contract/space.ts';
import { asObuilderError } from '../../errors.ts';
import { asStoreError } from '../../volume/fault.ts';
import type { Engine } from '../engine.ts';
import { hasFloor } from './exceeded.ts';
import { prune } from './prune.ts';
import { type Retry, retryWhenFull } from './retry.ts';

/** Successive waits of a step's end for free space. */
const WAITS_MS = [100, 200, 400, 800, 1600];
/** Minimum of evictions after a full disk, because the reported free space may be wrong. */
const AT_LEAST = 4;
/** Share of free space to reach after a full disk. */
const SHARE_AFTER_FULL = 0.1;

/** Whether the floor of free space is kept; costs one system call. */
function hasRoom({ limits, user, driver }: Engine): boolean {
  const space = driver.space();
  return hasFloor(limits, space) && hasFloor({ minFree: user?.minFree }, space);
}

/**
 * Prunes until the floor of free space is kept.
 *
 * @param isDiskFull an operation found the store full: evict results, whatever the floor
 * @returns false if eviction was necessary but impossible
 */
async function makeRoom(engine: Engine, isDiskFull = false): Promise<boolean> {
  const { limits, onNotice } = engine;
  const minFree: Amount = limits.minFree ?? { share: SHARE_AFTER_FULL };
  const reports = [await prune(engine, { minFree }, { atLeast: isDiskFull ? AT_LEAST : 0 })];
  const own = engine.user?.minFree;
  if (own !== undefined) reports.push(await prune(engine, { minFree: own }, { isOwnOnly: true }));
  const sum = (count: (report: PruneReport) => number) => reports.reduce((all, one) => all + count(one), 0);
  const removed = sum((report) => report.results + report.slots + report.failed);
  if (removed > 0) {
    const megabytes = Math.round(sum(({ freedBytes }) => freedBytes) / 1024 ** 2);
    const evicted = `${removed} unused ${removed === 1 ? 'result or cache' : 'results and caches'}`;
    // The gain counts what others have freed meanwhile, and the trash of earlier builds.
    onNotice(`Low on space: evicted ${evicted}; the free space has grown by ${megabytes} MB`);
  }
  return removed > 0 || (!isDiskFull && reports.every(({ unmet }) => unmet.length === 0));
}

/** Runs `work`; if the store is full, prunes and runs `work` again. `work` must leave nothing behind on failure. */
export const withRoom = <T>(engine: Engine, work: () => Promise<T>): Promise<T> =>
  retryWhenFull(retryOf(engine), work);

/**
 * Like `withRoom`, for the end of long work: if nothing can be evicted, also waits for space freed by other builds when those end
 * or fail.
 */
export const withRoomOrWait = <T>(engine: Engine, work: () => Promise<T>): Promise<T> =>
  retryWhenFull({ ...retryOf(engine), waitsMs: WAITS_MS }, work);

/** Implements `withRoom` of the contract. */
export async function stepWithRoom<T>(
  engine: Engine,
  work: () => Promise<T>,
  { signal, onAgain }: StepRetry,
): Promise<T> {
  if (!hasRoom(engine)) await makeRoom(engine);
  // The caller has already checked the disk, before dropping the step's files.
  const asked = asObuilderError;
  return await retryWhenFull({ ...retryOf(engine), asked, isWanted: () => !signal.aborted, onAgain }, work);
}

const retryOf = (engine: Engine): Retry => ({
  asked: (error) => asStoreError(engine.driver, error),
  makeRoom: () => makeRoom(engine, true),
});
