import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { BuildEvent } from '../../../src/contract/events.ts';
import { type Bench, buildText, exited, openBench, say } from '../../fakes/build.ts';
import { wholeLog } from '../../suites/whole-log.ts';

const MINUTE = 60_000;

let bench: Bench;
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  bench = openBench();
});
afterEach(async () => {
  vi.useRealTimers();
  await bench.close();
});

const quiet = ({ events }: { readonly events: readonly BuildEvent[] }) =>
  events.flatMap((event) => (event.type === 'quiet' ? [event.seconds / 60] : []));

/** Builds a step that lasts for the given minutes, and says a word after each. */
async function lasting(...minutes: readonly number[]) {
  bench.scripts.set('wait', async (request) => {
    for (const [index, time] of minutes.entries()) {
      await vi.advanceTimersByTimeAsync(time * MINUTE);
      if (index < minutes.length - 1) say(request, 'word\n');
    }
    return exited(0);
  });
  return await buildText(bench, '((from x) (run (shell wait)))');
}

test('a silent step is told at growing distances', async () => {
  expect(quiet(await lasting(45))).toEqual([1, 2, 5, 10, 20, 30, 40]);
});

test('output begins the silence again', async () => {
  expect(quiet(await lasting(0.9, 0.9, 2.5, 0.9, 1.5))).toEqual([1, 2, 1]);
});

test('a short step and a cached step are told nothing', async () => {
  expect(quiet(await lasting(0.9))).toEqual([]);
  expect(quiet(await buildText(bench, '((from x) (run (shell wait)))'))).toEqual([]);
  expect(vi.getTimerCount()).toBe(0);
});

test('the words about silence stay out of the log', async () => {
  const told = await lasting(3, 3);
  expect(quiet(told)).toEqual([1, 2, 1, 2]);
  expect(told.output(1)).toBe('word\n');
  expect(wholeLog(bench.store, told.report.id)).toBe('word\n');
});

test('a step that waits for a cache slot is not silent', async () => {
  const { store } = bench.machinery;
  const waiting = async (...[name, options]: Parameters<typeof store.slot>) => {
    options.onWait?.();
    await vi.advanceTimersByTimeAsync(10 * MINUTE);
    return await store.slot(name, options);
  };
  const slow = { ...bench, machinery: { ...bench.machinery, store: { ...store, slot: waiting } } };
  const text = '((from x) (run (cache (a (target /a) (sharing locked))) (shell s)))';
  const told = await buildText(slow, text);
  expect(told.output(1)).toContain('Waiting for the cache "a"');
  expect(quiet(told)).toEqual([]);
});

test('a copy and a base image without progress are told', async () => {
  const { images, trees } = bench.machinery;
  const load: typeof images.load = async (image, options) => {
    options.onProgress?.({ doneBytes: 1, totalBytes: 2 });
    await vi.advanceTimersByTimeAsync(1.5 * MINUTE);
    options.onProgress?.({ doneBytes: 2, totalBytes: 2 });
    await vi.advanceTimersByTimeAsync(0.9 * MINUTE);
    return await images.load(image, options);
  };
  const copy: typeof trees.copy = async (...given) => {
    await vi.advanceTimersByTimeAsync(2.5 * MINUTE);
    return await trees.copy(...given);
  };
  const machinery = { ...bench.machinery, images: { ...images, load }, trees: { ...trees, copy } };
  const told = await buildText({ ...bench, machinery }, '((from x) (copy (src .) (dst /)))');
  const bySteps = told.events.flatMap((event) =>
    event.type === 'quiet' ? [[event.step, event.seconds / 60]] : [],
  );
  expect(bySteps).toEqual([
    [0, 1],
    [1, 1],
    [1, 2],
  ]);
});
