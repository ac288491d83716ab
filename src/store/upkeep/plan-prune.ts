import path from 'node:path';
import type { PlannedEviction, PruneLimits, PrunePlan, PruneReport } from '../../contract/limits.ts';
import type { Engine } from '../engine.ts';
import { listFailed, staleFailures } from '../result/failed.ts';
import { type Freed, freedByResults } from './estimate.ts';
import { isInUse } from './evict.ts';
import { stateOf, unmetLimits } from './exceeded.ts';
import { isPresent } from './lineage.ts';
import { type Evictor, pruneInSteps, queueFor, sumOf } from './prune.ts';
import type { Candidate } from './prune-order.ts';
import { failedSize, slotSize } from './sizes.ts';

/** Implements `planPrune` of the contract: the steps of `prune`, with estimates instead of evictions. */
export async function planPrune(
  engine: Engine,
  limits: PruneLimits,
  signal?: AbortSignal,
): Promise<PrunePlan> {
  const trial = trialOf(engine);
  const plan = async (asked: PruneLimits, isOwnOnly: boolean) =>
    await planFor(engine, trial, { limits: asked, isOwnOnly, signal });
  const stale = await trial.dropStale();
  const report =
    engine.user === undefined
      ? await plan(limits, false)
      : sumOf(await plan(engine.limits, false), await plan(limits, true));
  const { bytes: freedBytes, isAtMost } = trial.freed();
  return { ...report, failed: report.failed + stale, freedBytes, isAtMost, evictions: trial.evictions };
}

interface Asked {
  readonly limits: PruneLimits;
  readonly isOwnOnly: boolean;
  readonly signal: AbortSignal | undefined;
}

async function planFor(
  engine: Engine,
  trial: Trial,
  { limits, isOwnOnly, signal }: Asked,
): Promise<PruneReport> {
  const counts = { results: 0, slots: 0, failed: 0, inUse: 0 };
  const { queue, others } = queueFor(engine, isOwnOnly);
  const kept = [...others];
  const left = queue.filter((candidate) => !trial.isGone(candidate));
  await pruneInSteps(trial, { limits, counts, signal, atLeast: 0, kept }, left);
  return {
    ...counts,
    ...(isOwnOnly && { others: others.length }),
    freedBytes: 0,
    unmet: unmetLimits(limits, await trial.state(limits), kept),
  };
}

interface Trial extends Evictor {
  readonly evictions: readonly PlannedEviction[];
  freed(): Freed;
  isGone(candidate: Candidate): boolean;
  /** Counts the expired failures as evicted, as pruning does first, and returns their number. */
  dropStale(): Promise<number>;
}

function trialOf(engine: Engine): Trial {
  const evictions: PlannedEviction[] = [];
  const results = new Map(engine.catalog.list().map((result) => [result.id, result]));
  const failures = new Map(listFailed(engine.layout).map((failed) => [failed.id, failed]));
  const gone = new Set<string>();
  let batch: Candidate[] = [];
  let bytes = 0;
  let isAtMost = false;
  const freedByResult = freedByResults(engine, [...results.values()]);
  const freedBy = async (candidate: Candidate): Promise<Freed> => {
    if (candidate.kind === 'slots')
      return { bytes: (await slotSize(engine, candidate.slot)) ?? 0, isAtMost: false };
    const id = idOf(candidate);
    const entry = candidate.kind === 'results' ? results.get(id) : undefined;
    if (entry !== undefined) return await freedByResult(entry);
    const failed = failures.get(id);
    if (failed === undefined) return { bytes: 0, isAtMost: false };
    const hasBase = failed.parent === undefined || isPresent(engine, failed.parent);
    return { bytes: (await failedSize(engine, failed)) ?? 0, isAtMost: !hasBase };
  };
  const free: Evictor['free'] = async () => {
    for (const candidate of batch) {
      const freed = await freedBy(candidate);
      bytes += freed.bytes;
      isAtMost ||= freed.isAtMost;
      evictions.push({
        kind: KINDS[candidate.kind],
        id: idOf(candidate),
        usedAt: candidate.used,
        bytes: freed.bytes,
      });
    }
    batch = [];
    return { isRefused: false };
  };
  const take = (candidate: Candidate) => {
    gone.add(keyOf(candidate));
    batch.push(candidate);
  };
  return {
    evictions,
    freed: () => ({ bytes, isAtMost }),
    isGone: (candidate) => gone.has(keyOf(candidate)),
    state: async (limits) => {
      const state = await stateOf(engine, limits);
      const count = evictions.filter(({ kind }) => kind === 'result').length;
      return {
        ...state,
        freeBytes: Math.min(state.totalBytes, state.freeBytes + bytes),
        usedBytes: Math.max(0, state.usedBytes - bytes),
        results: state.results - count,
      };
    },
    evict: (candidate) => {
      if (candidate.kind === 'results' && isInUse(engine, candidate.id)) return false;
      take(candidate);
      return true;
    },
    free,
    dropStale: async () => {
      const stale = staleFailures(engine.layout, Date.now());
      for (const directory of stale) {
        const used = failures.get(path.basename(directory))?.failedAt ?? 0;
        take({ kind: 'failed', used, directory });
      }
      await free();
      return stale.length;
    },
  };
}

const KINDS = { results: 'result', slots: 'slot', failed: 'failed' } as const;

function idOf(candidate: Candidate): string {
  if (candidate.kind === 'results') return candidate.id;
  return path.basename(candidate.kind === 'slots' ? candidate.slot.slot : candidate.directory);
}

const keyOf = (candidate: Candidate) => `${candidate.kind} ${idOf(candidate)}`;
