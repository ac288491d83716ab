import { existsSync } from 'node:fs';
import path from 'node:path';
import { makeMemo } from '../catalog/memo.ts';
import type { Engine } from '../engine.ts';
import { resultVolume } from '../result/views.ts';

const KIND = 'parent-1';
/** Far above the number of removed results in a row. */
const MAX_REMOVED = 10_000;

/** Remembers the base of a result that is removed: dependents share files with this base too. */
export function rememberBase({ catalog }: Engine, id: string, parent: string | undefined): void {
  if (parent !== undefined) makeMemo(catalog.database).remember(KIND, id, parent);
}

/** Whether the files of a result are in the store. */
export const isPresent = ({ layout }: Pick<Engine, 'layout'>, id: string): boolean =>
  existsSync(path.dirname(resultVolume(layout, id)));

/** Returns the nearest base that is in the store: `parent`, or a base below removed results. */
export function nearestBase(engine: Engine, parent: string | undefined): string | undefined {
  const memo = makeMemo(engine.catalog.database);
  let base = parent;
  for (let removed = 0; base !== undefined && removed < MAX_REMOVED; removed += 1) {
    if (isPresent(engine, base)) return base;
    base = memo.recall(KIND, base);
  }
  return undefined;
}
