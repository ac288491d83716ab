import type { LimitFunction } from 'p-limit';
import { isObuilderError } from '../errors.ts';
import { isAbort } from '../oci/invalid.ts';

interface ParallelOptions {
  readonly limit: number;
  readonly signal: AbortSignal;
}

/**
 * Works on items at once, in their order. The first failure cancels the work on the other items, and is thrown after all have ended.
 *
 * @param work receives a signal that fires with the caller's signal and after a failure
 */
export async function inParallel<T, R>(
  items: readonly T[],
  { limit, signal }: ParallelOptions,
  work: (item: T, signal: AbortSignal) => Promise<R>,
): Promise<readonly R[]> {
  const atMost = await limited(limit);
  return await together(signal, (either) =>
    items.map((item) =>
      atMost(async () => {
        either.throwIfAborted();
        return await work(item, either);
      }),
    ),
  );
}

/** Returns a function that starts works in their order, at most `limit` at once. */
export async function limited(limit: number): Promise<LimitFunction> {
  const { default: pLimit } = await import('p-limit');
  return pLimit(limit);
}

/**
 * Waits for works of different kinds that run at once. The first failure cancels the others, and is thrown after all have ended, so that
 * no work goes on behind the caller's back.
 */
export async function together<const W extends readonly unknown[]>(
  signal: AbortSignal,
  start: (either: AbortSignal) => W,
): Promise<{ -readonly [K in keyof W]: Awaited<W[K]> }> {
  const stop = new AbortController();
  const works = start(AbortSignal.any([signal, stop.signal]));
  for (const work of works) Promise.resolve(work).catch(() => stop.abort());
  const ended = await Promise.allSettled(works);
  const errors = ended.flatMap((end) => (end.status === 'rejected' ? [end.reason as unknown] : []));
  if (errors.length > 0) throw causeOf(errors);
  return await Promise.all(works);
}

/** Returns the failure that the cancelled works ended for. */
const causeOf = (errors: readonly unknown[]): unknown => errors.find((error) => !isEnded(error)) ?? errors[0];

/** Whether work was ended from outside, by a signal. */
export const isEnded = (error: unknown): boolean => isAbort(error) || isObuilderError(error, 'cancelled');
