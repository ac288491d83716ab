import { expect, test } from 'vitest';
import type { Call } from '../../../src/host/calls/table.ts';
import { privateMountCalls } from '../../../src/host/private-mounts.ts';

const STANDARD_STREAMS = 3;

/** Follows the descriptors of the calls as a kernel does: the lowest free number is next. Returns the copies onto themselves. */
function copiesOntoThemselves(calls: readonly Call[]): readonly number[] {
  const open = new Set(Array.from({ length: STANDARD_STREAMS }, (_, number) => number));
  let fed = -1;
  return calls.flatMap(({ name, args, feedsNext }) => {
    if (feedsNext) {
      fed = 0;
      while (open.has(fed)) fed += 1;
      open.add(fed);
    }
    if (name !== 'dup3') return [];
    const copy = Number(args[1]);
    open.add(copy);
    return copy === fed ? [copy] : [];
  });
}

test('a step starts with a network list and any number of slots', () => {
  for (let slots = 0; slots <= 100; slots += 1) {
    const mapped = Array.from({ length: 1 + slots }, (_, index) => ({
      source: `/source-${index}`,
      at: `/at-${index}`,
      access: index > 0 ? ('data' as const) : ('all' as const),
    }));
    const mounts = {
      report: '/report',
      namespace: '/namespace',
      root: 100_000,
      mapped,
      plain: [{ source: '/bundle', at: '/bundle' }],
      sysfs: { namespace: '/network', at: '/sys' },
    };
    const calls = privateMountCalls(mounts, { file: '/bin/runc', args: [], env: {} });
    expect([slots, copiesOntoThemselves(calls)]).toEqual([slots, []]);
  }
});
