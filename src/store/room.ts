import { setTimeout as delay } from 'node:timers/promises';
import type { Amount, PruneReport } from './contract.ts';
import type { Engine } from './engine.ts';
import { isFull } from './fault.ts';
import { hasFloor, prune } from './prune.ts';

/** How often something that found the disk full is tried again, with more room each time. */
const TRIES = 3;
/** How long the end of a step waits for space, one after the other, where it finds none. */
const WAITS_MS = [100, 200, 400, 800, 1600];
/** How many results go at least when the disk was found full, whatever it says of its free space. */
const AT_LEAST = 4;
/** Share of the file system that is to be free after the disk was found full. */
const SHARE_AFTER_FULL = 0.1;

/** Whether the floor of free space is kept. */
export function hasRoom({ limits, user, driver }: Engine): boolean {
  const space = driver.space();
  return hasFloor(limits, space) && hasFloor({ minFree: user?.minFree }, space);
}

/** Makes room, as the contract's `makeRoom` promises. */
export async function makeRoom(engine: Engine, isDiskFull = false): Promise<boolean> {
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

/** Runs `work`; where the disk is full it prunes and runs it again. `work` must leave nothing when it fails. */
export async function withRoom<T>(engine: Engine, work: () => Promise<T>): Promise<T> {
  return await tryAgain(engine, work, []);
}

/**
 * The same for the end of work that took long: where nothing can make way it also waits, for what builds beside this one
 * give back when they end or fail.
 */
export async function withRoomOrWait<T>(engine: Engine, work: () => Promise<T>): Promise<T> {
  return await tryAgain(engine, work, WAITS_MS);
}

async function tryAgain<T>(engine: Engine, work: () => Promise<T>, waitsMs: readonly number[]): Promise<T> {
  const waits = [...waitsMs];
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (!isFull(error) || attempt >= TRIES + waitsMs.length) throw error;
      const hasMade = await makeRoom(engine, true);
      if (hasMade && attempt < TRIES) continue;
      // Builds beside this one may have taken what was freed, or all that there is may be in use by them.
      const wait = waits.shift();
      if (wait === undefined) throw error;
      await delay(wait);
    }
  }
}
