import { expect, test } from 'vitest';
import type { BuildEvent } from '../../../src/contract/events.ts';
import { terminalReporter } from '../../../src/report/terminal.ts';
import { done, ended, failed, original, planned, quiet, started, wrote } from './events.ts';

test('a build shows cached, built and failed steps', () => {
  const { event, finish } = terminalReporter();
  const events = [
    planned,
    wrote(0, 'old log\n'),
    ended(0, 'cached', { original: { ...original, kind: 'from' } }),
    started(1),
    wrote(1, 'no new line at the end'),
    ended(1, 'built', { seconds: 0.42 }),
    started(2),
    { type: 'warning', message: 'careful' } as const,
    ended(2, 'failed', {
      seconds: 1,
      error: { code: 'command-failed', message: 'the command ended with status 2', hint: 'Look.' },
    }),
    failed(['cached', 'built', 'failed', 'not-run', 'not-run']),
  ];
  expect(events.map(event).join('') + finish()).toBe(`[1/5] dev: (from debian:12)
old log
---> cached (here, fetched 3 h ago, took 3 m 12 s) "id0"
[2/5] dev: /src: (run (shell "make all"))
no new line at the end
---> built in 0.4 s "id1"
[3/5] dev: /src: (run (shell "make test"))
warning: careful
---> failed after 1.0 s: the command ended with status 2
[4/5] (from scratch)
---> not run
[5/5] /src: (copy (from (build dev)) (src /app) (dst /app))
---> not run
error: the command ended with status 2
`);
});

test('a silent step is told between whole lines', () => {
  const { event } = terminalReporter();
  const events = [planned, started(1), wrote(1, 'half'), quiet(1, 300), wrote(1, ' and half\n')];
  expect(events.map(event).join('')).toBe(`[2/5] dev: /src: (run (shell "make all"))
half
   (still running: no output for 5 min)
 and half
`);
});

test('the last line names the result like OBuilder', () => {
  const { event } = terminalReporter();
  expect(event(done(['built']))).toBe('Got: "id4"\n');
});

test('an error is shown with position and hint', () => {
  const { event } = terminalReporter();
  const at = { file: 'a.spec', line: 1, column: 2 };
  const error = { code: 'spec-invalid', message: 'unbalanced', at, hint: 'Close it.' } as const;
  expect(event({ type: 'failed', error, steps: [] })).toBe(
    'error: a.spec:1:2: unbalanced\nhint: Close it.\n',
  );
});

test('a notice is a plain line', () => {
  const { event } = terminalReporter();
  expect(event({ type: 'notice', message: 'Store: btrfs:/srv/o' })).toBe('Store: btrfs:/srv/o\n');
});

test('a failed step with kept files shows how to inspect', () => {
  const { event } = terminalReporter({ enter: (id) => `node cli shell ${id}` });
  const end = ended(1, 'failed', { id: 'id1', kept: true });
  expect([planned, started(1), end].map(event).join('')).toMatch(
    /^---> failed after 0 ms\nTo inspect its files \(kept for six hours\): node cli shell id1\n$/m,
  );
});

test('the command to inspect follows the error if other lines came between', () => {
  const { event } = terminalReporter({ enter: (id) => `node cli shell ${id}` });
  const error = { code: 'command-failed', message: 'the command exited with status 1' } as const;
  const end = ended(1, 'failed', { id: 'id1', kept: true });
  const failure = (...between: BuildEvent[]) => {
    const events = [planned, started(1), end, ...between, { type: 'failed', error, steps: [] } as const];
    return events.map(event).join('').split('error: ')[1];
  };
  expect(failure()).toBe('the command exited with status 1\n');
  expect(failure(ended(0, 'cached', { id: 'id0' }))).toBe(
    'the command exited with status 1\nTo inspect the files of the failed step (kept for six hours): node cli shell id1\n',
  );
});
