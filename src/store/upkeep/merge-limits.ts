import type { PruneLimits } from '../../contract/limits.ts';

/** Merges limits; each limit given in `above` wins. */
export function mergeLimits(below: PruneLimits | undefined, above: PruneLimits | undefined): PruneLimits {
  return {
    minFree: above?.minFree ?? below?.minFree,
    maxUsed: above?.maxUsed ?? below?.maxUsed,
    maxResults: above?.maxResults ?? below?.maxResults,
    maxAge: above?.maxAge ?? below?.maxAge,
  };
}

export const isLimited = (limits: PruneLimits) => Object.values(limits).some((limit) => limit !== undefined);
