import { expect, test } from 'vitest';
import { log } from './actions-log.ts';
import { ended, failed, planned, started, wrote } from './events.ts';

test('simultaneous steps do not interleave', () => {
  const text = log([
    planned,
    started(1),
    wrote(1, 'a1\n'),
    started(3),
    wrote(3, 'b1\n'),
    wrote(1, 'a2\n'),
    ended(3, 'built', { seconds: 2 }),
    started(4),
    wrote(4, 'c1\n'),
    ended(1, 'built', { seconds: 12 }),
    wrote(4, 'c2\n'),
    ended(4, 'failed', { seconds: 1 }),
    failed(['cached', 'built', 'not-run', 'built', 'failed']),
  ]);
  expect(text).toBe(`::group::[2/5] dev: (run (shell "make all"))
::stop-commands::T1
a1
a2
::T1::
::endgroup::
[2/5] dev: (run (shell "make all")) — built in 12 s
::group::[4/5] (from scratch) — built in 2.0 s
::stop-commands::T2
b1
::T2::
::endgroup::
::group::[5/5] (copy (from (build dev)) (src /app) (dst /app))
::stop-commands::T3
c1
c2
::T3::
::endgroup::
[5/5] (copy (from (build dev)) (src /app) (dst /app)) — failed after 1.0 s
::stop-commands::T4
c1
c2
::T4::
::error file=ci/build.spec,line=6,col=3,title=[5/5] (copy (from (build dev)) (src /app) (dst /app))::the step failed
[3/5] dev: (run (shell "make test")) — not run
`);
});

test('a failed step behind the front has no group', () => {
  const text = log([
    planned,
    started(1),
    started(3),
    wrote(3, 'why\n'),
    ended(3, 'failed', { seconds: 1 }),
    ended(1, 'cancelled', { seconds: 1 }),
  ]);
  expect(text).toContain(
    '\n[4/5] (from scratch) — failed after 1.0 s\n::stop-commands::T1\nwhy\n::T1::\n::error ',
  );
  expect(text.match(/::group::/g)).toHaveLength(1);
});

test('abruptly ended events close the group and show held output', () => {
  const text = log([planned, started(1), wrote(1, 'front'), started(3), wrote(3, 'held')]);
  expect(text).toBe(`::group::[2/5] dev: (run (shell "make all"))
::stop-commands::T1
front
::T1::
::endgroup::
::group::[4/5] (from scratch)
::stop-commands::T2
held
::T2::
::endgroup::
`);
});

test('a waiting step with much output is shown early', () => {
  const line = `${'x'.repeat(1023)}\n`;
  const much = Array.from({ length: 9 * 1024 }, () => wrote(3, line));
  const text = log([
    planned,
    started(1),
    wrote(1, 'a1\n'),
    started(3),
    ...much,
    wrote(1, 'a2\n'),
    ended(3, 'built'),
    ended(1, 'built'),
  ]);
  expect(text.match(/^x+$/gm)).toHaveLength(9 * 1024);
  const groups = text.split('\n').filter((one) => one.startsWith('::group::') || one === '::endgroup::');
  expect(groups).toEqual([
    '::group::[2/5] dev: (run (shell "make all"))',
    '::endgroup::',
    '::group::[4/5] (from scratch)',
    '::endgroup::',
    '::group::[2/5] dev: (run (shell "make all")) — continued',
    '::endgroup::',
  ]);
});

test('a big chunk is cut at lines, an endless line anywhere', () => {
  const chunk = `${'x\n'.repeat(40_000)}unfinished`;
  const text = log([planned, started(1), wrote(1, chunk), wrote(1, ' line\n'), ended(1, 'built')]);
  expect(text).toContain('x\nunfinished line\n');
  const endless = log([
    planned,
    started(1),
    ...Array.from({ length: 100 }, () => wrote(1, 'y'.repeat(1024))),
  ]);
  expect(endless.match(/y/g)).toHaveLength(100 * 1024);
});
