import type { Observed } from './observed.ts';

/** The questions of the worker to the program with @actions/cache. The program has one pack, a file, and answers in order. */
export type Operation =
  /** Adds the bytes of the message to the pack. */
  | { readonly operation: 'append' }
  | { readonly operation: 'truncate'; readonly size: number }
  /** Stores the pack as an entry. */
  | { readonly operation: 'save'; readonly key: string }
  /** Replaces the pack by the first found entry. A key is also the beginning of keys, except the first. */
  | { readonly operation: 'restore'; readonly keys: readonly string[] }
  | { readonly operation: 'read'; readonly position: number; readonly length: number };

export interface Answers {
  readonly append: object;
  readonly truncate: object;
  readonly save: Observed & { readonly saved: boolean };
  readonly restore: Observed & { readonly key?: string | undefined; readonly size?: number | undefined };
  readonly read: object;
}
