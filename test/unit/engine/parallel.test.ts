import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Bench, buildText, exited, openBench, say } from '../../fakes/build.ts';

const WAITING = 'Waiting for another build, which makes this step.\n';

let bench: Bench;
beforeEach(() => {
  bench = openBench();
});
afterEach(() => bench.close());

/** Settles for each of `count` callers when all of them have come. */
function meeting(count: number): () => Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  let missing = count;
  return () => {
    missing -= 1;
    if (missing === 0) resolve();
    return promise;
  };
}

const three = `((build a ((from x) (run (shell a)))) (build b ((from x) (run (shell b))))
  (from x) (run (shell main)) (copy (from (build a)) (src out) (dst /a/)) (copy (from (build b)) (src out) (dst /b/)))`;

/** A command that is over when its whole meeting has come, so that it ends only if the others run at the same time. */
function meet(commands: readonly string[]): void {
  const arrive = meeting(commands.length);
  for (const command of commands) {
    bench.scripts.set(command, async ({ rootfs }) => {
      writeFileSync(`${rootfs}/out`, command);
      await arrive();
      return exited(0);
    });
  }
}

test('independent builds run at the same time', async () => {
  meet(['a', 'b', 'main']);
  expect((await buildText(bench, three)).result.kind).toBe('built');
  expect(bench.counts.openDrafts).toBe(0);
});

test('maxParallel limits the steps that run at once', async () => {
  let running = 0;
  let most = 0;
  for (const command of ['a', 'b', 'main']) {
    bench.scripts.set(command, async (request) => {
      running += 1;
      most = Math.max(most, running);
      writeFileSync(`${request.rootfs}/out`, command);
      await new Promise((resolve) => setTimeout(resolve, 5));
      running -= 1;
      return exited(0);
    });
  }
  expect((await buildText(bench, three, { maxParallel: 1 })).result.kind).toBe('built');
  expect(most).toBe(1);
});

test('as many steps run at once as there are CPUs by default', async () => {
  const cpus = availableParallelism();
  const commands = [...Array(cpus + 2).keys()].map((number) => `step${number}`);
  const all = meeting(cpus);
  let running = 0;
  let most = 0;
  for (const command of commands) {
    bench.scripts.set(command, async ({ rootfs }) => {
      running += 1;
      most = Math.max(most, running);
      writeFileSync(`${rootfs}/${command}`, command);
      await all();
      // Every other step that may start has started by now.
      await new Promise((resolve) => setTimeout(resolve, 20));
      running -= 1;
      return exited(0);
    });
  }
  const builds = commands.map((name) => `(build ${name} ((from x) (run (shell ${name}))))`);
  const copies = commands.map((name) => `(copy (from (build ${name})) (src ${name}) (dst /a/))`);
  const text = `(${builds.join(' ')} (from x) ${copies.join(' ')})`;
  expect((await buildText(bench, text, { maxParallel: undefined })).result.kind).toBe('built');
  expect(most).toBe(cpus);
  expect(bench.counts.ran).toHaveLength(commands.length);
});

test('a copy waits only for its source', async () => {
  const slow = Promise.withResolvers<void>();
  bench.scripts.set('slow', async () => {
    await slow.promise;
    return exited(0);
  });
  // The step behind the copy lets the slow build end: it can do so only if the copy did not wait for that one.
  bench.scripts.set('behind', () => {
    slow.resolve();
    return exited(0);
  });
  const told = await buildText(
    bench,
    `((build slow ((from x) (run (shell slow)))) (build quick ((from x) (run (shell quick))))
      (from x) (copy (from (build quick)) (src quick) (dst /q/)) (run (shell behind)))`,
  );
  expect(told.result.kind).toBe('built');
});

