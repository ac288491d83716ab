import type { FailedStep, Result } from '../contract/results.ts';
import type { StoreKeeper } from '../contract/store.ts';
import { ObuilderError } from '../errors.ts';
import { type StorePlace, storeName } from '../volume/drivers.ts';

/** The result and the kept failure of an id. Both exist if a step failed once and then succeeded. */
export interface Entry {
  readonly id: string;
  readonly result?: Result | undefined;
  readonly failed?: FailedStep | undefined;
}

/** Number of an id's digits in texts for people. */
export const SHOWN_DIGITS = 12;
/** Shorter prefixes are probably typing errors. */
const MIN_PREFIX = 4;
const WHOLE_ID = 64;
const MAX_CANDIDATES = 10;

/**
 * Finds an entry by a whole id or an unambiguous prefix.
 *
 * @param place the store's place, for errors
 * @throws ObuilderError `result-missing`; `input-invalid` for an ambiguous prefix, with the candidates
 */
export function findEntry(
  store: Pick<StoreKeeper, 'find' | 'list' | 'failed'>,
  place: StorePlace,
  given: string,
): Entry {
  const id = given.length === WHOLE_ID ? given : wholeId(given, knownIds(store));
  const result = id === undefined ? undefined : store.find([id]).get(id);
  const failed = id === undefined ? undefined : store.failed().find((step) => step.id === id);
  if (id !== undefined && (result ?? failed) !== undefined) return { id, result, failed };
  const message = `there is no result ${given} in the store ${storeName(place)}, and no failed step`;
  throw new ObuilderError('result-missing', message, {
    value: given,
    hint: '"list" and "list --failed" print all ids in the store, "plan" the ids of a spec\'s steps. --store, before any --, names another store.',
  });
}

function knownIds(store: Pick<StoreKeeper, 'find' | 'list' | 'failed'>): readonly string[] {
  return [...store.list(), ...store.failed()].map(({ id }) => id);
}

/** Completes a prefix to one of `ids`. Undefined if no id matches. */
export function wholeId(prefix: string, ids: readonly string[]): string | undefined {
  if (prefix.length < MIN_PREFIX) {
    throw new ObuilderError('input-invalid', `${JSON.stringify(prefix)} is too short for an id`, {
      value: prefix,
      hint: `Give at least ${MIN_PREFIX} digits.`,
    });
  }
  const candidates = [...new Set(ids.filter((id) => id.startsWith(prefix)))].sort();
  if (candidates.length <= 1) return candidates[0];
  const shown = candidates.slice(0, MAX_CANDIDATES);
  const more = candidates.length > shown.length ? [`… and ${candidates.length - shown.length} more`] : [];
  throw new ObuilderError('input-invalid', `${candidates.length} ids begin with ${prefix}`, {
    value: prefix,
    hint: ['Give more digits:', ...shown, ...more].join('\n'),
  });
}
