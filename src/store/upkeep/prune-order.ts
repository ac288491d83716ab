import path from 'node:path';
import { must } from '../../errors.ts';
import type { ResultUse } from '../catalog/catalog.ts';
import type { Engine } from '../engine.ts';
import { listFailed } from '../result/failed.ts';
import { listSlots, type SlotUse } from '../slot/versions.ts';
import { nearestBase } from './lineage.ts';

/** A candidate for eviction. `used`: the last use, in milliseconds since the epoch. */
export type Candidate = { readonly used: number } & (
  | { readonly kind: 'results'; readonly id: string; readonly depth: number }
  | { readonly kind: 'slots'; readonly slot: SlotUse }
  | { readonly kind: 'failed'; readonly directory: string }
);

/**
 * Returns all candidates; the last candidate is evicted first. Dependents precede their base in eviction, because a build repeats
 * a chain from the first missing result on, and a file system may not free the space of a volume with clones.
 */
export function candidates(engine: Engine, now: number): Candidate[] {
  const { catalog, layout } = engine;
  const failed = listFailed(layout).map(({ id, failedAt }): Candidate => {
    return { kind: 'failed', used: Math.min(failedAt, now), directory: path.join(layout.failed, id) };
  });
  const slots = listSlots(layout).map((slot): Candidate => ({ kind: 'slots', used: slot.used, slot }));
  const uses = catalog.uses().map((use) => ({ ...use, parent: nearestBase(engine, use.parent) }));
  return [...withUseOfChildren(uses), ...slots, ...failed].sort(lastFirst);
}

function lastFirst(a: Candidate, b: Candidate): number {
  if (a.used !== b.used) return b.used - a.used;
  return depthOf(a) - depthOf(b);
}

const depthOf = (candidate: Candidate) =>
  candidate.kind === 'results' ? candidate.depth : Number.MAX_SAFE_INTEGER;

/** Counts the use of a dependent as a use of the base. */
function withUseOfChildren(uses: readonly ResultUse[]): readonly Candidate[] {
  const used = new Map(uses.map((use) => [use.id, use.used]));
  const depths = depthsOf(uses);
  const depthOf = (id: string) => must(depths.get(id), 'the depth of a result');
  const usedOf = (id: string) => must(used.get(id), 'the last use of a result');
  const deepestFirst = [...uses].sort((a, b) => depthOf(b.id) - depthOf(a.id));
  for (const { id, parent } of deepestFirst) {
    const own = usedOf(id);
    if (parent !== undefined && (used.get(parent) ?? own) < own) used.set(parent, own);
  }
  return uses.map(({ id }): Candidate => {
    return { kind: 'results', id, used: usedOf(id), depth: depthOf(id) };
  });
}

/** Returns the length of each result's chain of bases. */
function depthsOf(uses: readonly ResultUse[]): ReadonlyMap<string, number> {
  const parents = new Map(uses.map(({ id, parent }) => [id, parent]));
  const depths = new Map<string, number>();
  for (const { id } of uses) {
    const way: string[] = [];
    let at: string | undefined = id;
    while (at !== undefined && parents.has(at) && !depths.has(at) && !way.includes(at)) {
      way.push(at);
      at = parents.get(at);
    }
    let depth = at === undefined ? 0 : (depths.get(at) ?? 0);
    for (const one of way.reverse()) {
      depth += 1;
      depths.set(one, depth);
    }
  }
  return depths;
}
