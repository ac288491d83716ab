import type { Amount, PruneReport } from '../../contract/limits.ts';
import type { StepRetry } from '../../contract/space.ts';
import { asObuilderError } from '../../errors.ts';
import { asStoreError } from '../../volume/fault.ts';
import type { Engine } from '../engine.ts';
import { hasFloor, prune } from './prune.ts';
import { type Retry, retryWhenFull } from './retry.ts';

/** How long the end of a step waits for space, one after the other, where it finds none. */
const WAITS_MS = [100, 200, 400, 800, 1600];
/** How many results go at least when the disk was found full, whatever it says of its free space. */
const AT_LEAST = 4;
/** Share of the file system that is to be free after the disk was found full. */
const SHARE_AFTER_FULL = 0.1;

/** Whether the floor of free space is kept: a system call. */
function hasRoom({ limits, user, driver }: Engine): boolean {
  const space = driver.space();
  return hasFloor(limits, space) && hasFloor({ minFree: user?.minFree }, space);
}

/**
 * Prunes until the floor of free space is kept.
 *
 * @param isDiskFull the store was found full: something is removed, whatever the floor says
 * @returns false if something had to go and nothing could
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
    onNotice(
      `the store had little space left: ${removed} results or caches that were not in use made way, ${megabytes} MB`,
    );
  }
  return removed > 0 || (!isDiskFull && reports.every(({ unmet }) => unmet.length === 0));
}

/** Runs `work`; if the store is full, this prunes and runs `work` again. `work` must leave nothing when it fails. */
export const withRoom = <T>(engine: Engine, work: () => Promise<T>): Promise<T> =>
  retryWhenFull(retryOf(engine), work);

/**
 * As `withRoom`, for the end of work that took long: if nothing can go, this also waits for what builds beside this one give back
 * when they end or fail.
 */
export const withRoomOrWait = <T>(engine: Engine, work: () => Promise<T>): Promise<T> =>
  retryWhenFull({ ...retryOf(engine), waitsMs: WAITS_MS }, work);

/** A step's work, as the contract's `withRoom` promises. */
export async function stepWithRoom<T>(
  engine: Engine,
  work: () => Promise<T>,
  { signal, onAgain }: StepRetry,
): Promise<T> {
  if (!hasRoom(engine)) await makeRoom(engine);
  // Whoever ran the step has asked, while its files were there.
  const asked = asObuilderError;
  return await retryWhenFull({ ...retryOf(engine), asked, isWanted: () => !signal.aborted, onAgain }, work);
}

const retryOf = (engine: Engine): Retry => ({
  asked: (error) => asStoreError(engine.driver, error),
  makeRoom: () => makeRoom(engine, true),
});
