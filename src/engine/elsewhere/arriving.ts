import type { Result } from '../../contract/results.ts';

/** What a step wrote for people, for a replay before the store can read the files. */
export interface FetchedTexts {
  readonly log: string;
  readonly summary: string | undefined;
}

/** A fetched result whose commit is under way. The next draft may begin from the result at once. */
export interface Arriving {
  /** Undefined for a log too long for memory: a replay waits for `done` and reads the store. */
  readonly texts: FetchedTexts | undefined;
  /** Resolves after the store has the result; see `Commit`. */
  readonly done: Promise<Result>;
}

/** A result with the files in the store, now or after a commit under way. */
export interface Arrived {
  readonly result: Result;
  readonly arriving?: Arriving | undefined;
}
