import { setTimeout as delay } from 'node:timers/promises';
import type { ObuilderError } from '../../errors.ts';

/** How often work that found the store full is done, with more room each time. */
const TRIES = 3;

/** Errors of work that was retried already: a retry around that work would only multiply the tries. */
const retried = new WeakSet<Error>();

export interface Retry {
  /** The error as the store's; `store-full` if the store is full now, and then the work may be done again. */
  readonly asked: (error: unknown) => ObuilderError;
  /** Removes results that nobody needs. False if nothing could go. */
  readonly makeRoom: () => Promise<boolean>;
  /** How long to wait for space, one wait after the other, if nothing can go. */
  readonly waitsMs?: readonly number[] | undefined;
  /** False if the work need not be done again, because the build ends. */
  readonly isWanted?: (() => boolean) | undefined;
  /** Told before the work is done again. */
  readonly onAgain?: (() => void) | undefined;
}

/** Does `work`, and does it again if the store was full. `work` must leave nothing when it fails. Only the store retries. */
export async function retryWhenFull<T>(retry: Retry, work: () => Promise<T>): Promise<T> {
  const waits = [...(retry.waitsMs ?? [])];
  const most = TRIES + waits.length;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      const told = retry.asked(error);
      if (told.code !== 'store-full') throw error;
      if (retried.has(told) || retry.isWanted?.() === false) throw told;
      const wait = attempt < most ? await waitFor(retry, { attempt, waits }) : undefined;
      if (wait === undefined) {
        retried.add(told);
        throw told;
      }
      if (wait > 0) await delay(wait);
      retry.onAgain?.();
    }
  }
}

/** Makes room. How long to wait before the next attempt; undefined if there is no point in one. */
async function waitFor(
  { makeRoom }: Retry,
  { attempt, waits }: { readonly attempt: number; readonly waits: number[] },
): Promise<number | undefined> {
  const hasMade = await makeRoom();
  // Builds beside this one may have taken the space, or may need all that there is.
  return hasMade && attempt < TRIES ? 0 : waits.shift();
}
