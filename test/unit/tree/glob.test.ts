import { execFileSync } from 'node:child_process';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Exclude } from '../../../src/contract/spec.ts';
import type { ManifestRequest } from '../../../src/contract/trees.ts';
import { openTrees } from '../../../src/tree/open.ts';
import { makeWorkplace, type Workplace } from '../../samples/trees.ts';

let work: Workplace;
const trees = openTrees();
const shell = (script: string) => execFileSync('sh', ['-euc', script], { cwd: work.context });

beforeEach(() => {
  work = makeWorkplace();
  shell(`mkdir -p src/deep/er lib .hidden
    touch package.json package-lock.json .package.json README.md src/a.c src/b.h src/deep/c.c src/deep/er/d.c lib/x.h .hidden/h.c
    ln -s /etc out; ln -s package.json link.json`);
});
afterEach(() => work?.remove());

const read = (glob: string, more: Partial<ManifestRequest> = {}) =>
  trees.readManifest({
    root: work.context,
    rootName: 'the context',
    src: [{ glob }],
    dst: '/d/',
    exclude: [],
    ...more,
  });
const paths = async (glob: string, more?: Partial<ManifestRequest>) =>
  (await read(glob, more)).entries.map(({ path }) => path);

test.each<[string, readonly string[]]>([
  ['package*.json', ['package-lock.json', 'package.json']],
  ['/package?json', ['package.json']],
  ['*.json', ['.package.json', 'link.json', 'package-lock.json', 'package.json']],
  ['src/*.c', ['a.c']],
  ['src/**/*.c', ['a.c', 'c.c', 'd.c']],
  ['**/*.c', ['h.c', 'a.c', 'c.c', 'd.c']],
  ['**/**/x.h', ['x.h']],
  ['**/deep', ['deep', 'deep/c.c', 'deep/er', 'deep/er/d.c']],
  ['src/**', ['a.c', 'b.h', 'deep', 'deep/c.c', 'deep/er', 'deep/er/d.c']],
  ['l*b', ['lib', 'lib/x.h']],
  ['ou?', ['out']],
])('%s matches %j', async (glob, expected) => {
  expect(await paths(glob)).toEqual(expected);
});

test('excluded and ignored files match nothing', async () => {
  const exclude: readonly Exclude[] = [{ kind: 'name', pattern: 'deep' }];
  expect(await paths('**/*.c', { exclude })).toEqual(['h.c', 'a.c']);
  shell("printf '**/*.c\\n!src/a.c\\n' > .dockerignore");
  expect(await paths('**/*.c', { isUsers: true })).toEqual(['a.c']);
});

test('a pattern without a match, and two matches with a name, are refused', async () => {
  await expect(read('*.none')).rejects.toMatchObject({ code: 'copy-refused', value: '*.none' });
  // A pattern never follows a link.
  await expect(read('out/*')).rejects.toThrow(/no file in the context matches/);
  shell('touch lib/a.c');
  await expect(read('**/a.c')).rejects.toThrow(
    /"lib\/a\.c" and "src\/a\.c" in the context would become one file/,
  );
  await expect(read('*.json', { dst: '/d' })).rejects.toThrow(/destination that ends in "\/"/);
});

test('hostile patterns and names cost no more than their lengths', async () => {
  shell(`touch ${'a'.repeat(250)}`);
  const start = performance.now();
  await expect(read(`${'*a'.repeat(120)}b`)).rejects.toThrow(/matches/);
  await expect(read(`${'**/'.repeat(90)}*a*b`)).rejects.toThrow(/matches/);
  // Backtracking would take centuries, so the speed of the machine does not matter.
  expect(performance.now() - start).toBeLessThan(60_000);
});

test('kept modes are in the manifest, without set-uid bits of the user', async () => {
  shell('chmod 4750 src/a.c; chmod 2711 src/deep');
  const modes = async (more: Partial<ManifestRequest>) => {
    const { entries } = await read('src', { keepsModes: true, ...more });
    return Object.fromEntries(entries.map(({ path, mode }) => [path, mode?.toString(8)]));
  };
  expect(await modes({ isUsers: true })).toMatchObject({ 'src/a.c': '750', 'src/deep': '711' });
  expect(await modes({})).toMatchObject({ 'src/a.c': '4750', 'src/deep': '2711' });
  const { digest } = await read('src', { keepsModes: true });
  shell('chmod 4751 src/a.c');
  expect((await read('src', { keepsModes: true })).digest).not.toBe(digest);
  expect((await read('out', { keepsModes: true })).entries[0]?.mode).toBeUndefined();
});

test('a copy gives owner and mode to new files and directories', async () => {
  shell('chmod 600 src/a.c');
  const stat = (name: string) =>
    execFileSync('stat', ['-c', '%u:%g %a', `${work.root}/${name}`], { encoding: 'utf8' }).trim();
  const manifest = await read('src');
  const user = { uid: 12, gid: 34 };
  const { context: from, root: to } = work;
  await trees.copy({ manifest, from, to, dst: '/d/', user, mode: 0o4751 });
  expect([stat('d'), stat('d/src'), stat('d/src/a.c')]).toEqual(['0:0 755', '12:34 4751', '12:34 4751']);
  await trees.copy({ manifest: await read('src', { keepsModes: true }), from, to, dst: '/k/', user });
  expect([stat('k/src/a.c'), stat('k/src/b.h')]).toEqual(['12:34 600', '12:34 644']);
});
