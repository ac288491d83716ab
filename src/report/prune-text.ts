import type { PrunePlan, PruneReport } from '../contract/limits.ts';
import { LIMIT_KEYS, LIMIT_NAMES } from '../request/limit-names.ts';
import { amount } from './words.ts';

/** Describes the evictions, the freed space, and the limits still exceeded with the reason. */
export function pruneText(report: PruneReport): string {
  const counts = countsOf(report);
  const done = counts === '' ? 'Pruned nothing' : `Pruned ${counts}: ${amount(report.freedBytes)} freed`;
  return [done, ...unmetText(report)].join('. ');
}

/** Describes the evictions that pruning would make, and the limits that it could not meet. */
export function planText(plan: PruneReport & Pick<PrunePlan, 'isAtMost'>): string {
  const counts = countsOf(plan);
  const about = plan.isAtMost ? 'up to' : 'about';
  const todo =
    counts === '' ? 'Nothing to evict' : `Would evict ${counts}: ${about} ${amount(plan.freedBytes)} to free`;
  return [todo, ...unmetText(plan)].join('. ');
}

const countsOf = ({ results, slots, failed }: PruneReport) =>
  [count(results, 'result'), count(slots, 'cache'), count(failed, 'failed step')]
    .flatMap((text) => text ?? [])
    .join(', ');

function count(number: number, what: string): string | undefined {
  return number === 0 ? undefined : `${number} ${what}${number === 1 ? '' : 's'}`;
}

function unmetText({ unmet, inUse, others = 0 }: PruneReport): readonly string[] {
  if (unmet.length === 0) return [];
  const names = LIMIT_NAMES.filter((name) => unmet.includes(LIMIT_KEYS[name]));
  const why =
    inUse > 0
      ? entries(inUse, 'is in use by running builds', 'are in use by running builds')
      : others > 0
        ? entries(others, 'has other users too', 'have other users too')
        : 'nothing is left to evict';
  return [`Still over ${names.join(', ')}: ${why}`];
}

const entries = (number: number, isOne: string, areMany: string) =>
  number === 1 ? `1 result or cache ${isOne}` : `${number} results or caches ${areMany}`;
