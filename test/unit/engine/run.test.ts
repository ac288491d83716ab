import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { SandboxRequest } from '../../../src/contract/sandbox.ts';
import { slotName } from '../../../src/engine/steps/slot-name.ts';
import { type Bench, buildText, exited, openBench, say } from '../../fakes/build.ts';
import { wholeLog } from '../../suites/whole-log.ts';

let bench: Bench;
beforeEach(() => {
  bench = openBench();
});
afterEach(() => bench.close());

/** Builds one `run` and gives what the sandbox was asked for. */
async function request(
  text: string,
  secrets: Readonly<Record<string, string>> = {},
): Promise<SandboxRequest> {
  let seen: SandboxRequest | undefined;
  bench.scripts.set('look', (asked) => {
    seen = asked;
    return exited(0);
  });
  await buildText(bench, text, { secrets });
  if (seen === undefined) throw new Error('nothing ran');
  return seen;
}

test("the sandbox gets the step's context and a sorted environment", async () => {
  const asked = await request(
    `((from x) (workdir /w) (user (uid 5) (gid 6)) (shell /bin/sh -c) (env Z 1) (env A 2) (env PATH /mine)
      (run (network host) (shell look)))`,
  );
  expect(asked).toMatchObject({
    argv: ['/bin/sh', '-c', 'look'],
    cwd: '/w',
    user: { uid: 5, gid: 6 },
    network: 'host',
    mounts: [],
    env: [
      ['A', '2'],
      ['PATH', '/mine'],
      ['Z', '1'],
    ],
  });
});

test('secrets become files, and mounts start at the root', async () => {
  const asked = await request(
    '((from x) (workdir /w) (run (cache (c (target rel))) (secrets (s (target etc/s))) (shell look)))',
    { s: 'value' },
  );
  expect(asked.network).toBe('none');
  expect(asked.mounts).toMatchObject([
    { kind: 'slot', target: '/rel' },
    { kind: 'secret', target: '/etc/s', value: Buffer.from('value') },
  ]);
});

test('only a shared slot tells the sandbox of other writers', async () => {
  const slot = (name: string, more = '') => `(${name} (target /${name})${more})`;
  const slots = [slot('a'), slot('b', ' (sharing locked)'), slot('c', ' (sharing shared)')].join(' ');
  const asked = await request(`((from x) (run (cache ${slots}) (shell look)))`);
  expect(asked.mounts.map((mount) => mount.kind === 'slot' && mount.isShared)).toEqual([false, false, true]);
});

test('output is masked across pieces, on screen and on disk', async () => {
  bench.scripts.set('leak', (asked) => {
    say(asked, 'a sec');
    say(asked, 'ret-value b ');
    asked.onOutput(Buffer.from([0xc3]));
    asked.onOutput(Buffer.from([0xa9, 0xff, 0x0a]));
    say(asked, 'tail secret');
    return exited(0);
  });
  const text = '((from x) (run (secrets (s (target /s))) (shell leak)))';
  const told = await buildText(bench, text, { secrets: { s: 'secret-value' } });
  expect(told.output(1)).toBe('a *** b é\ufffd\ntail secret');
  expect(wholeLog(bench.store, told.report.id)).toBe(told.output(1));
});

test("a cached log is masked again with today's secrets", async () => {
  bench.scripts.set('leak', (asked) => {
    say(asked, 'a new-secret b\n');
    return exited(0, 'key=new-secret\n');
  });
  const text = '((from x) (run (secrets (s)) (shell leak)))';
  await buildText(bench, text, { secrets: { s: 'old-secret' } });
  const told = await buildText(bench, text, { secrets: { s: 'new-secret' } });
  expect(told.output(1)).toBe('a *** b\n');
  expect(told.report).toMatchObject({ cacheHit: true, outputs: {} });
});

