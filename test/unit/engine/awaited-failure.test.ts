import { afterEach, beforeEach, expect, test } from 'vitest';
import type { SandboxResult } from '../../../src/contract/sandbox.ts';
import {
  type Asked,
  type Bench,
  buildText,
  exited,
  openBench,
  say,
  scopesNamed,
  untilCancelled,
} from '../../fakes/build.ts';

const WAITING = 'Waiting for another build, which makes this step.\n';
const spec = '((from x) (run (shell bad)))';

let bench: Bench;
beforeEach(() => {
  bench = openBench();
});
afterEach(async () => {
  expect(bench.counts.openDrafts).toBe(0);
  await bench.close();
});

interface Case {
  readonly text?: string;
  readonly end?: SandboxResult;
  readonly holder?: Asked;
  readonly waiter?: Asked;
}

/** Lets a build wait for a step that then ends so, and returns what the waiting build told. */
async function waitFor({ text = spec, end = exited(3), holder, waiter }: Case) {
  const started = Promise.withResolvers<void>();
  const followed = Promise.withResolvers<void>();
  bench.scripts.set('bad', async (request) => {
    say(request, 'begun\n');
    started.resolve();
    await followed.promise;
    say(request, 'no luck');
    return end;
  });
  const first = buildText(bench, text, { keepFailed: true, ...holder });
  await started.promise;
  const second = await buildText(bench, `\n ${text}`, {
    keepFailed: true,
    ...waiter,
    onEvent: (event) => event.type === 'output' && event.text.includes('begun') && followed.resolve(),
  });
  await first;
  return second;
}

const runs = () => bench.counts.ran.length;

test('a build that waits for a failing step takes the failure', async () => {
  const told = await waitFor({ end: exited(127) });
  expect(runs()).toBe(1);
  const [, end] = told.of('step-end');
  expect(end).toMatchObject({ outcome: 'failed', kept: true, awaited: true });
  expect(end?.error).toMatchObject({
    code: 'command-failed',
    message: 'the command exited with status 127',
    status: 127,
    hint: expect.stringMatching(/^Status 127/),
    at: { line: 2, column: 12 },
  });
  expect(told.output(1)).toBe(`${WAITING}begun\nno luck`);
  await buildText(bench, spec, { keepFailed: true });
  expect(runs()).toBe(2);
});

const killed = { kind: 'killed', signal: 'SIGKILL' } as const;

test.each<[string, Case]>([
  ['a killed command', { end: { ...killed, outOfMemory: false } }],
  ['a command killed for want of memory', { end: { ...killed, outOfMemory: true } }],
  ['a timeout', { end: { kind: 'timed-out', seconds: 1 } }],
  ['a command at its bound of processes', { end: { ...exited(3), reached: { pids: 9 } } as SandboxResult }],
  ['a holder that keeps no files', { holder: { keepFailed: false } }],
  [
    'a step with secrets',
    {
      text: '((from x) (run (secrets (s)) (shell bad)))',
      holder: { secrets: { s: 'wrong' } },
      waiter: { secrets: { s: 'right' } },
    },
  ],
])('a waiting build runs the step itself after %s', async (_, given) => {
  const told = await waitFor(given);
  expect(runs()).toBe(2);
  expect(told.of('step-end')[1]?.awaited).toBe(undefined);
});

test('a waiting build runs the step itself after a cancel', async () => {
  const cancel = new AbortController();
  const started = Promise.withResolvers<void>();
  bench.scripts.set('bad', (request) => {
    if (runs() > 1) return exited(0);
    say(request, 'begun\n');
    started.resolve();
    return untilCancelled(request);
  });
  const first = buildText(bench, spec, { keepFailed: true, signal: cancel.signal });
  await started.promise;
  const onEvent: Asked['onEvent'] = (event) =>
    event.type === 'output' && event.text.includes('begun') && cancel.abort();
  const second = await buildText(bench, spec, { onEvent });
  expect([second.result.kind, (await first).result.kind]).toEqual(['built', 'cancelled']);
});

test.each([
  ['takes no failure of a scope that it does not read', 'pr', scopesNamed('main'), 2],
  ['takes a failure of a scope that it reads', 'main', scopesNamed('pr', 'main'), 1],
  ['takes a failure of its own scope', 'pr', scopesNamed('pr', 'main'), 1],
])('a waiting build %s', async (_, holder, scopes, wanted) => {
  await waitFor({ holder: { scopes: scopesNamed(holder) }, waiter: { scopes } });
  expect(runs()).toBe(wanted);
});
