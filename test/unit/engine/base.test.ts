import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Asked, type Bench, buildText, exited, openBench, scopesNamed } from '../../fakes/build.ts';

let bench: Bench;
beforeEach(() => {
  bench = openBench();
});
afterEach(() => bench.close());

const build = (text: string, asked: Asked = {}) => buildText(bench, text, asked);
const FIRST = '((from base) (env A a) (run (shell one)))';
const onBase = (id: string, ...operations: readonly string[]) =>
  `((from obuilder:${id}) ${operations.join(' ')})`;

test('a build continues from a result without a step, and later ids are those of one spec', async () => {
  const first = await build(FIRST);
  const { outcomes, report } = await build(onBase(first.report.id, '(run (shell two))'));
  expect(outcomes).toEqual([`(from obuilder:${first.report.id}): cached`, '(run (shell two)): built']);
  expect(bench.counts.loaded).toEqual(['base']);
  expect(bench.counts.resolved).toEqual(['base']);
  const whole = await build('((from base) (env A a) (run (shell one)) (run (shell two)))');
  expect(whole.report.cacheHit).toBe(true);
  expect(whole.report.id).toBe(report.id);
});

test('the environment goes on; log and outputs of the base do not', async () => {
  bench.scripts.set('one', (request) => {
    request.onOutput(Buffer.from('secret log\n'));
    return { kind: 'exited', code: 0, outputFile: Buffer.from('x=1\n') };
  });
  const first = await build(FIRST);
  const environments: unknown[] = [];
  bench.scripts.set('two', (request) => {
    environments.push(request.env, request.cwd, request.user);
    return { kind: 'exited', code: 0, outputFile: Buffer.alloc(0) };
  });
  const second = await build(onBase(first.report.id, '(env B b)', '(run (shell two))'));
  expect(environments).toEqual([
    [
      ['A', 'a'],
      ['B', 'b'],
      ['PATH', '/bin'],
    ],
    '/',
    { uid: 0, gid: 0 },
  ]);
  expect(second.output(0)).toBe('');
  expect(second.report.outputs).toEqual({});
});

test('a base image is a base, and nested builds have bases of their own', async () => {
  const first = await build('((from base))');
  const text = `((build b (${`(from obuilder:${first.report.id})`} (run (shell in))))
    (from obuilder:${first.report.id}) (copy (from (build b)) (src in) (dst /)))`;
  const { outcomes } = await build(text);
  expect(outcomes.map((line) => line.split(': ').at(-1))).toEqual(['cached', 'built', 'cached', 'built']);
});

test('no-cache and pull do not make a base again', async () => {
  const first = await build(FIRST);
  const again = await build(onBase(first.report.id, '(run (shell two))'), {
    noCache: true,
    pull: 'always',
    refresh: ['line:1'],
  });
  expect(again.outcomes[0]).toMatch(/: cached$/);
  expect(bench.counts.ran).toEqual(['one', 'two']);
});

test('the first digits of an id get the command for the rest', async () => {
  const { of } = await build('((from obuilder:0123456789ab) (run (shell x)))');
  expect(of('failed')[0]?.error).toMatchObject({
    code: 'image-invalid',
    hint: expect.stringContaining('The command "inspect 0123456789ab" prints all digits.') as string,
  });
});

test.each(['obuilder:', 'obuilder:latest', `obuilder:${'A'.repeat(64)}`])('%s is no base', async (image) => {
  const { of } = await build(`((from ${image}))`);
  expect(of('failed')[0]?.error).toMatchObject({
    code: 'image-invalid',
    value: image,
    at: { line: 1, column: 2 },
    hint: expect.stringContaining('docker://obuilder:TAG'),
  });
});

test('a base that is nowhere is an error that says where it was sought', async () => {
  const id = '0'.repeat(64);
  const { of } = await build(`((from obuilder:${id}) (run (shell x)))`);
  expect(of('failed')[0]?.error).toMatchObject({
    code: 'result-missing',
    value: id,
    message: `could not start from obuilder:${id}: the result is not in this store`,
    hint: expect.stringContaining('on this machine'),
    at: { line: 1 },
  });
});

test('a base that is a failed step is an error that tells how to see its files', async () => {
  bench.scripts.set('bad', () => exited(1));
  const { of } = await build('((from base) (run (shell bad)))', { keepFailed: true });
  const id = of('step-end').at(-1)?.id ?? '';
  expect(bench.store.failed()).toMatchObject([{ id }]);
  const told = await build(`((from obuilder:${id}) (run (shell x)))`);
  expect(told.of('failed')[0]?.error).toMatchObject({
    code: 'result-missing',
    value: id,
    message: `could not start from obuilder:${id}: the step with this id has failed here, and its result is not in this store`,
    hint: `Only a result of a successful step can be a base: repair the step, or continue from the result of the step before. \`shell ${id.slice(0, 12)}\` opens the files of the failed step.`,
    at: { line: 1 },
  });
  bench.scripts.delete('bad');
  await build('((from base) (run (shell bad)))');
  expect((await build(`((from obuilder:${id}))`)).result.kind).toBe('built');
});

describe('scopes', () => {
  const main = scopesNamed('main');
  const pull = scopesNamed('pull 7', 'main');
  const other = scopesNamed('other');
  const continuing = (id: string, asked: Asked) => build(onBase(id, '(run (shell two))'), asked);
  const refused = { code: 'result-missing', message: expect.stringContaining('of another scope') };
  const IMPURE = '((from base) (run (network host) (shell one)))';

  test.each([
    ['pure', FIRST],
    ['impure', IMPURE],
  ])('the id of a %s result gives no other scope access', async (_kind, text) => {
    const { id } = (await build(text, { scopes: main })).report;
    expect((await continuing(id, { scopes: other })).of('failed')[0]?.error).toMatchObject(refused);
    expect((await continuing(id, { scopes: pull })).result.kind).toBe('built');
    const { id: fromPull } = (await build(text.replace('one', 'three'), { scopes: pull })).report;
    expect((await continuing(fromPull, { scopes: main })).of('failed')[0]?.error).toMatchObject(refused);
    expect((await continuing(id, { scopes: { ...other, isOwner: true } })).result.kind).toBe('built');
  });

  test('a scope that got a result from a spec may continue from it', async () => {
    const { id } = (await build(FIRST, { scopes: pull })).report;
    expect((await continuing(id, { scopes: main })).of('failed')[0]?.error).toMatchObject(refused);
    expect((await build(FIRST, { scopes: main })).report).toMatchObject({ id, cacheHit: true });
    expect((await continuing(id, { scopes: main })).result.kind).toBe('built');
    expect((await continuing(id, { scopes: other })).of('failed')[0]?.error).toMatchObject(refused);
  });
});
