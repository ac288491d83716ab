import type { ListedResult } from '../../contract/store.ts';
import type { Engine } from '../engine.ts';
import { isPresent } from './lineage.ts';
import { knownOwnSize, resultSize, wholeSize } from './sizes.ts';

/** What the eviction of an entry frees. */
export interface Freed {
  readonly bytes: number;
  /** Whether other entries may share some of these bytes. */
  readonly isAtMost: boolean;
}

/**
 * Estimates the evictions of a plan, one after the other. Dependents of a removed base share its files, so the last of
 * these dependents frees the files of the base.
 */
export function freedByResults(
  engine: Engine,
  results: readonly ListedResult[],
): (result: ListedResult) => Promise<Freed> {
  const left = new Map<string, number>();
  for (const { parent } of results) if (parent !== undefined) left.set(parent, (left.get(parent) ?? 0) + 1);
  return async (result) => {
    const { parent } = result;
    if (parent === undefined || isPresent(engine, parent)) {
      return { bytes: (await resultSize(engine, result)) ?? 0, isAtMost: false };
    }
    const siblings = (left.get(parent) ?? 1) - 1;
    left.set(parent, siblings);
    const own = siblings === 0 ? undefined : knownOwnSize(engine, result);
    const bytes = own ?? (await wholeSize(engine, result)) ?? 0;
    return { bytes, isAtMost: siblings > 0 && own === undefined };
  };
}
