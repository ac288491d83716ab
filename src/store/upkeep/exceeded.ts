import type { Amount, PruneLimits } from '../../contract/limits.ts';
import type { Space } from '../../contract/space.ts';
import type { Engine } from '../engine.ts';

/** The values compared with the limits. */
export interface StoreState extends Space {
  readonly usedBytes: number;
  readonly results: number;
}

/** On a full disk the catalog still counts evicted results, because their rows could not be dropped. Then the files decide. */
export async function finalState(engine: Engine, limits: PruneLimits): Promise<StoreState> {
  const state = await stateOf(engine, limits);
  const isOver = limits.maxResults !== undefined && state.results > limits.maxResults;
  return isOver ? { ...state, results: engine.catalog.list().length } : state;
}

export async function stateOf({ driver, catalog }: Engine, { maxUsed }: PruneLimits): Promise<StoreState> {
  const usedBytes = maxUsed === undefined ? 0 : await driver.usedBytes();
  return { ...driver.space(), usedBytes, results: catalog.count() };
}

const bytesOf = (amount: Amount, { totalBytes }: Space) =>
  'bytes' in amount ? amount.bytes : amount.share * totalBytes;

/** Returns the exceeded limits, except `maxAge`. */
export function passedLimits(limits: PruneLimits, state: StoreState): readonly (keyof PruneLimits)[] {
  const { maxUsed, maxResults } = limits;
  const passed: (keyof PruneLimits)[] = [];
  if (!hasFloor(limits, state)) passed.push('minFree');
  if (maxUsed !== undefined && state.usedBytes > bytesOf(maxUsed, state)) passed.push('maxUsed');
  if (maxResults !== undefined && state.results > maxResults) passed.push('maxResults');
  return passed;
}

/** Whether an entry is older than `maxAge`. @param used the last use, in milliseconds since the epoch */
export const isExpired = ({ maxAge }: PruneLimits, used: number): boolean =>
  maxAge !== undefined && used < Date.now() - maxAge * 1000;

/** Returns all limits that are still exceeded. @param kept entries that could not be evicted */
export function unmetLimits(
  limits: PruneLimits,
  state: StoreState,
  kept: readonly { readonly used: number }[],
): readonly (keyof PruneLimits)[] {
  const hasExpired = kept.some(({ used }) => isExpired(limits, used));
  return [...passedLimits(limits, state), ...(hasExpired ? (['maxAge'] as const) : [])];
}

/** Whether the floor of free space is kept; a share counts for bytes and for inodes. */
export function hasFloor({ minFree }: PruneLimits, space: Space): boolean {
  if (minFree === undefined) return true;
  const { totalInodes = 0, freeInodes = 0 } = space;
  if ('share' in minFree && freeInodes < minFree.share * totalInodes) return false;
  return space.freeBytes >= bytesOf(minFree, space);
}
