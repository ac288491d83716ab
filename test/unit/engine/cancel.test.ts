import { afterEach, beforeEach, expect, test } from 'vitest';
import { ObuilderError } from '../../../src/errors.ts';
import { type Bench, buildText, openBench, untilCancelled } from '../../fakes/build.ts';

let bench: Bench;
beforeEach(() => {
  bench = openBench();
});
afterEach(async () => {
  expect(bench.counts.openDrafts).toBe(0);
  await bench.close();
});

test('cancelling ends running steps, and the next build works', async () => {
  const cancel = new AbortController();
  bench.scripts.set('long', (request) => {
    queueMicrotask(() => cancel.abort());
    return untilCancelled(request);
  });
  const text = '((from x) (run (shell long)) (run (shell behind)))';
  const told = await buildText(bench, text, { signal: cancel.signal });
  expect(told.result).toEqual({ kind: 'cancelled' });
  expect(told.of('failed')[0]?.error.code).toBe('cancelled');
  expect(told.outcomes.map((outcome) => outcome.split(': ')[1])).toEqual(['built', 'cancelled', 'not-run']);
  bench.scripts.delete('long');
  expect((await buildText(bench, text)).result.kind).toBe('built');
});

test('cancelling ends a plan with a hanging image', async () => {
  const { machinery } = bench;
  const asked = Promise.withResolvers<void>();
  const resolve = () => {
    asked.resolve();
    return new Promise<never>(() => undefined);
  };
  const cancel = new AbortController();
  void asked.promise.then(() => cancel.abort());
  const silent = { ...bench, machinery: { ...machinery, images: { ...machinery.images, resolve } } };
  const told = await buildText(silent, '((from x))', { signal: cancel.signal });
  expect(told.result).toEqual({ kind: 'cancelled' });
});

test('a build cancelled before its start asks nothing of the machine', async () => {
  const told = await buildText(bench, '((from x) (run (shell a)))', { signal: AbortSignal.abort() });
  expect(told.result).toEqual({ kind: 'cancelled' });
  expect(bench.counts).toMatchObject({ finds: 0, resolved: [], ran: [] });
});

test('a step that breaks during a cancel is cancelled', async () => {
  const cancel = new AbortController();
  bench.scripts.set('long', () => {
    cancel.abort();
    throw new ObuilderError('command-failed', 'the runtime was killed');
  });
  const told = await buildText(bench, '((from x) (run (shell long)))', { signal: cancel.signal });
  expect(told.outcomes.at(-1)).toBe('(run (shell long)): cancelled');
});
