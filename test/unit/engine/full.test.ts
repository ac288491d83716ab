import { afterEach, beforeEach, expect, test } from 'vitest';
import { asObuilderError, ObuilderError } from '../../../src/errors.ts';
import { lackOf } from '../../../src/files/full-disk.ts';
import { retryWhenFull } from '../../../src/store/upkeep/retry.ts';
import { type Bench, buildText, exited, openBench, say } from '../../fakes/build.ts';
import { type MemoryStore, openMemoryStore } from '../../fakes/memory-store.ts';
import { wholeLog } from '../../suites/whole-log.ts';

const MIB = 1024 ** 2;
let bench: Bench;
/** Bytes that are free, and how often something could make way. */
let free: number;
let prunable: number;
let evictions: number;

function fullStore(): MemoryStore {
  const makeRoom = async () => {
    evictions += 1;
    prunable -= 1;
    return prunable >= 0;
  };
  return {
    ...openMemoryStore(),
    fullness: () => lackOf({ totalBytes: 1000 * MIB, freeBytes: free }),
    withRoom: (work, { onAgain }) => retryWhenFull({ asked: asObuilderError, makeRoom, onAgain }, work),
  };
}

beforeEach(() => {
  [free, prunable, evictions] = [100 * MIB, 0, 0];
  bench = openBench(fullStore());
});
afterEach(async () => {
  expect(bench.counts.openDrafts).toBe(0);
  await bench.close();
});

const spec = '((from x) (run (shell hungry)))';

/** A command that finds the disk full so many times, and then does not. */
function hungry(times: number, { leaves = 0, words = 'No space left on device\n' } = {}): void {
  let left = times;
  bench.scripts.set('hungry', (request) => {
    left -= 1;
    if (left < 0) return exited(0);
    say(request, words.slice(0, 7));
    say(request, words.slice(7));
    free = leaves;
    return exited(1);
  });
}

test('a step retries after the full store evicts results', async () => {
  hungry(2);
  prunable = 2;
  const told = await buildText(bench, spec);
  expect(told.result.kind).toBe('built');
  expect(evictions).toBe(2);
  expect(told.of('warning').map(({ message }) => message)).toEqual(
    Array(2).fill('the store was full and evicted unused results: retrying the step'),
  );
  expect(wholeLog(bench.store, told.report.id)).toBe('');
});

test.each([
  ['nothing can make way', 9, 0, 1],
  ['it is never enough', 9, 9, 2],
])('if %s the step fails and names the full store', async (_, times, makesWay, wanted) => {
  hungry(times);
  prunable = makesWay;
  const told = await buildText(bench, spec);
  expect(evictions).toBe(wanted);
  const { error } = told.of('failed')[0] ?? {};
  expect(error).toMatchObject({ code: 'store-full', at: { line: 1 } });
  expect(error?.message).toBe(
    'the command exited with status 1, and the store is full: 0 MB of 1000 MB are free',
  );
  expect(error?.hint).toMatch(/more space/);
});

test.each([100, 400, 900])('a command that prints ENOSPC runs once with %d MB free', async (left) => {
  hungry(1, { leaves: left * MIB });
  prunable = 9;
  expect((await buildText(bench, spec)).of('failed')[0]?.error.code).toBe('command-failed');
  expect(evictions).toBe(0);
});

test.each([
  ['ENOSPC of the sandbox', () => Object.assign(new Error('no space'), { code: 'ENOSPC', path: '/' })],
  ['an error that the sandbox names', () => new ObuilderError('disk-full', '/run is full')],
])('%s evicts nothing while the store has room', async (_, make) => {
  let runs = 0;
  bench.scripts.set('hungry', () => {
    runs += 1;
    throw make();
  });
  prunable = 9;
  const { error } = (await buildText(bench, spec)).of('failed')[0] ?? {};
  expect(error).toMatchObject({ code: 'disk-full' });
  expect(error?.hint ?? '').not.toMatch(/store/);
  expect([runs, evictions]).toEqual([1, 0]);
});

test('keepFailed keeps the files of a failed command', async () => {
  hungry(1, { leaves: 900 * MIB, words: 'oh no\n' });
  const text =
    '((from x) (workdir /w) (env A 1) (user (uid 3) (gid 4)) (shell sh -c) (run (cache (c (target d))) (shell hungry)))';
  const told = await buildText(bench, text, { keepFailed: true });
  expect(told.result.kind).toBe('failed');
  expect(told.of('step-end').map(({ outcome, kept }) => [outcome, kept])).toEqual([
    ['built', undefined],
    ['failed', true],
  ]);
  expect(bench.store.failed()).toMatchObject([
    {
      operation: '(run (cache (c (target /d))) (shell hungry))',
      message: 'the command exited with status 1',
      slots: [{ name: 'c', target: '/d', slots: ['test:c'] }],
      context: {
        shell: ['sh', '-c'],
        cwd: '/w',
        user: { uid: 3, gid: 4 },
        environment: [
          ['A', '1'],
          ['PATH', '/bin'],
        ],
      },
    },
  ]);
});

test('files are not kept without keepFailed or after a cancel', async () => {
  hungry(1, { leaves: 900 * MIB, words: 'oh no\n' });
  await buildText(bench, spec);
  expect(bench.store.failed()).toEqual([]);
});
