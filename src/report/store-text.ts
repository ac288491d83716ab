import type { Usage } from '../contract/store.ts';
import { amount } from './words.ts';

/** Which store a build uses, why, and what room there is, on one line. */
export function storeText(
  { driver, root, why }: { readonly driver: string; readonly root: string; readonly why: string },
  { freeBytes, totalBytes }: Pick<Usage, 'freeBytes' | 'totalBytes'>,
): string {
  return `Store: ${driver}:${root} (${why}; ${amount(freeBytes)} of ${amount(totalBytes)} free)`;
}
