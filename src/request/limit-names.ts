import type { PruneLimits } from '../contract/limits.ts';

/** The names of the store's limits in inputs and flags, in the order of all help texts. */
export const LIMIT_NAMES = ['min-free-space', 'max-used-space', 'max-results', 'max-age'] as const;
export type LimitName = (typeof LIMIT_NAMES)[number];

/** The field for each name. */
export const LIMIT_KEYS = {
  'min-free-space': 'minFree',
  'max-used-space': 'maxUsed',
  'max-results': 'maxResults',
  'max-age': 'maxAge',
} as const satisfies Readonly<Record<LimitName, keyof PruneLimits>>;
