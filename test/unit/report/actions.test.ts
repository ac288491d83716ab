import { expect, test } from 'vitest';
import type { BuildEvent } from '../../../src/contract/events.ts';
import { actionsReporter } from '../../../src/report/actions.ts';
import { log } from './actions-log.ts';
import { done, ended, failed, original, planned, quiet, started, wrote } from './events.ts';

test('a cached step is a group with outcome and log', () => {
  const text = log([
    planned,
    ended(0, 'cached', { original: { ...original, kind: 'from', source: 'pulled' } }),
    wrote(1, 'cc main.c\n'),
    ended(1, 'cached', { original }),
    done(['cached', 'cached', 'cached', 'cached', 'cached']),
  ]);
  expect(
    text,
  ).toBe(`::group::[1/5] dev: (from debian:12) — cached (from elsewhere, fetched 3 h ago, took 3 m 12 s)
::endgroup::
::group::[2/5] dev: (run (shell "make all")) — cached (here, built 3 h ago, took 3 m 12 s)
::stop-commands::T1
cc main.c
::T1::
::endgroup::
Result id4 (5 cached)
`);
});

test('a running step is live, with the outcome below', () => {
  const { event } = actionsReporter({ newToken: () => 'T' });
  expect(event(planned)).toBe('');
  expect(event(started(1))).toBe('::group::[2/5] dev: (run (shell "make all"))\n');
  expect(event(wrote(1, 'one\ntw'))).toBe('::stop-commands::T\none\n');
  expect(event(wrote(1, 'o\n'))).toBe('two\n');
  expect(event(wrote(1, 'unfinished'))).toBe('');
  expect(event(ended(1, 'built', { seconds: 192 }))).toBe(
    'unfinished\n::T::\n::endgroup::\n[2/5] dev: (run (shell "make all")) — built in 3 m 12 s\n',
  );
});

test('a failed step is open and annotated at its line', () => {
  const error = {
    code: 'command-failed',
    message: 'the command ended with status 2',
    hint: 'Look, and see: 100%',
  } as const;
  const text = log([
    planned,
    ended(0, 'cached', { original: { ...original, kind: 'from' } }),
    started(1),
    wrote(1, 'cc main.c\nmain.c:1: error\n'),
    ended(1, 'failed', { seconds: 3.21, error }),
    ended(2, 'not-run'),
    failed(['cached', 'failed', 'not-run', 'not-run', 'not-run']),
  ]);
  expect(text).toBe(`::group::[1/5] dev: (from debian:12) — cached (here, fetched 3 h ago, took 3 m 12 s)
::endgroup::
::group::[2/5] dev: (run (shell "make all"))
::stop-commands::T1
cc main.c
main.c:1: error
::T1::
::endgroup::
[2/5] dev: (run (shell "make all")) — failed after 3.2 s
::stop-commands::T2
cc main.c
main.c:1: error
::T2::
::error file=ci/build.spec,line=3,col=3,title=[2/5] dev%3A (run (shell "make all"))::the command ended with status 2%0ALook, and see: 100%25
[3/5] dev: (run (shell "make test")) — not run
[4/5] (from scratch) — not run
[5/5] (copy (from (build dev)) (src /app) (dst /app)) — not run
`);
});

test('the last 200 lines of a failed log are repeated', () => {
  const lines = Array.from({ length: 1000 }, (_, number) => `line ${number}\n`).join('');
  const text = log([planned, started(1), wrote(1, lines), ended(1, 'failed')]);
  expect(text.match(/^line 999$/gm)).toHaveLength(2);
  expect(text.match(/^line 0$/gm)).toHaveLength(1);
  expect(text).toContain('The last 200 lines; all of them are in the group above.\n');
});

test('a warning amid output is a command outside the fence', () => {
  const text = log([
    planned,
    started(1),
    wrote(1, 'out'),
    { type: 'warning', message: 'the registry\nis down', at: { file: 'ci/build.spec', line: 2, column: 1 } },
    wrote(1, 'more\n'),
    ended(1, 'built'),
  ]);
  expect(text).toContain(
    '::stop-commands::T1\nout\n::T1::\n::warning file=ci/build.spec,line=2,col=1::the registry%0Ais down\n::stop-commands::T2\nmore\n::T2::\n',
  );
});