test('an output with a secret is dropped with a warning', async () => {
  bench.scripts.set('leak', () => exited(0, 'safe=1\nurl=https://u:secret-value@h/\n'));
  const told = await buildText(bench, '((from x)\n (run (secrets (s (target /s))) (shell leak)))', {
    secrets: { s: 'secret-value' },
  });
  expect(told.report.outputs).toEqual({ safe: '1' });
  expect(told.of('warning')).toMatchObject([{ message: expect.stringContaining('"url"'), at: { line: 2 } }]);
  expect(JSON.stringify([told.events, bench.store.list()])).not.toContain('secret-value');
});

test('an error about outputs masks secrets', async () => {
  bench.scripts.set('leak', () => exited(0, 'secret-value\n'));
  const told = await buildText(bench, '((from x) (run (secrets (s)) (shell leak)))', {
    secrets: { s: 'secret-value' },
  });
  expect(told.of('failed')[0]?.error).toMatchObject({ code: 'output-invalid', value: '***' });
});

test('outputs merge, and later steps win', async () => {
  bench.scripts.set('one', () => exited(0, 'a=1\nb=1\n')).set('two', () => exited(0, 'b=2\n'));
  const told = await buildText(bench, '((build n ((from x) (run (shell one)))) (from x) (run (shell two)))');
  expect(told.report.outputs).toEqual({ a: '1', b: '2' });
});

test('an unused secret masks nothing', async () => {
  bench.scripts.set('say', (asked) => {
    say(asked, 'ordinary text\n');
    return exited(0);
  });
  const told = await buildText(bench, '((from x) (run (shell say)))', { secrets: { s: 'ordinary' } });
  expect(told.output(1)).toBe('ordinary text\n');
});

test('a secret too short to mask gives a warning', async () => {
  const told = await buildText(bench, '((from x) (run (secrets (pin)) (shell id)))', {
    secrets: { pin: '123' },
  });
  expect(told.of('warning')).toMatchObject([{ message: expect.stringContaining('"pin"') }]);
});

const slotMounts = (asked: SandboxRequest) =>
  asked.mounts.flatMap((mount) => (mount.kind === 'slot' ? [mount.source] : []));

test('a slot keeps the files of a step, even failed', async () => {
  bench.scripts.set('fill', (asked) => {
    for (const source of slotMounts(asked)) writeFileSync(path.join(source, 'kept'), '');
    return exited(1);
  });
  await buildText(bench, '((from x) (run (cache (c (target /c))) (shell fill)))');
  const asked = await request('((from x) (run (cache (c (target /c))) (shell look)))');
  expect(slotMounts(asked).map((source) => readdirSync(source))).toEqual([['kept']]);
});

test('a slot named twice gives two copies, the first kept', async () => {
  bench.scripts.set('fill', (asked) => {
    for (const [index, source] of slotMounts(asked).entries())
      writeFileSync(path.join(source, `f${index}`), '');
    return exited(0);
  });
  await buildText(bench, '((from x) (run (cache (c (target /a)) (c (target /b))) (shell fill)))');
  const asked = await request('((from x) (run (cache (c (target /c))) (shell look)))');
  expect(slotMounts(asked).map((source) => readdirSync(source))).toEqual([['f0']]);
});

