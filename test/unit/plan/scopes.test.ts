import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Scopes } from '../../../src/plan/scopes.ts';
import {
  type Asked,
  type Bench,
  buildText,
  exited,
  openBench,
  say,
  scopesNamed,
  type Told,
} from '../../fakes/build.ts';

let bench: Bench;
beforeEach(() => {
  bench = openBench();
});
afterEach(() => bench.close());

const main = scopesNamed('main');
const pull = scopesNamed('pull 1', 'main');
const otherPull = scopesNamed('pull 2', 'main');
const elsewhere = scopesNamed('other repository');

/** What the fetching step finds: another thing each time. */
let fetched = 0;
beforeEach(() => {
  fetched = 0;
  bench.scripts.set('fetch', ({ rootfs }) => {
    fetched += 1;
    writeFileSync(path.join(rootfs, 'fetched'), String(fetched));
    return exited(0, `got=${fetched}\n`);
  });
});

const text = '((from base) (run (network host) (shell fetch)) (run (shell use)))';
const asked = (scopes: Scopes, more: Asked = {}) => buildText(bench, text, { scopes, ...more });
const ends = ({ outcomes }: Told) => outcomes.map((outcome) => outcome.split(': ').at(-1));

test.each<[string, string, Scopes, Scopes, boolean]>([
  ['another repository', 'main', main, elsewhere, false],
  ['main', 'a pull request', pull, main, false],
  ['another pull request', 'a pull request', pull, otherPull, false],
  ['a pull request', 'its base branch', main, pull, true],
  ['the same ref', 'a pull request', pull, pull, true],
])('%s reads a network step of %s if trusted', async (_, __, maker, reader, isRead) => {
  const made = await asked(maker);
  const read = await asked(reader);
  expect(ends(read)).toEqual(isRead ? ['cached', 'cached', 'cached'] : ['cached', 'built', 'built']);
  expect(read.report.outputs).toEqual({ got: isRead ? '1' : '2' });
  expect(read.report.id === made.report.id).toBe(isRead);
});

test.each(['(network host)', '(secrets (s))', '(cache (c (target /c)))'])(
  'a step with %s is of one scope, and so is all behind it',
  async (field) => {
    const impure = `((from base) (run (shell first)) (run ${field} (shell second)) (run (shell third)))`;
    const secrets = { s: 'value' };
    await buildText(bench, impure, { scopes: main, secrets });
    const other = await buildText(bench, impure, { scopes: elsewhere, secrets });
    expect(ends(other)).toEqual(['cached', 'cached', 'built', 'built']);
  },
);

test('a pure step is shared by all scopes', async () => {
  const pure = '((from base) (run (shell first)) (run (shell second)))';
  await buildText(bench, pure, { scopes: pull });
  expect((await buildText(bench, pure, { scopes: elsewhere })).report.cacheHit).toBe(true);
});

test('a pull request reads main and writes its own scope', async () => {
  await asked(main);
  const more = '((from base) (run (network host) (shell fetch)) (run (network host) (shell more)))';
  const first = await buildText(bench, more, { scopes: pull });
  expect(ends(first)).toEqual(['cached', 'cached', 'built']);
  expect(ends(await buildText(bench, more, { scopes: pull }))).toEqual(['cached', 'cached', 'cached']);
  expect(ends(await buildText(bench, more, { scopes: main }))).toEqual(['cached', 'cached', 'built']);
});

test("the build's own ref comes before the base branch", async () => {
  await asked(pull);
  await asked(main);
  expect((await asked(pull)).report.outputs).toEqual({ got: '1' });
  expect((await asked(otherPull)).report.outputs).toEqual({ got: '2' });
});

test('a cached build of several scopes takes one query', async () => {
  await asked(main);
  bench.counts.finds = 0;
  const told = await asked(scopesNamed('pull 1', 'base', 'main'));
  expect(told.report.cacheHit).toBe(true);
  expect(bench.counts.finds).toBe(1);
});

test('many steps of several scopes are all found', async () => {
  const steps = Array.from({ length: 30 }, (_, index) => `(run (network host) (shell "step ${index}"))`);
  const long = (count: number) => `((from base) ${steps.slice(0, count).join(' ')})`;
  await buildText(bench, long(10), { scopes: main });
  await buildText(bench, long(20), { scopes: scopesNamed('base', 'main') });
  const own = scopesNamed('pull 1', 'base', 'main');
  await buildText(bench, long(30), { scopes: own });
  bench.counts.finds = 0;
  expect((await buildText(bench, long(30), { scopes: own })).report.cacheHit).toBe(true);
  expect(bench.counts.finds).toBeLessThan(10);
});

test('a pruned result of main is made in the own scope', async () => {
  await asked(main);
  const { store } = bench;
  const hold: typeof store.hold = async (ids) => {
    for (const { id } of store.list().filter(({ kind }) => kind === 'run')) await store.delete(id);
    return await store.hold(ids);
  };
  const losing = { ...bench, machinery: { ...bench.machinery, store: { ...store, hold } } };
  const longer = '((from base) (run (network host) (shell fetch)) (run (shell other)))';
  const told = await buildText(losing, longer, { scopes: pull });
  expect(ends(told)).toEqual(['cached', 'built', 'built']);
  expect(ends(await asked(main))).toEqual(['cached', 'built', 'built']);
});

