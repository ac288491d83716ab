import { expect, test } from 'vitest';
import { ago, amount, duration, ending, withCommand, withRemoval } from '../../../src/report/words.ts';
import { NOON, original } from './events.ts';

test.each([
  [0, '0 ms'],
  [0.0194, '19 ms'],
  [0.0949, '95 ms'],
  [0.095, '0.1 s'],
  [0.44, '0.4 s'],
  [9.96, '10 s'],
  [59.6, '1 m 0 s'],
  [192, '3 m 12 s'],
  [3599.7, '1 h 0 m'],
  [7500, '2 h 5 m'],
])('%d seconds are %s', (seconds, text) => expect(duration(seconds)).toBe(text));

test.each([
  [-5, 'just now'],
  [30, '30 s ago'],
  [3599, '59 m ago'],
  [10_800, '3 h ago'],
  [200_000, '2 d ago'],
])('%d seconds ago is %s', (seconds, text) => expect(ago(seconds)).toBe(text));

test.each([
  [0, '0 bytes'],
  [1023, '1023 bytes'],
  [1024, '1.0 KB'],
  [4.2 * 1024 ** 2, '4.2 MB'],
  [2 * 1024 ** 3, '2.0 GB'],
])('%d bytes are %s', (bytes, text) => expect(amount(bytes)).toBe(text));

test('a cached step without a past is just cached', () => {
  const end = { type: 'step-end', step: 0, outcome: 'cached', seconds: 0, at: NOON } as const;
  expect(ending({ kind: 'run', operation: '(run (shell make))' }, end)).toBe('cached');
});

test.each([
  [{}, 'cached (here, built 3 h ago, took 3 m 12 s)'],
  [{ source: 'pulled' }, 'cached (from elsewhere, built 3 h ago, took 3 m 12 s)'],
  [{ carrier: 'registry' }, 'cached (registry, built 3 h ago, took 3 m 12 s)'],
  [{ carrier: 'registry', from: 'main' }, 'cached (registry, from main, built 3 h ago, took 3 m 12 s)'],
] as const)('a cached step names its origin: %j', (origin, text) => {
  const end = { type: 'step-end', step: 0, outcome: 'cached', seconds: 0, at: NOON } as const;
  expect(
    ending(
      { kind: 'run', operation: '(run (shell make))' },
      { ...end, original: { ...original, ...origin } },
    ),
  ).toBe(text);
});

test('a notice with a removal has the whole command', () => {
  const remove = (id: string) => `sudo node cli remove ${id} --store=s`;
  expect(withRemoval('Again: `remove 0123456789ab`', remove)).toBe(
    'Again: sudo node cli remove 0123456789ab --store=s',
  );
  expect(withRemoval('`remove ID`', remove)).toBe('`remove ID`');
});

test('a failure of another build is told as such', () => {
  const end = { type: 'step-end', step: 0, outcome: 'failed', seconds: 4, at: NOON, awaited: true } as const;
  expect(ending({ kind: 'run', operation: '(run (shell make))' }, end)).toBe(
    'failed in another build (waited 4.0 s)',
  );
});

test.each([
  ['from', '(from debian:12)', 'fetched'],
  ['from', '(from scratch)', 'built'],
  ['run', '(from obuilder:a479)', 'built'],
] as const)('a cached %s of %s is %s', (kind, operation, word) => {
  const end = { type: 'step-end', step: 0, outcome: 'cached', seconds: 0, at: NOON } as const;
  const told = ending({ kind: 'from', operation }, { ...end, original: { ...original, kind } });
  expect(told).toBe(`cached (here, ${word} 3 h ago, took 3 m 12 s)`);
});

test('an empty base is built', () => {
  const end = { type: 'step-end', step: 0, outcome: 'built', seconds: 1, at: NOON } as const;
  expect(ending({ kind: 'from', operation: '(from scratch)' }, end)).toBe('built in 1.0 s');
});

test('a hint with a shell has the whole command', () => {
  const enter = (id: string) => `sudo node cli shell ${id} --store=s`;
  const told = { message: 'm', hint: 'Compare; `shell 0123456789ab` opens them. `shell ID` too.' };
  expect(withCommand(told, enter).hint).toBe(
    'Compare; sudo node cli shell 0123456789ab --store=s opens them. `shell ID` too.',
  );
  expect(withCommand(told, undefined)).toBe(told);
});
