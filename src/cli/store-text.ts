import { amount } from '../report/words.ts';
import type { Usage } from '../store/contract.ts';
import type { ResolvedStore } from '../store/resolve.ts';

/** Which store a build uses, why, and what room there is, on one line. */
export function storeText(
  { driver, root, why }: ResolvedStore,
  { freeBytes, totalBytes }: Pick<Usage, 'freeBytes' | 'totalBytes'>,
): string {
  return `Store: ${driver}:${root} (${why}; ${amount(freeBytes)} of ${amount(totalBytes)} free)`;
}
