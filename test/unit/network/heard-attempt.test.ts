import { expect, test } from 'vitest';
import { heardAttempt } from '../../../src/network/heard-attempt.ts';

const denied = { host: 'a.example', port: 22, end: 'denied', denial: 'endpoint', times: 2 };

test('an attempt passes unchanged', () => {
  expect(heardAttempt(denied)).toEqual(denied);
  const passed = { host: '::1', port: 5, end: 'passed', detail: '10.0.0.1', times: 1 };
  expect(heardAttempt(passed)).toEqual(passed);
  expect(heardAttempt({ host: 'a', end: 'failed', detail: 'ENOTFOUND', times: 1 })).toMatchObject({
    host: 'a',
  });
});

test('texts become short and visible', () => {
  const found = heardAttempt({
    ...denied,
    host: `a\n::error::\u001b[2J${'x'.repeat(1e6)}`,
    detail: '\u202e',
  });
  expect(found?.host).toMatch(/^a\?::error::\?\[2Jx+$/);
  expect(found?.host).toHaveLength(300);
  expect(found?.detail).toBe('?');
});

test.each([
  null,
  'text',
  [],
  {},
  { ...denied, host: 5 },
  { ...denied, end: '<b>' },
  { ...denied, end: ['denied'] },
  { ...denied, denial: 'x'.repeat(1e6) },
  { ...denied, times: Number.NaN },
  { ...denied, times: '1' },
  { ...denied, times: -1 },
])('%j is no attempt', (value) => expect(heardAttempt(value)).toBeUndefined());

test('a port out of range is left out', () => {
  for (const port of [65_536, -1, 0, 1.5, '22', {}])
    expect(heardAttempt({ ...denied, port })?.port).toBeUndefined();
});
