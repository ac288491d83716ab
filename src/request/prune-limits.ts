import type { Amount, PruneLimits } from '../contract/limits.ts';
import { byteSize } from './byte-size.ts';
import { seconds } from './duration.ts';
import { LIMIT_KEYS, LIMIT_NAMES, type LimitName } from './limit-names.ts';
import { invalidValue, type Parse } from './parse-value.ts';

/** Refuses bare numbers except 0, because the user may mean a percentage or a size. */
export const parseAmount: Parse<Amount> = (text, label) => {
  const percent = /^\s*(\d+(?:\.\d+)?)\s*%\s*$/.exec(text)?.[1];
  if (percent !== undefined && Number(percent) <= 100) return { share: Number(percent) / 100 };
  const size = /^\s*0*\s*$|[a-z]\s*$/i.test(text) ? byteSize(text) : undefined;
  if (size !== undefined) return { bytes: size };
  throw invalidValue(text, label, { expected: 'a share such as 10%, or a size such as 20GB' });
};

export const parseCount: Parse<number> = (text, label) => {
  if (/^\s*\d{1,9}\s*$/.test(text)) return Number(text);
  throw invalidValue(text, label, { expected: 'a whole number, such as 2000' });
};

/** In seconds. */
export const parseAge: Parse<number> = (text, label) => {
  const age = seconds(text);
  if (age !== undefined) return age;
  throw invalidValue(text, label, { expected: 'a time such as 30d, 12h or 45m' });
};

const PARSERS: Readonly<Record<LimitName, Parse<Amount | number>>> = {
  'min-free-space': parseAmount,
  'max-used-space': parseAmount,
  'max-results': parseCount,
  'max-age': parseAge,
};

/**
 * The limits of a store. Undefined if none is given.
 *
 * @param get the text of a limit; undefined or empty if absent
 * @param label the limit's name in an error
 * @throws ObuilderError `input-invalid`
 */
export function parseLimits(
  get: (name: LimitName) => string | undefined,
  label: (name: LimitName) => string,
): PruneLimits | undefined {
  const entries = LIMIT_NAMES.flatMap((name) => {
    const text = get(name) ?? '';
    return text === '' ? [] : [[LIMIT_KEYS[name], PARSERS[name](text, label(name))] as const];
  });
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}