test('an id in two nested builds is made once', async () => {
  const text = `((build a ((from x) (run (shell same)))) (build b ((from x) (run (shell same)))) (from x) (run (shell same)))`;
  const told = await buildText(bench, text);
  expect(bench.counts).toMatchObject({ ran: ['same'], loaded: ['x'], openDrafts: 0 });
  const ends = told.outcomes
    .filter((outcome) => outcome.startsWith('(run'))
    .map((outcome) => outcome.split(': ')[1]);
  expect(ends.sort()).toEqual(['built', 'cached', 'cached']);
  expect([1, 3, 5].map((step) => told.output(step))).toEqual(Array(3).fill('ran same\n'));
});

test('two simultaneous builds make each step once and share the log', async () => {
  const started = Promise.withResolvers<void>();
  const followed = Promise.withResolvers<void>();
  bench.scripts.set('slow', async (request) => {
    say(request, 'begun\n');
    started.resolve();
    await followed.promise;
    say(request, 'end');
    return exited(0, 'a=1\n');
  });
  const text = '((from x) (run (secrets (s)) (shell slow)) (run (shell next)))';
  const secrets = { s: 'ending' };
  const first = buildText(bench, text, { secrets });
  await started.promise;
  const second = await buildText(bench, text, {
    secrets,
    onEvent: (event) => {
      if (event.type === 'output' && event.text.includes('begun')) followed.resolve();
    },
  });
  expect(second.output(1)).toBe(`${WAITING}begun\nend`);
  expect(second.of('step-start').some(({ step }) => step === 1)).toBe(true);
  expect(second.outcomes[1]).toBe('(run (secrets (s (target /run/secrets/s))) (shell slow)): cached');
  expect(second.report.outputs).toEqual({ a: '1' });
  expect((await first).report.id).toBe(second.report.id);
  expect(bench.counts.ran).toEqual(['slow', 'next']);
});

test('the second build goes on alone after the first is cancelled', async () => {
  const cancel = new AbortController();
  const started = Promise.withResolvers<void>();
  const waiting = Promise.withResolvers<void>();
  bench.scripts.set('slow', async (request) => {
    if (bench.counts.ran.length > 1) return exited(0);
    say(request, 'half\n');
    started.resolve();
    await waiting.promise;
    cancel.abort();
    return { kind: 'cancelled' };
  });
  const text = '((from x) (run (shell slow)))';
  const first = buildText(bench, text, { signal: cancel.signal });
  await started.promise;
  const second = buildText(bench, text, {
    onEvent: (event) => event.type === 'output' && event.text === 'half\n' && waiting.resolve(),
  });
  expect((await first).result.kind).toBe('cancelled');
  expect((await second).result.kind).toBe('built');
  expect((await second).of('warning').map(({ message }) => message)).toEqual([
    'another process gave up this step: it starts again here',
  ]);
  expect(bench.counts.openDrafts).toBe(0);
});

test('a partly followed log is replayed as a whole', async () => {
  const text = '((from x) (run (shell a)))';
  await buildText(bench, text);
  const { store } = bench.machinery;
  const acquire: typeof store.acquire = (id, options) => {
    options?.onLog?.('of one that died');
    return store.acquire(id, options);
  };
  // The plan finds nothing, as if the results came while this build waited for them.
  const late = { ...store, acquire, find: () => new Map() };
  const told = await buildText({ ...bench, machinery: { ...bench.machinery, store: late } }, text);
  expect(told.output(1)).toBe('of one that diedran a\n');
  expect(told.report.cacheHit).toBe(true);
});

test('ten builds of overlapping specs make each distinct step once', async () => {
  const text = (index: number) =>
    `((build n ((from x) (run (shell common)) (run (shell leaf${index % 3})))) (from x) (run (shell common))
      (run (shell main${index % 2})) (copy (from (build n)) (src common) (dst /c/)))`;
  const all = await Promise.all(
    [...Array(10).keys()].map((index) => buildText(bench, text(index), { maxParallel: 1 })),
  );
  expect(all.map(({ result }) => result.kind)).toEqual(Array(10).fill('built'));
  expect([...bench.counts.ran].sort()).toEqual(['common', 'leaf0', 'leaf1', 'leaf2', 'main0', 'main1']);
  expect(bench.counts).toMatchObject({ loaded: ['x'], openDrafts: 0 });
});
