import { expect, test } from 'vitest';
import { log } from './actions-log.ts';
import { ended, failed, planned, started, step, wrote } from './events.ts';

test('output of a step never becomes a workflow command', () => {
  const hostile = [
    '::set-output name=id::evil',
    '::add-path::/evil',
    '::stop-commands::mine',
    '::T1::',
    '::T2::',
    '##[set-output name=id]evil',
    '  ##[group]hidden',
    'x\r##[endgroup]',
    '::endgroup::',
  ];
  const text = log([
    planned,
    started(1),
    wrote(1, `${hostile.join('\n')}\n::add-mask::x`),
    ended(1, 'built'),
  ]);
  const lines = text.split('\n');
  // T1 is what the test's generator gives; a real one cannot be guessed, so such a line ends nothing.
  expect(lines.indexOf('::stop-commands::T1')).toBe(1);
  expect(lines.lastIndexOf('::T1::')).toBeGreaterThan(lines.indexOf('::add-mask::x'));
  for (const line of hostile) expect(text).toContain(line.replace('\r##', '\r ##'));
  expect(text).not.toMatch(/(^|[\r\n])##\[/);
});

test('markup in two pieces is found too', () => {
  const text = log([
    planned,
    started(1),
    wrote(1, '#'),
    wrote(1, '#[gro'),
    wrote(1, 'up]x\n'),
    ended(1, 'built'),
  ]);
  expect(text).toContain('\n ##[group]x\n');
});

test('an operation cannot end its title or inject commands', () => {
  const operation = '(run (shell "a\n::set-output name=id::x\r\n##[set-output name=id]y %0A"))';
  const hostile = step(0, { build: ['b\n::add-path::/evil'], kind: 'run', operation, line: 1 });
  const text = log([{ type: 'plan', steps: [hostile] }, started(0), ended(0, 'failed'), failed(['failed'])]);
  expect(text).not.toMatch(/(^|[\r\n])\s*::(set-output|add-path)/);
  expect(text).not.toContain('##[');
  expect(text).toContain('%250A');
});
