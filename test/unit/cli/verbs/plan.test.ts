import { expect, test } from 'vitest';
import { planLine } from '../../../../src/cli/verbs/plan.ts';

const at = { file: 'a.spec', line: 1, column: 1 };
const step = { index: 0, build: [], kind: 'run', operation: '(run (shell x))', workdir: '/', at } as const;
const id = 'a'.repeat(64);

test('a line of a plan names the carrier and the scope in full', () => {
  const line = (carrier: string) => planLine({ ...step, id, cached: true, carrier, from: 'main' });
  expect(line('registry ghcr.io/acme/cache-1')).toBe(
    'aaaaaaaaaaaa  cached    (registry ghcr.io/acme/cache-1, from main)  (run (shell x))\n',
  );
  const long = `directory /${'long/'.repeat(100)}`;
  expect(line(`${long}1`)).not.toBe(line(`${long}2`));
  expect(line('a\nb')).toContain('(a b, from main)');
});

test('a line of a plan without a carrier has no brackets', () => {
  const line = planLine({ ...step, id: undefined, cached: false, carrier: undefined });
  expect(line).toBe('known later   to build  (run (shell x))\n');
});
