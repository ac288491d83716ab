import { MIN_POOL_BYTES } from '../contract/request.ts';
import { ObuilderError } from '../errors.ts';
import { byteSize } from './byte-size.ts';
import { refuseDashes } from './list-slips.ts';
import { HOME_HINT, isAtHome } from './paths/home.ts';

/** Turns the text of an input or a flag into a value. @throws ObuilderError `input-invalid` with the label, text and expectation */
export type Parse<T> = (text: string, label: string) => T;

const MAX_SHOWN = 200;

/** The error of every malformed input, flag and field of the owner's file. */
export function invalidValue(
  text: string,
  label: string,
  { expected, hint }: { readonly expected: string; readonly hint?: string | undefined },
): ObuilderError {
  const shown = text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text;
  return new ObuilderError('input-invalid', `${label} is ${JSON.stringify(shown)}: expected ${expected}`, {
    value: shown,
    hint,
  });
}

/** Texts with no rule of their own. */
export const parseText: Parse<string> = (text) => text;

export const parsePath: Parse<string> = (text, label) => {
  if (isAtHome(text)) throw invalidValue(text, label, { expected: 'a path without ~', hint: HOME_HINT });
  return text;
};

/** Names for paths and logs. */
export const parseName: Parse<string> = (text, label) => {
  if (text.length <= 200 && !/\p{Cc}/u.test(text)) return text;
  throw invalidValue(text, label, { expected: 'at most 200 characters on one line' });
};

/** The id of a result, as it is or after `obuilder:`. */
export const parseBase: Parse<string> = (text, label) => {
  const id = text.trim().replace(/^obuilder:/, '');
  if (/^[0-9a-f]{64}$/.test(id)) return id;
  const hint = /^[0-9a-f]{4,63}$/.test(id)
    ? `"inspect ${id}" prints all digits.`
    : 'The output id of the action has the id of its result. The image of a build stands in the (from …) of its spec.';
  throw invalidValue(text, label, { expected: 'the 64 digits of an id', hint });
};

/** Names separated by lines or commas. Undefined for an empty list. */
export const parseNames: Parse<readonly string[] | undefined> = (text, label) => {
  refuseDashes(text, label);
  const names = text
    .split(/[\n,]/)
    .map((name) => name.trim())
    .filter((name) => name !== '');
  return names.length === 0 ? undefined : names;
};

/** Paths separated by lines or commas. Undefined for an empty list. */
export const parsePaths: Parse<readonly string[] | undefined> = (text, label) =>
  parseNames(text, label)?.map((one) => parsePath(one, label));

/** YAML 1.2's core schema, like `getBooleanInput` of actions. */
const BOOLEANS: Readonly<Record<string, boolean>> = {
  true: true,
  True: true,
  TRUE: true,
  false: false,
  False: false,
  FALSE: false,
};

export const asBoolean = (text: string): boolean | undefined =>
  Object.hasOwn(BOOLEANS, text) ? BOOLEANS[text] : undefined;

export const parseBoolean: Parse<boolean> = (text, label) => {
  const value = asBoolean(text);
  if (value === undefined) throw invalidValue(text, label, { expected: 'true or false' });
  return value;
};

/** A parser for a fixed set of words. `alsoExpected`: further words for the error, accepted by the caller. */
export function parseChoice<T extends string>(
  choices: readonly T[],
  alsoExpected: readonly string[] = [],
): Parse<T> {
  return (text, label) => {
    const choice = choices.find((known) => known === text);
    if (choice !== undefined) return choice;
    throw invalidValue(text, label, { expected: `one of ${[...choices, ...alsoExpected].join(', ')}` });
  };
}

/** Checks only the form; drivers check the place. */
export const parseStore: Parse<string> = (text, label) => {
  if (isAtHome(text.slice(text.indexOf(':') + 1)))
    throw invalidValue(text, label, { expected: 'a place without ~', hint: HOME_HINT });
  if (text === 'auto' || /^[a-z][a-z0-9-]*:./.test(text)) return text;
  throw invalidValue(text, label, {
    expected:
      'auto, or DRIVER:PLACE, for example btrfs:/srv/obuilder; the drivers are btrfs, zfs, overlayfs and copy',
  });
};

/** The size of a pool in bytes. */
export const parsePoolSize: Parse<number> = (text, label) => {
  const size = byteSize(text);
  if (size !== undefined && size >= MIN_POOL_BYTES) return size;
  throw invalidValue(text, label, {
    expected: 'a size of 256 MB or more, such as 50GB',
    hint: 'The image file is sparse, so a large size costs nothing.',
  });
};

/** Bytes for each second. A bare number is refused, because the user may mean megabytes. */
export const parseRate: Parse<number> = (text, label) => {
  const size = /[a-z]\s*$/i.test(text) ? byteSize(text) : undefined;
  if (size !== undefined && size > 0) return size;
  throw invalidValue(text, label, { expected: 'a size such as 20MB', hint: 'Leave it out for no bound.' });
};

export const parseMaxParallel: Parse<number> = (text, label) => {
  if (/^[1-9]\d{0,3}$/.test(text)) return Number(text);
  throw invalidValue(text, label, { expected: 'a number from 1 to 9999' });
};
