import { setTimeout as delay } from 'node:timers/promises';
import type { ObuilderError } from '../../errors.ts';

/** Maximum of attempts without waiting, with more room each time. */
const TRIES = 3;

/** Errors already retried, because nested retries would multiply the attempts. */
const retried = new WeakSet<Error>();

export interface Retry {
  /** Converts an error; `store-full` allows a retry. */
  readonly asked: (error: unknown) => ObuilderError;
  /** Evicts unused results. Returns false if nothing could be evicted. */
  readonly makeRoom: () => Promise<boolean>;
  /** Successive waits for space if nothing can be evicted. */
  readonly waitsMs?: readonly number[] | undefined;
  /** Returns false to stop retrying, because the build ends. */
  readonly isWanted?: (() => boolean) | undefined;
  /** Called before each retry. */
  readonly onAgain?: (() => void) | undefined;
}

/** Runs `work`, and retries on a full store. `work` must leave nothing behind on failure. */
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

/** Makes room and returns the wait before the next attempt; undefined if another attempt is pointless. */
async function waitFor(
  { makeRoom }: Retry,
  { attempt, waits }: { readonly attempt: number; readonly waits: number[] },
): Promise<number | undefined> {
  const hasMade = await makeRoom();
  // Other builds may have taken the space, or need all of the space.
  return hasMade && attempt < TRIES ? 0 : waits.shift();
}
