import { expect, test } from 'vitest';
import { findEntry, wholeId } from '../../../src/cli/entries.ts';
import { openMemoryStore } from '../../fakes/memory-store.ts';
import { make } from '../../suites/store-making.ts';

const place = { driver: 'copy', root: '/srv/here' } as const;
const digits = (start: string) => start.padEnd(64, '0');

test('a unique prefix becomes the whole id', () => {
  const ids = [digits('abcd1'), digits('abcd2'), digits('abcd2')];
  expect(wholeId('abcd2', ids)).toBe(digits('abcd2'));
  expect(wholeId('abce', ids)).toBeUndefined();
});

test('an ambiguous prefix lists at most ten candidates', () => {
  const ids = Array.from({ length: 12 }, (_, index) => digits(`abcd${index.toString(16)}`));
  expect(() => wholeId('abcd', ids)).toThrow(
    expect.objectContaining({
      code: 'input-invalid',
      message: '12 ids begin with abcd',
      hint: expect.stringMatching(/^Give more digits:\nabcd00+\n(abcd\w+\n){9}… and 2 more$/),
    }),
  );
});

test('short prefixes and non-ids are not found', () => {
  expect(() => wholeId('abc', [digits('abc')])).toThrow(/too short/);
  expect(wholeId('../..', [digits('abc')])).toBeUndefined();
});

test('an entry has a result, a failure or both', async () => {
  const memory = openMemoryStore();
  const failures = ['aaaa', 'bbbb'].map((start) => {
    return { id: digits(start), operation: '(run)', message: 'no', failedAt: 1, logPath: '/log' };
  });
  const store = { ...memory, failed: () => failures };
  await make(store, digits('aaaa'));
  const kinds = (given: string) => {
    const { result, failed } = findEntry(store, place, given);
    return [result?.id, failed?.id];
  };
  expect(kinds('aaaa')).toEqual([digits('aaaa'), digits('aaaa')]);
  expect(kinds(digits('bbbb'))).toEqual([undefined, digits('bbbb')]);
  expect(() => findEntry(store, place, 'cccc')).toThrow(
    expect.objectContaining({ code: 'result-missing', message: expect.stringContaining('copy:/srv/here') }),
  );
  await store.close();
});
