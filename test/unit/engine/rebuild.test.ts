import { chmodSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Images } from '../../../src/contract/images.ts';
import { idOfRecord } from '../../../src/plan/keys.ts';
import { type Bench, buildText, exited, openBench, say } from '../../fakes/build.ts';

let bench: Bench;
beforeEach(() => {
  bench = openBench();
  write('one', 'content');
  write('other', 'not copied');
  bench.scripts.set('greet', (request) => {
    say(request, 'hello\n');
    return exited(0, 'greeting=hello\n');
  });
});
afterEach(() => bench.close());

const write = (name: string, text: string) => writeFileSync(path.join(bench.context, name), text);

interface Variant {
  readonly [part: string]: string;
}

const spec = ({ second = 'second', env = '(env A 1) (env B 2)', user = '', comment = 'x' }: Variant = {}) =>
  `((from base) (comment ${comment}) (run (shell first)) ${env}
    (run (secrets (token (target /t))) (shell ${second})) ${user} (copy (src one) (dst /d/)) (run (shell greet)))`;
const secrets = { token: 'value one' };
/** How the steps behind `from` end: first, second, copy, greet. */
const tail = (outcomes: readonly string[]) => outcomes.slice(1).map((text) => text.split(': ').at(-1));

test('a second build runs nothing and repeats logs and outputs', async () => {
  const first = await buildText(bench, spec(), { secrets });
  const { acquires, drafts, ran } = { ...bench.counts, ran: [...bench.counts.ran] };
  const second = await buildText(bench, spec(), { secrets });
  expect(bench.counts).toMatchObject({ acquires, drafts, ran, finds: 2, loaded: ['base'] });
  expect(first.report.cacheHit).toBe(false);
  expect(second.report).toMatchObject({
    cacheHit: true,
    id: first.report.id,
    outputs: { greeting: 'hello' },
  });
  for (const { index } of first.report.steps) expect(second.output(index)).toBe(first.output(index));
  expect(second.output(4)).toBe('hello\n');
  expect(second.of('step-start')).toEqual([]);
  expect(second.of('step-end').map(({ outcome, original }) => [outcome, original?.source])).toEqual(
    Array(5).fill(['cached', 'built']),
  );
});

test.each<[string, Variant, string[]]>([
  ['a command', { second: 'changed' }, ['cached', 'built', 'built', 'built']],
  ['the value of an env', { env: '(env A 1) (env B 3)' }, ['cached', 'built', 'built', 'built']],
  ['the user of a copy', { user: '(user (uid 1) (gid 1))' }, ['cached', 'cached', 'built', 'built']],
  ['a comment', { comment: 'y' }, ['cached', 'cached', 'cached', 'cached']],
  ['the order of env', { env: '(env B 2) (env A 1)' }, ['cached', 'cached', 'cached', 'cached']],
  [
    'an env that is replaced',
    { env: '(env A 0) (env B 2) (env A 1)' },
    ['cached', 'cached', 'cached', 'cached'],
  ],
])('another value of %s rebuilds only dependent steps', async (_, variant, expected) => {
  await buildText(bench, spec(), { secrets });
  bench.counts.acquires = 0;
  expect(tail((await buildText(bench, spec(variant), { secrets })).outcomes)).toEqual(expected);
  expect(bench.counts.acquires).toBe(expected.filter((outcome) => outcome === 'built').length);
});

test.each<[string, () => void, string[]]>([
  ['one byte of a copied file', () => write('one', 'Content'), ['cached', 'cached', 'built', 'built']],
  [
    'its executable bit',
    () => chmodSync(path.join(bench.context, 'one'), 0o755),
    ['cached', 'cached', 'built', 'built'],
  ],
  ['a file that is not copied', () => write('other', 'x'), ['cached', 'cached', 'cached', 'cached']],
  [
    'the tag of another digest',
    () => bench.digests.set('base', 'sha256:22'),
    ['built', 'built', 'built', 'built'],
  ],
])('a change of %s rebuilds only dependent steps', async (_, change, expected) => {
  await buildText(bench, spec(), { secrets });
  change();
  expect(tail((await buildText(bench, spec(), { secrets })).outcomes)).toEqual(expected);
});

test('a new value of a secret rebuilds nothing', async () => {
  await buildText(bench, spec(), { secrets });
  expect((await buildText(bench, spec(), { secrets: { token: 'value two' } })).report.cacheHit).toBe(true);
});

test('unchanged files of a nested build stop the rebuild', async () => {
  const stages = (command: string) =>
    `((build a ((from base) (run (shell ${command})))) (from base) (copy (from (build a)) (src out) (dst /d/)) (run (shell last)))`;
  const makes = (text: string) => (request: { readonly rootfs: string }) => {
    writeFileSync(path.join(request.rootfs, 'out'), text);
    return exited(0);
  };
  bench.scripts.set('v1', makes('same')).set('v2', makes('same')).set('v3', makes('different'));
  await buildText(bench, stages('v1'));
  const same = await buildText(bench, stages('v2'));
  expect(tail(same.outcomes)).toEqual(['built', 'cached', 'cached', 'cached']);
  expect(same.of('plan')[0]?.steps.map(({ id }) => id !== undefined)).toEqual([
    true,
    true,
    true,
    false,
    false,
  ]);
  expect((await buildText(bench, stages('v2'))).report.cacheHit).toBe(true);
  expect(tail((await buildText(bench, stages('v3'))).outcomes)).toEqual([
    'built',
    'cached',
    'built',
    'built',
  ]);
});