test('a spec error is annotated; without a file its message has the position', () => {
  const at = { file: 'ci/build.spec', line: 7, column: 9 };
  const event: BuildEvent = {
    type: 'failed',
    error: { code: 'spec-invalid', message: 'no such operation', at, hint: 'Did you mean run?' },
    steps: [],
  };
  expect(log([event])).toBe(
    '::error file=ci/build.spec,line=7,col=9::no such operation%0ADid you mean run?\n',
  );
  expect(log([event], 'another.spec')).toBe(
    '::error::ci/build.spec, line 7, column 9: no such operation%0ADid you mean run?\n',
  );
});

test('an annotation of a spec in an input carries line and column', () => {
  const at = { file: 'spec', line: 3, column: 5 };
  const texts = (event: BuildEvent) => {
    const { event: show } = actionsReporter({ newToken: () => 'T', specFile: undefined });
    return show(event);
  };
  expect(texts({ type: 'warning', message: 'the copy includes .git', at })).toBe(
    '::warning::spec, line 3, column 5: the copy includes .git\n',
  );
  expect(texts({ type: 'warning', message: 'no place' })).toBe('::warning::no place\n');
  const error = { code: 'spec-invalid', message: 'bad', at } as const;
  expect(texts({ type: 'failed', error, steps: [] })).toBe('::error::spec, line 3, column 5: bad\n');
  expect(texts({ type: 'warning', message: 'x', at: { ...at, file: 'a\n::error::b' } })).toBe(
    '::warning::a ::error::b, line 3, column 5: x\n',
  );
});

test('long pulls print about ten lines, short pulls none', () => {
  const pull = (step: number, total: number): BuildEvent[] =>
    Array.from({ length: 1001 }, (_, n) => ({
      type: 'progress',
      step,
      doneBytes: (n * total) / 1000,
      totalBytes: total,
    }));
  const long = log([planned, started(0), ...pull(0, 2e9), ended(0, 'built')]);
  expect(long.match(/^fetched /gm)).toHaveLength(10);
  expect(long).toContain('fetched 190.7 MB of 1.9 GB (10 %)\n');
  expect(log([planned, started(0), ...pull(0, 5e6), ended(0, 'built')])).not.toMatch(/^fetched /m);
});

test('a silent step is told in its group, outside of its text', () => {
  const events = [
    planned,
    started(1),
    wrote(1, 'half'),
    quiet(1, 120),
    wrote(1, ' and half\n'),
    ended(1, 'built'),
  ];
  expect(log(events)).toContain(`half
::T1::
(still running: no output for 2 min)
::stop-commands::T2
 and half
::T2::
::endgroup::
`);
});

test('a notice is a plain line outside the groups', () => {
  const notice = (message: string) => ({ type: 'notice', message }) as const;
  const text = log([
    notice('Store: btrfs:/srv/##[group]x'),
    planned,
    started(1),
    notice('made room\n::error::no'),
    ended(1, 'built', { seconds: 1 }),
  ]);
  expect(text).toBe(`Store: btrfs:/srv/# #[group]x
::group::[2/5] dev: (run (shell "make all"))
::endgroup::
[2/5] dev: (run (shell "make all")) — built in 1.0 s
made room ::error::no
`);
});

test('a failed step with kept files shows how to inspect', () => {
  const error = { code: 'command-failed', message: 'no' } as const;
  const enter = (id: string) => `node cli shell ${id}`;
  const end = (kept: true | undefined) => {
    const { event } = actionsReporter({ newToken: () => 'T', enter });
    return [planned, started(1), ended(1, 'failed', { id: 'id1', error, kept })].map(event).join('');
  };
  expect(end(true)).toContain(
    '\n[2/5] dev: (run (shell "make all")) — failed after 0 ms\nTo inspect its files (kept for six hours): node cli shell id1\n::error',
  );
  expect(end(undefined)).not.toContain('To inspect');
});

test('a remark about commands follows the command', () => {
  const error = { code: 'command-failed', message: 'no' } as const;
  const options = { newToken: () => 'T', enter: () => 'sudo node shell', aboutCommands: () => 'Be careful.' };
  const text = (kept: true | undefined) => {
    const { event } = actionsReporter(options);
    return [planned, started(1), ended(1, 'failed', { id: 'id1', error, kept })].map(event).join('');
  };
  expect(text(true)).toContain('hours): sudo node shell\nBe careful.\n::error');
  expect(text(undefined)).not.toContain('careful');
});
