import { expect, test } from 'vitest';
import type { BuildEvent } from '../../../../src/contract/events.ts';
import { recorder } from '../../../../src/report/summary/record.ts';
import {
  MAX_JOB_SUMMARY_BYTES,
  type SummaryOptions,
  summary,
} from '../../../../src/report/summary/summary.ts';
import { done, ended, failed, NOON, original, planned, started, step, wrote } from '../events.ts';

function markdown(events: readonly BuildEvent[], options: Partial<SummaryOptions> = {}): string {
  const { add, record } = recorder();
  for (const event of events) add(event);
  return summary(record(), { seconds: 12, cancelled: false, ...options });
}

test('a successful build shows outcomes, cached steps and times', () => {
  const text = markdown([
    planned,
    ended(0, 'cached', { original: { ...original, kind: 'from' } }),
    started(1, 0),
    started(3, 0),
    ended(3, 'built', { seconds: 2, at: NOON + 2000 }),
    ended(1, 'built', { seconds: 6, at: NOON + 6000 }),
    started(2, 6),
    ended(2, 'built', { seconds: 4, at: NOON + 10_000 }),
    ended(4, 'cached'),
    done(['cached', 'built', 'built', 'built', 'cached']),
  ]);
  expect(text).toBe(`### Built in 12 s: 3 built, 2 cached

Result <code>id4</code>

| | Operation | How it ended |
| --: | :-- | :-- |
| 1 | <code>dev</code> <code>(from debian&#58;12)</code> | cached (here, fetched 3 h ago, took 3 m 12 s) |
| 2 | <code>dev</code> <code>(run (shell &#34;make all&#34;))</code> | built in 6.0 s |
| 3 | <code>dev</code> <code>(run (shell &#34;make test&#34;))</code> | built in 4.0 s |
| 4 | <code>(from scratch)</code> | built in 2.0 s |
| 5 | <code>(copy (from (build dev)) (src /app) (dst /app))</code> | cached |

#### When

\`\`\`text
2 │██████████████████████████████                     │ 6.0 s
4 │██████████                                         │ 2.0 s
3 │                              ████████████████████ │ 4.0 s
\`\`\`
`);
});

test('a failed build shows the reason, log and commands', () => {
  const text = markdown(
    [
      planned,
      ended(0, 'cached', { original: { ...original, kind: 'from' } }),
      started(1),
      wrote(1, 'cc <main.c> & co\n'),
      ended(1, 'failed', {
        seconds: 3,
        error: { code: 'command-failed', message: 'it ended with status 2' },
      }),
      failed(['cached', 'failed', 'not-run', 'not-run', 'not-run']),
    ],
    { again: 'sudo node cli build -f ci/build.spec .', inspect: (id) => `sudo node cli inspect ${id}` },
  );
  expect(text).toContain('### Failed in 12 s: 1 cached, 1 failed, 3 not run');
  expect(text).toContain(' | **failed after 3.0 s** |');
  expect(text).toContain(' | not run |');
  expect(text).toContain('#### Step 2 failed at <code>ci/build.spec&#58;3&#58;3</code>');
  expect(text).toContain('it ended with status 2');
  expect(text).toContain('<pre>\ncc &lt;main.c&gt; &amp; co\n</pre>');
  expect(text).toContain('<pre>\nsudo node cli build -f ci/build.spec .\n</pre>');
  expect(text).toContain('<pre>\nsudo node cli inspect id0\n</pre>');
});

test('a failed step shows its kept files, else its base', () => {
  const commands = { inspect: (id: string) => `inspect ${id}`, enter: (id: string) => `shell ${id}` };
  const text = (kept: true | undefined) =>
    markdown([planned, ended(0, 'cached'), started(1), ended(1, 'failed', { id: 'id1', kept })], commands);
  expect(text(true)).toContain('(kept for six hours):\n\n<pre>\nshell id1\n</pre>');
  expect(text(true)).not.toContain('inspect id');
  expect(text(undefined)).toContain('<pre>\ninspect id0\n</pre>');
});

