import { expect, test } from 'vitest';
import { runnerDrops, runnerMasks } from '../../../src/mask/runner.ts';

const masks = (text: string) => runnerMasks([Buffer.from(text)]);

test('gives the runner no piece below four characters', () => {
  expect(masks('{\n  "a": 1,\n  "key": "value",\n}]\n')).toEqual(['"a": 1,', '"key": "value",']);
  expect(masks('x')).toEqual([]);
});

test('gives the runner no text of several lines or bytes', () => {
  expect(masks('first line\r\nsecond line\rthird line')).toEqual(['first line', 'second line', 'third line']);
  expect(runnerMasks([Buffer.from([0, 1, 2, 3, 4, 5])])).toEqual([]);
});

test.each([
  ['itself', `a to'ke"n& b`],
  ['base64', Buffer.from(`xto'ke"n&x`).toString('base64')],
  ['an expression', `to''ke"n&`],
  ['JSON', JSON.stringify(`to'ke"n&`)],
  ['a URL', 'to%27ke%22n%26'],
  ['XML', 'to&apos;ke&quot;n&amp;'],
])('predicts that the runner drops a mask as %s', (_, value) => {
  expect(runnerDrops([`to'ke"n&`])(value)).toBe(true);
});

test('predicts that the runner keeps other values', () => {
  expect(runnerDrops(['token'])('toke n')).toBe(false);
  expect(runnerDrops([])('')).toBe(false);
});
