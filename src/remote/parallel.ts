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
  const { default: pLimit } = await import('p-limit');
  const stop = new AbortController();
  const either = AbortSignal.any([signal, stop.signal]);
  const atMost = pLimit(limit);
  let failure: { readonly error: unknown } | undefined;
  const works = items.map((item) =>
    atMost(async () => {
      try {
        either.throwIfAborted();
        return await work(item, either);
      } catch (error) {
        failure ??= { error };
        stop.abort();
        throw error;
      }
    }),
  );
  const ended = await Promise.allSettled(works);
  if (failure !== undefined) throw failure.error;
  return ended.flatMap((end) => (end.status === 'fulfilled' ? [end.value] : []));
}
