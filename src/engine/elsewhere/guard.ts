import { ObuilderError } from '../../errors.ts';

/** A transfer without a single byte for so long is dead, if the carrier states no other time. Carriers have bounds of their own. */
const STALL_MS = 60_000;

/**
 * Runs the work of a carrier, at most `limitMs` long, even if the carrier ignores its signal.
 *
 * @throws ObuilderError `cancelled` if the given signal fires, `remote-failed` after the time
 */
export async function within<T>(
  work: (signal: AbortSignal) => Promise<T>,
  { limitMs, signal }: { readonly limitMs: number; readonly signal: AbortSignal },
): Promise<T> {
  const ending = new AbortController();
  const { promise, reject } = Promise.withResolvers<never>();
  const onAbort = () => reject(cancelled());
  const onTime = () => reject(tooSlow(limitMs));
  const timer = setTimeout(onTime, limitMs);
  if (signal.aborted) onAbort();
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    return await Promise.race([work(AbortSignal.any([signal, ending.signal])), promise]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', onAbort);
    ending.abort();
  }
}

/** Passes on a stream of a carrier while bytes come. @throws ObuilderError `cancelled`, `remote-failed` after `limitMs` of silence */
export async function* whileMoving(
  open: (signal: AbortSignal) => AsyncIterable<Buffer>,
  signal: AbortSignal,
  limitMs: number = STALL_MS,
): AsyncGenerator<Buffer> {
  const ending = new AbortController();
  const pieces = open(AbortSignal.any([signal, ending.signal]))[Symbol.asyncIterator]();
  /** Ends the wait for a piece; undefined between two pieces. */
  let giveUp: ((error: ObuilderError) => void) | undefined;
  const onAbort = () => giveUp?.(cancelled());
  // One timer and one listener for all pieces: a gigabyte has thousands.
  const timer = setTimeout(() => giveUp?.(tooSlow(limitMs)), limitMs);
  signal.addEventListener('abort', onAbort);
  const nextPiece = () =>
    new Promise<IteratorResult<Buffer>>((resolve, reject) => {
      giveUp = reject;
      if (signal.aborted) onAbort();
      timer.refresh();
      pieces.next().then(resolve, reject);
    });
  try {
    for (;;) {
      const next = await nextPiece();
      giveUp = undefined;
      if (next.done === true) return;
      yield next.value;
    }
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', onAbort);
    ending.abort();
    // A hung stream never returns.
    pieces.return?.()?.catch(() => undefined);
  }
}

/**
 * Runs an upload while requests or bytes move.
 *
 * @param moved returns a number that grows with each request and byte
 * @throws ObuilderError `cancelled`, `remote-failed`
 */
export async function whileSending<T>(
  work: (signal: AbortSignal) => Promise<T>,
  {
    moved,
    limitMs,
    silentMs = STALL_MS,
    signal,
  }: {
    readonly moved: () => number;
    readonly limitMs: number;
    readonly silentMs?: number | undefined;
    readonly signal: AbortSignal;
  },
): Promise<T> {
  const stalled = new AbortController();
  let last = moved();
  let quietMs = 0;
  const timer = setInterval(() => {
    const now = moved();
    quietMs = now === last ? quietMs + TICK_MS : 0;
    last = now;
    if (quietMs >= silentMs) stalled.abort();
  }, TICK_MS);
  try {
    return await within(work, { limitMs, signal: AbortSignal.any([signal, stalled.signal]) });
  } catch (error) {
    throw stalled.signal.aborted && !signal.aborted ? tooSlow(silentMs) : error;
  } finally {
    clearInterval(timer);
  }
}

const TICK_MS = 1000;

const cancelled = () => new ObuilderError('cancelled', 'the build was cancelled');

function tooSlow(limitMs: number): ObuilderError {
  return new ObuilderError(
    'remote-failed',
    `there was no answer within ${Math.round(limitMs / 1000)} seconds`,
  );
}
