import type { FailedStep, Result, Store } from '../contract/store.ts';
import { ObuilderError } from '../errors.ts';

/** What a store has under one id: a result, a failure that was kept, or both, since a step may fail once and then not. */
export interface Entry {
  readonly id: string;
  readonly result?: Result | undefined;
  readonly failed?: FailedStep | undefined;
}

/** How many digits of ids are shown where people read them. */
export const SHOWN_DIGITS = 12;
/** Fewer than this are as likely a slip as a choice. */
const SHORTEST_PREFIX = 4;
const WHOLE_ID = 64;
const MOST_CANDIDATES = 10;

/**
 * What the id that a user gave means: whole, or the beginning of one that no other id here has.
 *
 * @throws ObuilderError `result-missing`; `input-invalid` where several begin so, with the candidates
 */
export function findEntry(store: Store, given: string): Entry {
  const id = given.length === WHOLE_ID ? given : wholeId(given, knownIds(store));
  const result = id === undefined ? undefined : store.find([id]).get(id);
  const failed = id === undefined ? undefined : store.failed().find((step) => step.id === id);
  if (id !== undefined && (result ?? failed) !== undefined) return { id, result, failed };
  throw new ObuilderError('result-missing', `there is no result ${given} in this store, and no failed step`, {
    value: given,
    hint: '"list" and "list --failed" tell what there is; "plan" gives the ids of all steps of a spec.',
  });
}

function knownIds(store: Store): readonly string[] {
  return [...store.list(), ...store.failed()].map(({ id }) => id);
}

/** The one of `ids` that begins with `prefix`, if any does. */
export function wholeId(prefix: string, ids: readonly string[]): string | undefined {
  if (prefix.length < SHORTEST_PREFIX) {
    throw new ObuilderError('input-invalid', `${JSON.stringify(prefix)} is too short for an id`, {
      value: prefix,
      hint: `Give ${SHORTEST_PREFIX} digits of it at least.`,
    });
  }
  const candidates = [...new Set(ids.filter((id) => id.startsWith(prefix)))].sort();
  if (candidates.length <= 1) return candidates[0];
  const shown = candidates.slice(0, MOST_CANDIDATES);
  const more = candidates.length > shown.length ? [`… and ${candidates.length - shown.length} more`] : [];
  throw new ObuilderError('input-invalid', `${candidates.length} ids begin with ${prefix}`, {
    value: prefix,
    hint: ['Give more digits:', ...shown, ...more].join('\n'),
  });
}
