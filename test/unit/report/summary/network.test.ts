import { expect, test } from 'vitest';
import type { NetworkReport } from '../../../../src/contract/events.ts';
import type { Attempt } from '../../../../src/contract/network.ts';
import { networkSection } from '../../../../src/report/summary/network.ts';
import type { StepRecord } from '../../../../src/report/summary/record.ts';

const denied: Attempt = { host: 'evil.example', port: 22, end: 'denied', denial: 'endpoint', times: 2 };
const passed: Attempt = { host: 'a.example', port: 443, end: 'passed', times: 1 };

function record(
  kind: 'allow' | 'audit',
  attempts: readonly Attempt[],
  more: Partial<NetworkReport> = {},
): StepRecord {
  const step = {
    index: 4,
    build: [],
    kind: 'run' as const,
    operation: '(run …)',
    workdir: '/',
    at: { file: 'x.spec', line: 7, column: 1 },
  };
  const end = {
    type: 'step-end' as const,
    step: 4,
    outcome: 'built' as const,
    seconds: 1,
    at: 0,
    network: { kind, attempts, ...more },
  };
  return { step, outcome: 'built', end, log: '' };
}

test('a list shows what it denied, and the line to paste', () => {
  const [title, table, paste] = networkSection([
    record('allow', [passed, denied], { paste: '(network (allow a:1 <b>:2))' }),
  ]);
  expect(title).toBe('#### Network');
  expect(table?.split('\n').slice(2)).toEqual([
    '| 5 | <code>evil.example&#58;22</code> | 2 | **denied**: not in the list |',
  ]);
  expect(paste).toContain('step 5 (line 7)');
  expect(paste).toContain('<pre>\n(network (allow a:1 &lt;b&gt;:2))\n</pre>');
});

test('a port that is a guess is named before the line', () => {
  const more = { paste: '(network (allow <b>:443))', guess: 'the port is a guess in <b>:443' };
  const [, , paste] = networkSection([record('allow', [denied], more)]);
  expect(paste).toContain('(line 7) (the port is a guess in &#60;b&#62;&#58;443):');
});

test('an audit shows what passed', () => {
  const [, table] = networkSection([record('audit', [passed], { paste: '(network (allow a.example:443))' })]);
  expect(table).toContain('| 5 | <code>a.example&#58;443</code> | 1 | passed |');
});

test('nothing to say gives nothing', () => {
  expect(networkSection([record('allow', [passed])])).toEqual([]);
  expect(networkSection([])).toEqual([]);
});

test('untrusted hosts break no table, and many rows are cut', () => {
  const hostile = { ...denied, host: 'a|b\n<script>`' };
  const many = Array.from({ length: 150 }, (_, port) => ({ ...denied, port }));
  const [, table = '', note] = networkSection([record('allow', [hostile, ...many])]);
  expect(table.split('\n')).toHaveLength(102);
  expect(table).not.toContain('<script>');
  expect(table.split('\n')[2]?.match(/\|/g)).toHaveLength(5);
  expect(note).toContain('51 more');
});
