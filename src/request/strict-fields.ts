import * as v from 'valibot';

const NO_OBJECT = 'is not an object';

/** Excludes lists, unlike valibot's object. */
export const object = () =>
  v.custom<object>(
    (input) => typeof input === 'object' && input !== null && !Array.isArray(input),
    NO_OBJECT,
  );

/** An object with these fields and no others. */
export const fields = <T extends v.ObjectEntries>(entries: T) => v.pipe(object(), v.strictObject(entries));

/** The problem with a field, worded to follow the field's name. Replaces valibot's own messages. */
export function problem({ type, expected, received, message }: v.BaseIssue<unknown>): string {
  if (type !== 'strict_object') return message;
  if (expected === 'never') return 'is unknown';
  return received === 'undefined' ? 'is missing' : NO_OBJECT;
}