test('the files of a rebuilt nested build are read again', async () => {
  const text =
    '((build a ((from base) (run (shell roll)))) (from base) (copy (from (build a)) (src out) (dst /d/)))';
  let roll = 0;
  bench.scripts.set('roll', ({ rootfs }) => {
    roll += 1;
    writeFileSync(path.join(rootfs, 'out'), String(roll));
    return exited(0);
  });
  const first = await buildText(bench, text);
  const nested = first.report.steps[1]?.id ?? '';
  // Time stamps tell makings apart; the clock has to move on by its smallest step.
  await new Promise((resolve) => setTimeout(resolve, 5));
  await bench.store.delete(nested);
  const second = await buildText(bench, text);
  expect(second.of('plan')[0]?.steps.at(-1)?.id).toBeUndefined();
  expect(tail(second.outcomes)).toEqual(['built', 'cached', 'built']);
  expect(second.report.id).not.toBe(first.report.id);
  expect((await buildText(bench, text)).report).toMatchObject({ cacheHit: true, id: second.report.id });
});

test('no-cache runs every id once and keeps the base image', async () => {
  const text =
    '((build a ((from base) (run (shell first)))) (from base) (run (shell first)) (run (shell second)))';
  await buildText(bench, text);
  bench.counts.ran.length = 0;
  const again = await buildText(bench, text, { noCache: true });
  expect(bench.counts).toMatchObject({ ran: ['first', 'second'], loaded: ['base'] });
  expect(
    again.outcomes.map((outcome) => outcome.split(': ').at(-1)).filter((outcome) => outcome === 'built'),
  ).toHaveLength(2);
  await buildText(bench, text, { noCache: true, pull: 'always' });
  expect(bench.counts.loaded).toEqual(['base', 'base']);
});

test('a result keeps the fields that its id hashes', async () => {
  const { report } = await buildText(bench, spec(), { secrets });
  const ids = report.steps.map(({ id = '' }) => id);
  const results = bench.store.find(ids);
  expect(results.size).toBe(new Set(ids).size);
  for (const [id, { key = [] }] of results) expect(idOfRecord(key)).toBe(id);
});

test('a result keeps no key with a secret in it', async () => {
  const text = '((from base) (run (secrets (token (target /t))) (shell "echo value one")))';
  const { report } = await buildText(bench, text, { secrets: { token: 'value one' } });
  expect(bench.store.find([report.id]).get(report.id)).toMatchObject({ kind: 'run', key: undefined });
});

test('a reference is resolved once per build', async () => {
  await buildText(bench, '((build a ((from base))) (build b ((from other))) (from base))');
  expect(bench.counts.resolved.sort()).toEqual(['base', 'other']);
});

test('a forced base image is resolved anew, and its result stays', async () => {
  const pulls: string[] = [];
  const images: Images = {
    ...bench.machinery.images,
    resolve: (name, options) => {
      pulls.push(`${name} ${options.pull}`);
      return bench.machinery.images.resolve(name, options);
    },
  };
  const watched = { ...bench, machinery: { ...bench.machinery, images } };
  const text = '((build a ((from other)))\n(from base)\n(run (shell first)))';
  const beside = '((from base) (run (shell beside)))';
  const { report } = await buildText(watched, text);
  await buildText(watched, beside);
  const ends = async (forced: string) =>
    (await buildText(watched, text, { refresh: [forced] })).outcomes.map((one) => one.split(': ').at(-1));
  pulls.length = 0;
  expect(await ends('line:2')).toEqual(['cached', 'cached', 'built']);
  expect(pulls.sort()).toEqual(['base always', 'other auto']);
  pulls.length = 0;
  expect(await ends(report.steps[1]?.id?.slice(0, 12) ?? '')).toEqual(['cached', 'cached', 'built']);
  expect(pulls.sort()).toEqual(['base always', 'base auto', 'other auto']);
  expect((await buildText(watched, beside)).report.cacheHit).toBe(true);
  bench.digests.set('base', 'sha256:22');
  expect(await ends('line:2')).toEqual(['cached', 'built', 'built']);
});

const LINES = `((build a
   ((from base)
    (run
      (shell "one
        two"))
    (env A 1)))
 (from base)
 (run (shell
   last)))
`;

test.each([
  ['line:3', 1],
  ['line:4', 1],
  ['line:5', 1],
  ['line:8', 3],
  ['line:9', 3],
])('%s names the step with this line', async (name, index) => {
  const { report } = await buildText(bench, LINES);
  const again = await buildText(bench, LINES, { refresh: [name] });
  expect(again.of('step-end').find(({ outcome }) => outcome === 'built')?.step).toBe(index);
  expect(report.steps).toHaveLength(4);
});

test.each([
  ['line:6', 'the next step begins in line 7'],
  ['line:10', 'the spec ends in line 9'],
  ['line:400', 'the spec ends in line 9'],
])('%s is an error that says where steps are', async (name, why) => {
  const { of } = await buildText(bench, LINES, { refresh: [name] });
  expect(of('failed')[0]?.error).toMatchObject({
    code: 'input-invalid',
    message: `there is no step "${name}" to make again: ${why}`,
  });
});