test("a copy from a nested build finds its source's scope", async () => {
  const nested =
    '((build a ((from base) (run (network host) (shell fetch)))) (from base) (copy (from (build a)) (src fetched) (dst /d/)) (run (network host) (shell last)))';
  await buildText(bench, nested, { scopes: main });
  expect((await buildText(bench, nested, { scopes: pull })).report.cacheHit).toBe(true);
  expect(ends(await buildText(bench, nested, { scopes: elsewhere }))).toEqual([
    'cached',
    'built',
    'cached',
    'built',
    'built',
  ]);
});

test('no-cache of a pull request replaces no result of main', async () => {
  const both = '((from base) (run (shell pure)) (run (network host) (shell fetch)))';
  const first = await buildText(bench, both, { scopes: main });
  const before = bench.store.list().map(({ id, startedAt }) => `${id} ${startedAt}`);
  const again = await buildText(bench, both, { scopes: pull, noCache: true });
  expect(ends(again)).toEqual(['cached', 'built', 'built']);
  const after = new Set(bench.store.list().map(({ id, startedAt }) => `${id} ${startedAt}`));
  for (const one of before) expect(after).toContain(one);
  const last = await buildText(bench, both, { scopes: main });
  expect(last.report).toMatchObject({ cacheHit: true, id: first.report.id, outputs: { got: '1' } });
});

test("no-cache of main replaces a pull request's shared result", async () => {
  let count = 0;
  bench.scripts.set('pure', (request) => {
    count += 1;
    say(request, `made ${count}\n`);
    return exited(0);
  });
  const pure = '((from base) (run (shell pure)))';
  await buildText(bench, pure, { scopes: pull });
  await tick();
  await buildText(bench, pure, { scopes: main, noCache: true });
  expect((await buildText(bench, pure, { scopes: pull })).output(1)).toBe('made 2\n');
  await tick();
  await buildText(bench, pure, { scopes: elsewhere, noCache: true });
  expect((await buildText(bench, pure, { scopes: elsewhere })).output(1)).toBe('made 2\n');
});

/** Time stamps tell makings apart. */
const tick = () => new Promise((resolve) => setTimeout(resolve, 5));

const slots = '((from base) (run (cache (c (target /c))) (shell fill)))';
const slotFiles = async (scopes: Scopes, leave: string): Promise<readonly string[]> => {
  let files: readonly string[] = [];
  bench.scripts.set('fill', ({ mounts }) => {
    const [slot] = mounts;
    const directory = slot?.kind === 'slot' ? slot.source : '';
    mkdirSync(path.join(directory, leave), { recursive: true });
    files = readdirSync(directory).filter((name) => name !== leave);
    return exited(0);
  });
  await buildText(bench, slots, { scopes, noCache: true });
  return files;
};

test('a slot starts as a copy of the base branch slot', async () => {
  expect(await slotFiles(main, 'of-main')).toEqual([]);
  expect(await slotFiles(elsewhere, 'of-other')).toEqual([]);
  expect(await slotFiles(pull, 'of-pull')).toEqual(['of-main']);
  expect(await slotFiles(otherPull, 'of-pull-2')).toEqual(['of-main']);
  expect(await slotFiles(pull, 'again')).toEqual(['of-main', 'of-pull']);
  expect(await slotFiles(main, 'x')).toEqual(['of-main']);
});

test('only trusted builds write a shared name, all may read', async () => {
  const sharing = '((from base) (run (network host) (share deps) (shell fetch)))';
  const trusted = (name: string): Scopes => ({ ...scopesNamed(name), maySharedWrite: true });
  const attack = await buildText(bench, sharing, { scopes: pull });
  expect(attack.report.outputs).toEqual({ got: '1' });
  const made = await buildText(bench, sharing, { scopes: trusted('main') });
  expect(made.report.outputs).toEqual({ got: '2' });
  for (const scopes of [trusted('other repository'), elsewhere, otherPull])
    expect((await buildText(bench, sharing, { scopes })).report.outputs).toEqual({ got: '2' });
  expect((await asked(elsewhere)).report.outputs).toEqual({ got: '3' });
  const byInput = { ...elsewhere, own: { key: 'third', label: 'third' }, share: 'deps' };
  expect((await asked(byInput)).report.outputs).toEqual({ got: '2' });
});

test("keySecrets makes a secret's value part of the key", async () => {
  const secret = '((from base) (run (secrets (token)) (shell fetch)))';
  const with_ = (token: string, more: Asked = {}) =>
    buildText(bench, secret, { scopes: main, secrets: { token }, ...more });
  const keyed = { keySecrets: ['token'] };
  await with_('right', keyed);
  expect((await with_('wrong', keyed)).report.outputs).toEqual({ got: '2' });
  expect((await with_('right', keyed)).report).toMatchObject({ cacheHit: true, outputs: { got: '1' } });
  const missing = await buildText(bench, secret, { scopes: main, ...keyed });
  expect(missing.of('failed')[0]?.error).toMatchObject({ code: 'secret-missing', value: 'token' });
});
