import type { ParseArgsOptionsConfig } from 'node:util';
import type { PruneLimits } from '../contract/store.ts';
import { LIMIT_NAMES } from '../request/limit-names.ts';
import { parseLimits } from '../request/prune-limits.ts';
import { type Invocation, text } from './verb.ts';

export const limitFlags: ParseArgsOptionsConfig = Object.fromEntries(
  LIMIT_NAMES.map((name) => [name, { type: 'string' }]),
);

/** For usage texts. */
export const limitUsage =
  '[--min-free-space=10%|20GB] [--max-used-space=50GB] [--max-results=N] [--max-age=30d]';

/** What a store is to be kept within, as the flags say; undefined where they say nothing. */
export function limitsOf(invocation: Invocation): PruneLimits | undefined {
  if (LIMIT_NAMES.every((name) => text(invocation, name) === undefined)) return undefined;
  return parseLimits(
    (name) => text(invocation, name),
    (name) => `--${name}`,
  );
}
