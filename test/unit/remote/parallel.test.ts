import { expect, test } from 'vitest';
import { inParallel, together } from '../../../src/remote/parallel.ts';

const never = new AbortController().signal;

/** Ends with the signal, a moment later. */
const cancelled = (signal: AbortSignal, onEnd: () => void) =>
  new Promise<never>((_, reject) =>
    signal.addEventListener('abort', () =>
      setTimeout(() => {
        onEnd();
        reject(signal.reason);
      }, 20),
    ),
  );

test('works at once give their results in order', async () => {
  expect(await together(never, () => [Promise.resolve(1), 'two', undefined])).toEqual([1, 'two', undefined]);
});

test('a failure is thrown after the cancelled works have ended', async () => {
  let ended = 0;
  const onEnd = () => {
    ended += 1;
  };
  const work = together(never, (either) => [
    cancelled(either, onEnd),
    together(either, (inner) => [cancelled(inner, onEnd)]),
    Promise.reject(new Error('refused')),
  ]);
  await expect(work).rejects.toThrow('refused');
  expect(ended).toBe(2);
});

test('an item that another cancels hides no failure', async () => {
  const shared = Promise.withResolvers<never>();
  const work = inParallel(['waits', 'fails'], { limit: 2, signal: never }, async (item, either) => {
    if (item === 'waits') return await shared.promise;
    return await together(either, (inner) => {
      inner.addEventListener('abort', () => shared.reject(inner.reason));
      return [Promise.reject(new Error('refused')), cancelled(inner, () => undefined)];
    });
  });
  await expect(work).rejects.toThrow('refused');
});
