import type { PruneLimits } from '../contract/store.ts';

/** The names that inputs and flags share, in the order in which help texts tell them. */
export const LIMIT_NAMES = ['min-free-space', 'max-used-space', 'max-results', 'max-age'] as const;
export type LimitName = (typeof LIMIT_NAMES)[number];

/** The limit that each of them sets. */
export const LIMIT_KEYS = {
  'min-free-space': 'minFree',
  'max-used-space': 'maxUsed',
  'max-results': 'maxResults',
  'max-age': 'maxAge',
} as const satisfies Readonly<Record<LimitName, keyof PruneLimits>>;