test('slots of different scopes never share a name', () => {
  const names = [slotName('a', 'b:c'), slotName('a:b', 'c'), slotName('', 'a:b:c'), slotName('a', '../b/c')];
  expect(new Set(names).size).toBe(4);
  for (const name of names) expect(name).not.toMatch(/\//);
});

test('waiting for another step is no time of the step', async () => {
  const { store } = bench.machinery;
  const slot: typeof store.slot = async (name, start) => {
    start.onWait?.();
    await setTimeout(3000);
    return store.slot(name, start);
  };
  const slow = { ...bench, machinery: { ...bench.machinery, store: { ...store, slot } } };
  const told = await buildText(slow, '((from x) (run (cache (a (target /a) (sharing locked))) (shell s)))');
  expect(told.of('step-end').at(-1)?.seconds).toBeLessThan(2.5);
  const kept = bench.store.list().map(({ seconds }) => seconds);
  for (const seconds of kept) expect(seconds).toBeGreaterThanOrEqual(0);
});

test('sharing reaches the store and changes no id', async () => {
  const { store } = bench.machinery;
  const asked: (readonly [string, string | undefined])[] = [];
  const slot: typeof store.slot = (name, start) => {
    asked.push([name, start.sharing]);
    start.onWait?.();
    return store.slot(name, start);
  };
  const watched = { ...bench, machinery: { ...bench.machinery, store: { ...store, slot } } };
  const text = (b: string, a: string) =>
    `((from x) (run (cache (b (target /b)${b}) (p (target /p)) (a (target /a)${a})) (shell s)))`;
  const told = await buildText(watched, text(' (sharing locked)', ' (sharing shared)'));
  expect(asked).toEqual([
    ['test:a', 'shared'],
    ['test:b', 'locked'],
    ['test:p', undefined],
  ]);
  expect(told.output(1)).toContain('Waiting for the cache "a": another step uses it.\n');
  const again = await buildText(watched, text('', ' (sharing private)'));
  expect(again.report.id).toBe(told.report.id);
  expect(again.outcomes.at(-1)).toMatch(/: cached$/);
  expect(asked).toHaveLength(3);
});

test('a missing slot fails the step and returns the others', async () => {
  const { store } = bench.machinery;
  const given: string[] = [];
  const slot: typeof store.slot = async (name, owner) => {
    if (name.endsWith('bad')) throw new Error('disk on fire');
    const copy = await store.slot(name, owner);
    return { ...copy, finish: async () => void given.push(name) };
  };
  const burning = { ...bench, machinery: { ...bench.machinery, store: { ...store, slot } } };
  const told = await buildText(
    burning,
    '((from x) (run (cache (good (target /a)) (bad (target /b))) (shell a)))',
  );
  expect(told.outcomes.at(-1)).toMatch(/: failed$/);
  expect(given).toEqual(['test:good']);
  expect(bench.counts.openDrafts).toBe(0);
});

test('a slot that cannot be saved gives a warning', async () => {
  const { store } = bench.machinery;
  const slot: typeof store.slot = async (name, owner) => {
    return { ...(await store.slot(name, owner)), finish: () => Promise.reject(new Error('disk on fire')) };
  };
  const burning = { ...bench, machinery: { ...bench.machinery, store: { ...store, slot } } };
  const told = await buildText(burning, '((from x) (run (cache (c (target /c))) (shell a)))');
  expect(told.result.kind).toBe('built');
  expect(told.of('warning')).toMatchObject([{ message: expect.stringContaining('disk on fire') }]);
});

test('a target makes only its dependencies and gives its id', async () => {
  const text =
    '((build a ((from x) (run (shell a)))) (build b ((from x) (run (shell b)))) (from x) (run (shell main)))';
  const told = await buildText(bench, text, { target: 'b' });
  expect(bench.counts.ran).toEqual(['b']);
  expect(told.report.steps.map(({ build }) => build)).toEqual([['b'], ['b']]);
  expect(told.report.id).toBe(told.report.steps[1]?.id);
  await buildText(bench, text);
  expect(bench.counts.ran.sort()).toEqual(['a', 'b', 'main']);
});

test('the base image is written once with its environment', async () => {
  const told = await buildText(bench, '((from x))');
  const [result] = bench.store.list();
  expect(result).toMatchObject({ kind: 'from', environment: [['PATH', '/bin']], operation: '(from x)' });
  expect(existsSync(path.join(await bench.store.view(result?.id ?? ''), 'base'))).toBe(true);
  expect(told.of('progress')).toEqual([{ type: 'progress', step: 0, doneBytes: 1, totalBytes: 1 }]);
});
