import { expect, test } from 'vitest';
import type { Result } from '../../../../src/contract/results.ts';
import { lineageOf } from '../../../../src/engine/image/lineage.ts';

const result = (id: string, more: Partial<Result> = {}): Result => ({
  id,
  kind: 'run',
  operation: id,
  startedAt: 1,
  seconds: 1,
  outputs: {},
  source: 'built',
  logPath: '/log',
  ...more,
});

async function ids(last: Result, ...others: readonly Result[]): Promise<readonly string[]> {
  const all = new Map(others.map((one) => [one.id, one]));
  const hold = (asked: readonly string[]) =>
    Promise.resolve(new Map(asked.flatMap((id) => (all.has(id) ? [[id, all.get(id) as Result]] : []))));
  return (await lineageOf({ hold }, last)).map(({ id }) => id);
}

const on = (parent: string, more: Partial<Result> = {}) => ({ parent, parentMadeAt: 1, ...more });

test('a lineage goes down to the base image', async () => {
  expect(await ids(result('c', on('b')), result('b', on('a')), result('a'))).toEqual(['a', 'b', 'c']);
});

test.each([
  ['is evicted', []],
  ['was made again', [result('b', { startedAt: 2 })]],
  ['comes from the carrier of another user', [result('b', { vouchedBy: '1000' })]],
])('a lineage ends above a result that %s', async (_, others) => {
  expect(await ids(result('c', on('b')), ...others)).toEqual(['c']);
});

test('a result of the same user counts', async () => {
  const own = { vouchedBy: '1000' };
  expect(await ids(result('c', on('b', own)), result('b', own))).toEqual(['b', 'c']);
});
