import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Store } from '../../../src/store/contract.ts';
import { type Bench, buildText, exited, openBench, say } from '../../fakes/build.ts';
import { openMemoryStore } from '../../fakes/memory-store.ts';
import { wholeLog } from '../../suites/whole-log.ts';

const MIB = 1024 ** 2;
let bench: Bench;
/** Bytes that are free, and how often something could make way. */
let free: number;
let prunable: number;
let asked: (boolean | undefined)[];

function fullStore(): Store {
  return {
    ...openMemoryStore(),
    space: () => ({ totalBytes: 1000 * MIB, freeBytes: free }),
    hasRoom: () => free > 50 * MIB,
    makeRoom: async (isFull) => {
      asked.push(isFull);
      prunable -= 1;
      return prunable >= 0;
    },
  };
}

beforeEach(() => {
  [free, prunable, asked] = [100 * MIB, 0, []];
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

test('a command that finds the store full starts anew when something could make way', async () => {
  hungry(2);
  prunable = 2;
  const told = await buildText(bench, spec);
  expect(told.result.kind).toBe('built');
  expect(asked).toEqual([true, true]);
  expect(told.of('warning').map(({ message }) => message)).toEqual(
    Array(2).fill('the store was full, and has room again: the step starts anew'),
  );
  expect(wholeLog(bench.store, told.report.id)).toBe('');
});

test('also one that gives its space back when it fails', async () => {
  hungry(1, { leaves: 400 * MIB });
  prunable = 1;
  expect((await buildText(bench, spec)).result.kind).toBe('built');
});

test.each([
  ['nothing can make way', 9, 0, [true]],
  ['it is never enough', 9, 9, [true, true]],
])('where %s it fails and says what is full', async (_, times, makesWay, wanted) => {
  hungry(times);
  prunable = makesWay;
  const told = await buildText(bench, spec);
  expect(asked).toEqual(wanted);
  const { error } = told.of('failed')[0] ?? {};
  expect(error).toMatchObject({ code: 'store-full', at: { line: 1 } });
  expect(error?.message).toBe(
    'the command exited with status 1, and the store is full: 0 MB of 1000 MB are free',
  );
  expect(error?.hint).toMatch(/more space/);
});

test('a command that fails otherwise is not tried again', async () => {
  hungry(1, { leaves: 900 * MIB });
  expect((await buildText(bench, spec)).of('failed')[0]?.error.code).toBe('command-failed');
  hungry(1, { leaves: 400 * MIB, words: 'something else' });
  expect((await buildText(bench, spec)).of('failed')[0]?.error.code).toBe('command-failed');
  expect(asked).toEqual([]);
});

test('room is made before a step where the floor is not kept, and what can go is no condition', async () => {
  free = 20 * MIB;
  const told = await buildText(bench, spec);
  expect(told.result.kind).toBe('built');
  expect(asked).toEqual([undefined, undefined]);
});

test('the files of a command that failed are kept where that is asked for', async () => {
  hungry(1, { leaves: 900 * MIB, words: 'oh no\n' });
  const text = '((from x) (workdir /w) (env A 1) (user (uid 3) (gid 4)) (shell sh -c) (run (shell hungry)))';
  const told = await buildText(bench, text, { keepFailed: true });
  expect(told.result.kind).toBe('failed');
  expect(told.of('step-end').map(({ outcome, kept }) => [outcome, kept])).toEqual([
    ['built', undefined],
    ['failed', true],
  ]);
  expect(bench.store.failed()).toMatchObject([
    {
      operation: '(run (shell hungry))',
      message: 'the command exited with status 1',
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

test('neither without being asked, nor for what the build itself stopped', async () => {
  hungry(1, { leaves: 900 * MIB, words: 'oh no\n' });
  await buildText(bench, spec);
  expect(bench.store.failed()).toEqual([]);
});
