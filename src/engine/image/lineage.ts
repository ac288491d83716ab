import type { Result, Results } from '../../contract/results.ts';

/**
 * Returns a result with all results below it, the lowest first. Ends above a result that the store has evicted, made again or taken
 * from another user: the lowest result then counts as a tree without a base.
 */
export async function lineageOf(
  store: Pick<Results, 'hold'>,
  last: Result,
): Promise<readonly [Result, ...Result[]]> {
  let results: [Result, ...Result[]] = [last];
  for (;;) {
    const [top] = results;
    if (top.parent === undefined) return results;
    const base = (await store.hold([top.parent])).get(top.parent);
    if (base === undefined || !isBaseOf(base, top)) return results;
    results = [base, ...results];
  }
}

/** The same id may have other files: after a new making, and from the carrier of another user. */
function isBaseOf(base: Result, { parentMadeAt, vouchedBy }: Result): boolean {
  const isSame = parentMadeAt === undefined || base.startedAt === parentMadeAt;
  return isSame && (base.vouchedBy === undefined || base.vouchedBy === vouchedBy);
}
