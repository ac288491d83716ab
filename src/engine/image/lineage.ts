import type { Result, Results } from '../../contract/results.ts';

/**
 * Returns a result with all results below it, the lowest first. Ends above a result that the store has evicted or built again: the
 * lowest result then counts as a tree without a base.
 */
export async function lineageOf(
  store: Pick<Results, 'hold'>,
  last: Result,
): Promise<readonly [Result, ...Result[]]> {
  let results: [Result, ...Result[]] = [last];
  for (;;) {
    const [{ parent, parentMadeAt }] = results;
    if (parent === undefined) return results;
    const base = (await store.hold([parent])).get(parent);
    if (base === undefined || (parentMadeAt !== undefined && base.startedAt !== parentMadeAt)) return results;
    results = [base, ...results];
  }
}
