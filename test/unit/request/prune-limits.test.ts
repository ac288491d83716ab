import { expect, test } from 'vitest';
import type { LimitName } from '../../../src/request/limit-names.ts';
import { parseLimits } from '../../../src/request/prune-limits.ts';

const parse = (given: Partial<Record<LimitName, string>>) =>
  parseLimits(
    (name) => given[name],
    (name) => `--${name}`,
  );

test('absent limits are undefined, so nothing is pruned', () => {
  expect(parse({})).toBeUndefined();
  expect(parse({ 'max-age': '', 'max-results': '' })).toBeUndefined();
});

test.each<[LimitName, string, object]>([
  ['min-free-space', '10%', { minFree: { share: 0.1 } }],
  ['min-free-space', ' 2.5 % ', { minFree: { share: 0.025 } }],
  ['min-free-space', '0', { minFree: { bytes: 0 } }],
  ['min-free-space', '20G', { minFree: { bytes: 20 * 1024 ** 3 } }],
  ['min-free-space', '20GB', { minFree: { bytes: 20 * 1024 ** 3 } }],
  ['max-used-space', '1.5 TiB', { maxUsed: { bytes: 1.5 * 1024 ** 4 } }],
  ['max-used-space', '80%', { maxUsed: { share: 0.8 } }],
  ['max-results', '2000', { maxResults: 2000 }],
  ['max-results', '0', { maxResults: 0 }],
  ['max-age', '30d', { maxAge: 30 * 86_400 }],
  ['max-age', '1.5 hours', { maxAge: 5400 }],
  ['max-age', '0s', { maxAge: 0 }],
])('%s=%s', (name, text, limits) => expect(parse({ [name]: text })).toEqual(limits));

test.each<[LimitName, string]>([
  ['min-free-space', '10'],
  ['min-free-space', '101%'],
  ['min-free-space', '-1GB'],
  ['min-free-space', 'GB'],
  ['min-free-space', '1e9GB'],
  ['max-used-space', '10 apples'],
  ['max-used-space', ' '],
  ['max-results', '1.5'],
  ['max-results', '-1'],
  ['max-results', '1e3'],
  ['max-age', '30'],
  ['max-age', '-1d'],
  ['max-age', '1 month'],
  ['max-age', 'd'],
])('%s=%s is refused with its name and an example', (name, text) => {
  expect(() => parse({ [name]: text })).toThrow(
    expect.objectContaining({
      code: 'input-invalid',
      message: expect.stringMatching(new RegExp(`^--${name} is ".*": expected .* such as `)),
    }),
  );
});
