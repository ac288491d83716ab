import { setImmediate as nextTurn } from 'node:timers/promises';
import { ObuilderError } from '../errors.ts';

/** How long work may hold the event loop, in milliseconds. */
const SLICE = 20;

/**
 * Something to await between two pieces of blocking work: it lets other events in now and then, and ends the work when
 * the signal has fired.
 */
export interface Pace {
  /** True when it is time to await `pause`. Blocking calls one after the other are far quicker than a promise for each. */
  isDue(): boolean;
  /** @throws ObuilderError `cancelled` */
  pause(): Promise<void>;
}

/** @throws ObuilderError `cancelled` when the signal has fired already */
export function makePace(signal: AbortSignal | undefined): Pace {
  const check = () => {
    if (signal?.aborted) throw new ObuilderError('cancelled', 'the copy was cancelled');
  };
  check();
  let sliceEnd = performance.now() + SLICE;
  return {
    isDue: () => performance.now() >= sliceEnd,
    async pause() {
      await nextTurn();
      check();
      sliceEnd = performance.now() + SLICE;
    },
  };
}
