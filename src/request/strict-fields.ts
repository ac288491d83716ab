import * as v from 'valibot';

const NO_OBJECT = 'is not an object';

/** To valibot a list is an object too. */
export const object = v.custom<object>(
  (input) => typeof input === 'object' && input !== null && !Array.isArray(input),
  NO_OBJECT,
);

/** An object with these fields and no others. */
export const fields = <T extends v.ObjectEntries>(entries: T) => v.pipe(object, v.strictObject(entries));

/** What is wrong with a field, to follow its name: a schema's own words, and words for what valibot itself tells. */
export function problem({ type, expected, received, message }: v.BaseIssue<unknown>): string {
  if (type !== 'strict_object') return message;
  if (expected === 'never') return 'is unknown';
  return received === 'undefined' ? 'is missing' : NO_OBJECT;
}
