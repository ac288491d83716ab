import type { Usage } from '../contract/store.ts';
import { amount } from './words.ts';

/** The store of a build, the reason for the choice, and the free space, on a single line. */
export function storeText(
  { driver, root, why }: { readonly driver: string; readonly root: string; readonly why: string },
  { freeBytes, totalBytes }: Pick<Usage, 'freeBytes' | 'totalBytes'>,
): string {
  return `Store: ${driver}:${root} (${why}; ${amount(freeBytes)} of ${amount(totalBytes)} free)`;
}
