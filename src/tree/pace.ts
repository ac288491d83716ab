import { setImmediate as nextTurn } from 'node:timers/promises';
import { ObuilderError } from '../errors.ts';

/** Maximal time that work holds the event loop, in milliseconds. */
const SLICE_MS = 20;

/**
 * Interrupts blocking work: lets other events in now and then, and ends the work after the signal has fired. Between two
 * pieces of work the caller writes `if (pace.isDue()) await pace.pause()`.
 */
export interface Pace {
  /** Whether to await `pause` now. Consecutive blocking calls are far quicker than a promise for each. */
  isDue(): boolean;
  /** @throws ObuilderError `cancelled` */
  pause(): Promise<void>;
}

/** The first use of `performance` loads eight modules of Node, a hundredth of a cached build. */
const now = () => process.uptime() * 1000;

/** @throws ObuilderError `cancelled` if the signal has fired already */
export function makePace(signal: AbortSignal | undefined): Pace {
  const check = () => {
    if (signal?.aborted) throw new ObuilderError('cancelled', 'the copy was cancelled');
  };
  check();
  let sliceEnd = now() + SLICE_MS;
  return {
    isDue: () => now() >= sliceEnd,
    async pause() {
      await nextTurn();
      check();
      sliceEnd = now() + SLICE_MS;
    },
  };
}
