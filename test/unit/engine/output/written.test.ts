import { rmSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { SandboxResult, UnreadFile } from '../../../../src/contract/sandbox.ts';
import { type Bench, buildText, openBench, type Told } from '../../../fakes/build.ts';

let bench: Bench;
beforeEach(() => {
  bench = openBench();
});
afterEach(() => bench.close());

function wrote(summary: string | Uint8Array, unread: readonly UnreadFile[] = [], code = 0): SandboxResult {
  return {
    kind: 'exited',
    code,
    outputFile: Buffer.alloc(0),
    written: { summary: Buffer.from(summary), unread },
  };
}

const summaries = (told: Told) => told.of('step-end').map(({ summary }) => summary);
const warnings = (told: Told) => told.of('warning').map(({ message }) => message);
const SPEC = '((from x)\n (run (shell one))\n (run (shell two)))';

test('a summary is reported at the end and when cached', async () => {
  bench.scripts.set('one', () => wrote('# One\n')).set('two', () => wrote(''));
  expect(summaries(await buildText(bench, SPEC))).toEqual([undefined, '# One\n', undefined]);
  const again = await buildText(bench, SPEC);
  expect(again.report.cacheHit).toBe(true);
  expect(summaries(again)).toEqual([undefined, '# One\n', undefined]);
});

test.each([
  ['failed', wrote('why\n', [], 1)],
  ['was killed', { ...wrote('why\n'), kind: 'killed', signal: 'SIGKILL', outOfMemory: false }],
  ['took too long', { ...wrote('why\n'), kind: 'timed-out', seconds: 1 }],
] as const)('a step that %s reports its summary too', async (_, result) => {
  bench.scripts.set('one', () => result as SandboxResult);
  const told = await buildText(bench, SPEC);
  expect(told.result.kind).toBe('failed');
  expect(summaries(told)).toEqual([undefined, 'why\n']);
});

test('a summary is masked when kept and when replayed', async () => {
  bench.scripts.set('one', () => wrote('a first-secret b second-secret\n'));
  const spec = '((from x) (run (secrets (s)) (shell one)))';
  const told = await buildText(bench, spec, { secrets: { s: 'first-secret' } });
  expect(summaries(told)[1]).toBe('a *** b second-secret\n');
  expect(bench.store.readSummary(told.report.id)).toBe('a *** b second-secret\n');
  const again = await buildText(bench, spec, { secrets: { s: 'second-secret' } });
  expect(summaries(again)[1]).toBe('a *** b ***\n');
  expect(JSON.stringify([told.events, again.events])).not.toContain('first-secret');
});

test('a summary beyond 1 MiB gives a warning, also cached', async () => {
  bench.scripts
    .set('one', () => wrote('x'.repeat(1024 ** 2 + 1)))
    .set('two', () => wrote('x'.repeat(1024 ** 2)));
  for (const _ of ['built', 'cached']) {
    const told = await buildText(bench, SPEC);
    expect(summaries(told).map((text) => text?.length)).toEqual([undefined, undefined, 1024 ** 2]);
    expect(told.of('warning')).toMatchObject([
      { message: expect.stringMatching(/summary of this step is left out.*1024 KB/), at: { line: 2 } },
    ]);
  }
});

test('invalid UTF-8 counts after conversion, and a blank summary is dropped', async () => {
  const many = Buffer.alloc(1024 ** 2, 0xff);
  bench.scripts.set('one', () => wrote(Buffer.from([0x61, 0xff, 0x0a]))).set('two', () => wrote(many));
  const told = await buildText(bench, SPEC);
  expect(summaries(told)).toEqual([undefined, 'a\ufffd\n', undefined]);
  expect(warnings(told)).toHaveLength(1);
  bench.scripts.set('three', () => wrote(' \n\t\n'));
  expect(summaries(await buildText(bench, '((from x) (run (shell three)))'))).toEqual([undefined, undefined]);
});

test('a lost summary gives a warning', async () => {
  bench.scripts.set('one', () => wrote('# One\n'));
  const { report } = await buildText(bench, SPEC);
  const made = bench.store.list().find(({ operation }) => operation.includes('one'));
  rmSync(path.join(path.dirname(made?.logPath ?? ''), 'summary'));
  const again = await buildText(bench, SPEC);
  expect(again.report).toMatchObject({ id: report.id, cacheHit: true });
  expect(warnings(again)).toEqual([
    expect.stringMatching(
      /^the store has lost the summary of this step\. To get it again, .*no-cache-filter.*line:2$/,
    ),
  ]);
});

test('writes to GITHUB_ENV and GITHUB_PATH give one warning, also cached', async () => {
  bench.scripts
    .set('one', () => wrote('', ['GITHUB_ENV']))
    .set('two', () => wrote('', ['GITHUB_PATH', 'GITHUB_ENV']));
  const expected = {
    message: expect.stringMatching(
      /^steps 2 \(line 2\) and 3 \(line 3\) wrote to \$GITHUB_ENV and \$GITHUB_PATH, which has no effect.*\(env NAME VALUE\).*\$GITHUB_OUTPUT/,
    ),
    at: { line: 2 },
  };
  for (const _ of ['built', 'cached'])
    expect((await buildText(bench, SPEC)).of('warning')).toMatchObject([expected]);
});

test('a failed step with GITHUB_ENV is named before the end', async () => {
  bench.scripts.set('two', () => wrote('', ['GITHUB_ENV'], 1));
  const told = await buildText(bench, SPEC);
  expect(warnings(told)).toEqual([expect.stringMatching(/^step 3 \(line 3\) wrote to \$GITHUB_ENV, which/)]);
  expect(told.events.slice(-2).map(({ type }) => type)).toEqual(['warning', 'failed']);
});

test('a warning names at most ten steps', async () => {
  const runs = Array.from({ length: 30 }, (_, index) => `(run (shell "env ${index}"))`);
  for (let index = 0; index < 30; index += 1)
    bench.scripts.set(`env ${index}`, () => wrote('', ['GITHUB_ENV']));
  const [message = ''] = warnings(await buildText(bench, `((from x) ${runs.join('\n')})`));
  expect(message).toMatch(/ 11 \(line 10\) and 20 more wrote to /);
});

test('a result without a summary field is replayed as before', async () => {
  bench.scripts.set('one', () => ({ kind: 'exited', code: 0, outputFile: Buffer.alloc(0) }));
  for (const _ of ['built', 'cached']) {
    const told = await buildText(bench, SPEC);
    expect([summaries(told), warnings(told)]).toEqual([[undefined, undefined, undefined], []]);
  }
});