test('a build that failed without a plan shows the reason', () => {
  const error = { code: 'spec-invalid', message: 'no `such` operation', hint: 'Did you mean run?' } as const;
  const text = markdown([{ type: 'failed', error, steps: [] }]);
  expect(text).toContain('### Failed in 12 s: no steps');
  expect(text).toContain('no &#96;such&#96; operation');
  expect(text).toContain('Did you mean run&#63;');
});

test('a build that failed without a plan shows the position', () => {
  const at = { file: 'ci/build.spec', line: 4, column: 2 };
  const error = { code: 'spec-invalid', message: 'no such operation', at } as const;
  expect(markdown([{ type: 'failed', error, steps: [] }])).toContain(
    '#### What went wrong at <code>ci/build.spec&#58;4&#58;2</code>',
  );
});

test('a running step is cancelled with the build', () => {
  const text = markdown([planned, started(1)], { cancelled: true });
  expect(text).toContain('### Cancelled in 12 s: 1 cancelled, 4 not run');
});

test('operations, messages and logs cannot inject Markdown', () => {
  const operation = '(run (shell "`x` | y </code><img src=x> [a](http://b) @team #1 ``` \n| z |"))';
  const text = markdown([
    { type: 'plan', steps: [step(0, { build: ['<b>|'], kind: 'run', operation, line: 1 })] },
    started(0),
    wrote(0, '</pre><script>alert(1)</script>\n\n# heading\n'),
    { type: 'warning', message: '<img> | [x](y)' },
    ended(0, 'failed', { error: { code: 'command-failed', message: '**bold** <i> | \n# heading' } }),
    failed(['failed']),
  ]);
  expect(text).not.toMatch(/<(img|script|b|i)\b/);
  expect(text).not.toContain('</pre><');
  expect(text).not.toContain('@team');
  const row = text.split('\n').find((line) => line.startsWith('| 1 |'));
  expect(row?.match(/\|/g)).toHaveLength(4);
});

test('a summary of ten thousand steps stays below the limit', () => {
  const steps = Array.from({ length: 10_000 }, (_, index) =>
    step(index, {
      build: [],
      kind: 'run',
      operation: `(run (shell "${'<&|`'.repeat(100)}"))`,
      line: index + 1,
    }),
  );
  const log = '&'.repeat(200_000);
  const text = markdown([
    { type: 'plan', steps },
    ...steps.flatMap(({ index }) => [
      started(index),
      wrote(index, log.slice(0, 20_000)),
      ended(index, 'failed'),
    ]),
    ...Array.from({ length: 100 }, () => ({ type: 'warning', message: '<'.repeat(5000) }) as const),
  ]);
  expect(Buffer.byteLength(text)).toBeLessThan(MAX_JOB_SUMMARY_BYTES);
  expect(text).toMatch(/The table ends here: \d+ more steps do not fit\./);
  expect(text).toContain('shorter steps are not in the picture');
});

test('carriers have a table with traffic and failures', () => {
  const carrier = { name: 'registry ghcr.io/acme/cache', found: 2, damaged: 3, fetched: 1, stored: 0 };
  const traffic = { requests: 3, receivedBytes: 2048, sentBytes: 0, failure: 'refused | <b>' };
  const text = markdown([planned, { type: 'carriers', carriers: [{ ...carrier, ...traffic }] }, done([])]);
  expect(text).toContain('#### Results elsewhere');
  const row = text.split('\n').find((line) => line.includes('acme')) ?? '';
  expect(row.split(' | ')).toHaveLength(8);
  expect(row).toMatch(/ \| 2 \(3 damaged\) \| 1 \| 0 \| 3 \| 2\.0 KB \| 0 bytes \| refused /);
  expect(row).not.toContain('<b>');
});
