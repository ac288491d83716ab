import { afterEach, beforeEach, expect, test } from 'vitest';
import type { BuildEvent } from '../../../src/contract/events.ts';
import { planBuild } from '../../../src/engine/plan-build.ts';
import { parseSpec } from '../../../src/language/parse.ts';
import { type Bench, buildText, openBench, scopesNamed } from '../../fakes/build.ts';

let bench: Bench;
beforeEach(() => {
  bench = openBench();
});
afterEach(() => bench.close());

test('a plan shows ids and results without running or secrets', async () => {
  const text = '((from x) (run (shell a)) (run (secrets (s (target /s))) (shell b)))';
  const { context } = bench;
  const options = {
    spec: parseSpec({ text, file: 'test.spec' }),
    context,
    pull: 'auto',
    noCache: false,
    scopes: scopesNamed('test'),
    secrets: new Map<string, Uint8Array>(),
    emit: () => undefined,
  } as const;
  const before = await planBuild(bench.machinery, options);
  expect(before.present.size).toBe(0);
  expect(bench.counts).toMatchObject({ ran: [], loaded: [], drafts: 0 });
  const built = await buildText(bench, text, { secrets: { s: 'value' } });
  expect(before.steps.map(({ id }) => id)).toEqual(built.report.steps.map(({ id }) => id));
  expect((await planBuild(bench.machinery, options)).present.size).toBe(3);
});

test('a plan names the secrets that a build lacks', async () => {
  const text =
    '((from x) (run (secrets (s (target /s))) (shell a)) (run (secrets (s (target /s))) (shell b)))';
  const told: BuildEvent[] = [];
  const options = {
    spec: parseSpec({ text, file: 'test.spec' }),
    context: bench.context,
    pull: 'auto',
    noCache: false,
    scopes: scopesNamed('test'),
    secrets: new Map<string, Uint8Array>(),
    emit: (event: BuildEvent) => told.push(event),
  } as const;
  expect((await planBuild(bench.machinery, options)).missingSecrets).toEqual(['s']);
  expect(told).toEqual([
    {
      type: 'warning',
      message:
        'the secret "s" was not given, so a build cannot run this step. Give its value: --secret=s:FILE in a shell, the input `secrets` in a workflow.',
      at: { file: 'test.spec', line: 1, column: 25 },
    },
  ]);
  const given = { ...options, secrets: new Map([['s', Buffer.from('value')]]) };
  expect((await planBuild(bench.machinery, given)).missingSecrets).toEqual([]);
  await buildText(bench, text, { secrets: { s: 'value' } });
  expect((await planBuild(bench.machinery, options)).missingSecrets).toEqual([]);
});
