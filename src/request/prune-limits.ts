import type { Amount, PruneLimits } from '../contract/store.ts';
import { ObuilderError } from '../errors.ts';
import { byteSize } from './byte-size.ts';
import { seconds } from './duration.ts';
import type { LimitName } from './limit-names.ts';

/** What an input or a flag is called in an error. */
type Label = (name: LimitName) => string;

/**
 * The limits that inputs or flags give, undefined where they give none.
 *
 * @param get the text of one of them, undefined or empty where it was not given
 * @throws ObuilderError `input-invalid`
 */
export function parseLimits(
  get: (name: LimitName) => string | undefined,
  label: Label,
): PruneLimits | undefined {
  const read = <T>(name: LimitName, parse: (text: string, label: string) => T): T | undefined => {
    const text = get(name);
    return text === undefined || text === '' ? undefined : parse(text, label(name));
  };
  const limits: PruneLimits = {
    minFree: read('min-free-space', parseAmount),
    maxUsed: read('max-used-space', parseAmount),
    maxResults: read('max-results', parseCount),
    maxAge: read('max-age', parseAge),
  };
  return Object.values(limits).every((limit) => limit === undefined) ? undefined : limits;
}

/** A share such as `10%`, or a size such as `20GB`. A bare number but 0 is as likely to be meant as either. */
function parseAmount(text: string, label: string): Amount {
  const percent = /^\s*(\d+(?:\.\d+)?)\s*%\s*$/.exec(text)?.[1];
  if (percent !== undefined && Number(percent) <= 100) return { share: Number(percent) / 100 };
  const size = /^\s*0*\s*$|[a-z]\s*$/i.test(text) ? byteSize(text) : undefined;
  if (size !== undefined) return { bytes: size };
  throw bad(text, `${label} is neither a share nor a size`, 'Write for example 10% or 20GB.');
}

function parseCount(text: string, label: string): number {
  if (/^\s*\d{1,9}\s*$/.test(text)) return Number(text);
  throw bad(text, `${label} is not a number of results`, 'Write a whole number, for example 2000.');
}

/** In seconds. */
function parseAge(text: string, label: string): number {
  const age = seconds(text);
  if (age !== undefined) return age;
  throw bad(text, `${label} is not a time`, 'Write a number and a unit, for example 30d, 12h or 45m.');
}

function bad(text: string, what: string, hint: string): ObuilderError {
  const shown = text.length > 200 ? `${text.slice(0, 200)}…` : text;
  return new ObuilderError('input-invalid', `${what}: ${JSON.stringify(shown)}`, { value: shown, hint });
}
