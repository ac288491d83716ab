import * as v from 'valibot';
import type { Pace } from './transfers.ts';

/** The questions of the worker to the program with @actions/cache. The program has one pack, a file, and answers in order. */
export type Operation =
  /** Adds the bytes of the message to the pack. */
  | { readonly operation: 'append' }
  | { readonly operation: 'truncate'; readonly size: number }
  /** Stores the pack as an entry. */
  | { readonly operation: 'save'; readonly key: string; readonly pace: Pace }
  /** Replaces the pack by the first found entry. A key also finds entries whose keys begin with it. */
  | { readonly operation: 'restore'; readonly keys: readonly string[]; readonly pace: Pace }
  | { readonly operation: 'read'; readonly position: number; readonly length: number };
export type Asked<N extends Operation['operation']> = Extract<Operation, { readonly operation: N }>;

/** Characters of a text for people. */
const MAX_TEXT = 2000;

/** Returns a text of the program for people: bounded, and without signatures of addresses, which grant access to the cache. */
export const textForPeople = (text: string): string =>
  text.replaceAll(/\bsig=[^&\s"'<>]+/gi, 'sig=***').slice(0, MAX_TEXT);

const text = () => v.pipe(v.string(), v.transform(textForPeople));
const count = () => v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const observed = () => ({
  fault: v.optional(text()),
  httpStatus: v.optional(count()),
  path: v.optional(text()),
  retryAfter: v.optional(v.pipe(v.number(), v.minValue(0))),
  requests: v.optional(count(), 0),
});

/** The answers. The program belongs to the user, who can make it answer anything. */
export const ANSWERS = {
  append: () => v.object({}),
  truncate: () => v.object({}),
  save: () => v.object({ ...observed(), saved: v.boolean() }),
  restore: () => v.object({ ...observed(), key: v.optional(v.string()), size: v.optional(count(), 0) }),
  read: () => v.object({}),
};

type Schemas = { readonly [N in keyof typeof ANSWERS]: ReturnType<(typeof ANSWERS)[N]> };
export type Answers = { readonly [N in keyof Schemas]: v.InferInput<Schemas[N]> };
export type Proved = { readonly [N in keyof Schemas]: v.InferOutput<Schemas[N]> };
