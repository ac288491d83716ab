import { expect, test } from 'vitest';
import type { BuildEvent } from '../../../../src/contract/events.ts';
import { planText, pruneText } from '../../../../src/report/prune-text.ts';
import { holdLast } from '../../../../src/worker/held-events.ts';
import { pruneAfter } from '../../../../src/worker/prune-after.ts';
import { done, ended, failed, started } from '../../report/events.ts';

const nothing = { results: 0, slots: 0, failed: 0, freedBytes: 0, inUse: 0, unmet: [] };

test.each([
  [nothing, 'Pruned nothing'],
  [
    { ...nothing, results: 2, slots: 1, failed: 1, freedBytes: 3 * 1024 ** 3 },
    'Pruned 2 results, 1 cache, 1 failed step: 3.0 GB freed',
  ],
  [
    { ...nothing, inUse: 4, unmet: ['minFree', 'maxResults'] as const },
    'Pruned nothing. Still over min-free-space, max-results: 4 results or caches are in use by running builds',
  ],
  [
    { ...nothing, unmet: ['maxUsed'] as const },
    'Pruned nothing. Still over max-used-space: nothing is left to evict',
  ],
  [
    { ...nothing, inUse: 1, unmet: ['maxAge'] as const },
    'Pruned nothing. Still over max-age: 1 result or cache is in use by running builds',
  ],
  [
    { ...nothing, others: 1, unmet: ['maxAge'] as const },
    'Pruned nothing. Still over max-age: 1 result or cache has other users too',
  ],
])('%j', (report, text) => expect(pruneText(report)).toBe(text));

test('a plan says that nothing has happened yet', () => {
  const exact = { ...nothing, isAtMost: false };
  const some = { ...exact, results: 1, freedBytes: 2 * 1024 ** 2 };
  expect(planText(some)).toBe('Would evict 1 result: about 2.0 MB to free');
  expect(planText({ ...some, isAtMost: true })).toBe('Would evict 1 result: up to 2.0 MB to free');
  expect(planText({ ...exact, inUse: 4, unmet: ['minFree'] })).toBe(
    'Nothing to evict. Still over min-free-space: 4 results or caches are in use by running builds',
  );
});

function hear(events: readonly BuildEvent[]) {
  const heard: string[] = [];
  const held = holdLast(({ type }) => heard.push(type));
  for (const event of events) held.emit(event);
  const before = [...heard];
  held.release();
  held.release();
  return { before, after: heard.slice(before.length), hasRun: held.hasRun() };
}

test('the last event is held until released', () => {
  expect(hear([ended(0, 'cached'), done(['cached'])])).toEqual({
    before: ['step-end'],
    after: ['done'],
    hasRun: false,
  });
  expect(hear([started(0), ended(0, 'built'), done(['built'])]).hasRun).toBe(true);
  expect(hear([started(0), ended(0, 'failed'), failed(['failed'])])).toEqual({
    before: ['step-start', 'step-end'],
    after: ['failed'],
    hasRun: true,
  });
});

test('an error while pruning is a warning', async () => {
  const events: BuildEvent[] = [];
  const store = { prune: () => Promise.resolve(nothing) };
  const broken = { prune: () => Promise.reject(new Error('out of cheese')) };
  const signal = new AbortController().signal;
  await pruneAfter(broken, { maxResults: 1 }, { emit: (event) => events.push(event), signal });
  await pruneAfter(store, { maxResults: 1 }, { emit: (event) => events.push(event), signal });
  expect(events).toEqual([
    {
      type: 'warning',
      message: 'could not prune the store after the build: out of cheese. A later build tries again.',
    },
    { type: 'notice', message: 'Pruned nothing' },
  ]);
});
