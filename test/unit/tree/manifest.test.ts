import { execFileSync } from 'node:child_process';
import { chmodSync, linkSync, mkdirSync, renameSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Manifest } from '../../../src/contract/trees.ts';
import { isObuilderError } from '../../../src/errors.ts';
import { openTrees } from '../../../src/tree/open.ts';
import { makeWorkplace, manifestRequest, type SpecCopy, type Workplace } from '../../samples/trees.ts';

let work: Workplace;
const trees = openTrees();
const at = (name: string) => path.join(work.context, name);
const shell = (script: string) => execFileSync('sh', ['-euc', script], { cwd: work.context });

const read = (copy: Partial<SpecCopy> = {}): Promise<Manifest> =>
  trees.readManifest(manifestRequest(work.context, { src: ['.'], dst: '/d/', ...copy }));
const paths = async (copy?: Partial<SpecCopy>) => (await read(copy)).entries.map((entry) => entry.path);
const digest = async (copy?: Partial<SpecCopy>) => (await read(copy)).digest;

async function refusal(copy: Partial<SpecCopy>) {
  const error = await read(copy).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!isObuilderError(error, 'copy-refused')) throw new Error('nothing was refused', { cause: error });
  return error;
}

beforeEach(() => {
  work = makeWorkplace();
});

afterEach(() => work?.remove());

describe('the digest', () => {
  beforeEach(() => shell('mkdir -p a/b; echo 1 > a/f; echo 2 > a/b/g; ln -s f a/l'));

  test.each([
    ['a byte', () => writeFileSync(at('a/f'), '2\n')],
    ['an executable bit', () => chmodSync(at('a/f'), 0o654)],
    ['a name', () => renameSync(at('a/f'), at('a/h'))],
    ['a place', () => renameSync(at('a/f'), at('a/b/f'))],
    ['an empty directory', () => mkdirSync(at('a/e'))],
    ['a link’s target', () => shell('ln -sf b a/l')],
    ['a link in place of a file', () => shell('rm a/f; ln -s l a/f')],
  ])('changes with %s', async (_, change) => {
    const before = await digest();
    change();
    expect(await digest()).not.toBe(before);
  });

  test.each([
    ['times', () => utimesSync(at('a/f'), 1, 1)],
    ['bits that are not copied', () => chmodSync(at('a/f'), 0o600)],
    ['the mode of a directory', () => chmodSync(at('a/b'), 0o700)],
    [
      'a hard link in place of an equal file',
      () => shell('cp a/f a/x; sync; rm a/f; ln a/x a/f; mv a/x .x; rm .x'),
    ],
    ['what is excluded', () => shell('mkdir node_modules; echo > node_modules/x')],
  ])('does not change with %s', async (_, change) => {
    const before = await digest({ exclude: ['node_modules'] });
    change();
    expect(await digest({ exclude: ['node_modules'] })).toBe(before);
  });

  test('differs for different names', async () => {
    const seen = new Set<string>();
    for (const name of ['x\ny', 'x', 'y', '["file","x"]', 'x\\ny', 'x\u2028y', '__proto__', 'constructor']) {
      shell('rm -rf a; mkdir a');
      writeFileSync(at(`a/${name}`), 'same');
      seen.add(await digest());
      expect(await paths({ src: ['a'] })).toEqual(['a', `a/${name}`]);
    }
    expect(seen.size).toBe(8);
  });
});

describe('order and names', () => {
  test('parents come first, names in byte order', async () => {
    for (const name of ['b', 'B', 'a.b', 'Z', 'ä', '\uffee', '\u{1f600}', '_']) writeFileSync(at(name), '');
    mkdirSync(at('a'));
    writeFileSync(at('a/c'), '');
    expect(await paths()).toEqual(['', 'B', 'Z', '_', 'a', 'a/c', 'a.b', 'b', 'ä', '\uffee', '\u{1f600}']);
  });

  test('names and targets without UTF-8 stay distinct', async () => {
    const name = (byte: number) => Buffer.concat([Buffer.from(at('n')), Buffer.of(byte)]);
    for (const byte of [0xff, 0xfe]) writeFileSync(name(byte), '');
    symlinkSync(Buffer.from([0xe4]), at('l'));
    writeFileSync(at('\ufffd'), '');
    const { entries } = await read();
    expect(entries.map((entry) => entry.path)).toEqual(['', 'l', 'n\udcfe', 'n\udcff', '\ufffd']);
    expect(entries[1]).toMatchObject({ kind: 'link', target: '\udce4' });
  });
});

describe('a source with a blank in its name', () => {
  beforeEach(() => shell("mkdir -p 'a/my dir'; touch 'a/ü one two' 'a/my dir/f' b"));

  test.each([
    [['b', 'a/ü', 'one', 'two', 'b'], 'a/ü one two'],
    [['a/my', 'dir/f'], 'a/my dir/f'],
    [['a/my', 'dir/'], 'a/my dir/'],
  ])('%j is offered in quotes', async (src, quoted) => {
    expect((await refusal({ src })).hint).toBe(`Write ${JSON.stringify(quoted)} in quotes.`);
  });

  test.each([[['a/ü', 'one', 'b']], [['a/my', 'dir/../b']], [['a/my/x', 'dir/f']], [['c', 'x'.repeat(300)]]])(
    '%j is no such name',
    async (src) => expect((await refusal({ src })).hint).not.toContain('in quotes'),
  );
});

describe('refusals', () => {
  test.each([
    ['..', { src: ['../x'] }, { value: '../x' }],
    ['.. inside', { src: ['a/../a'] }, { value: 'a/../a' }],
    [
      'a missing source, with the nearest name',
      { src: ['a/redme'] },
      { value: 'a/redme', hint: 'Did you mean "readme"?' },
    ],
    [
      'a missing directory',
      { src: ['b/readme'] },
      { message: 'the source "b/readme" is not in the context: "b" does not exist' },
    ],
    ['a way through a link', { src: ['l/readme'] }, { hint: expect.stringContaining('"a"') }],
    ['a link with a slash', { src: ['l/'] }, { value: 'l/' }],
    ['a way through a file', { src: ['a/readme/x'] }, { value: 'a/readme/x' }],
    ['a file with a slash', { src: ['a/readme/'] }, { value: 'a/readme/' }],
    ['a file with a dot behind a slash', { src: ['a/readme/.'] }, { value: 'a/readme/.' }],
    [
      'several sources without a slash',
      { src: ['a', 'l'], dst: '/d' },
      { value: '/d', hint: expect.stringContaining('/d/') },
    ],
    ['a file that would become a directory', { src: ['a/readme'], dst: '/d/.' }, { value: '/d/.' }],
    ['a link that would become a directory', { src: ['l'], dst: '/.' }, { value: '/.' }],
    ['.. in the destination', { dst: '/d/../e/' }, { value: '/d/../e/' }],
  ])('%s', async (_, copy, expected) => {
    shell('mkdir a; echo hi > a/readme; ln -s a l');
    expect(await refusal(copy)).toMatchObject(expected);
  });

  test('a missing context', async () => {
    const request = { ...manifestRequest(at('nowhere'), { src: ['.'], dst: '/' }), rootName: 'the context' };
    await expect(trees.readManifest(request)).rejects.toMatchObject({
      code: 'copy-refused',
      value: at('nowhere'),
    });
  });

  test('a pipe and a socket, unless excluded', async () => {
    shell('mkfifo pipe');
    expect(await refusal({})).toMatchObject({ value: 'pipe', message: expect.stringContaining('a pipe') });
    const server = createServer().listen(at('socket'));
    await new Promise((resolve) => server.once('listening', resolve));
    try {
      expect(await refusal({ exclude: ['pipe'] })).toMatchObject({ value: 'socket' });
      expect(await paths({ exclude: ['pipe', 'socket'] })).toEqual(['']);
    } finally {
      server.close();
    }
  });

  test('a path longer than programs can use', async () => {
    mkdirSync(at('d'));
    for (let depth = 0; depth < 100; depth += 1) {
      mkdirSync(at('t'));
      renameSync(at('d'), at(`t/${'x'.repeat(40)}`));
      renameSync(at('t'), at('d'));
    }
    expect(await refusal({})).toMatchObject({ message: expect.stringContaining('longer than 3840 bytes') });
  });
});

test('hundreds of nested directories are read', async () => {
  shell('i=0; while [ $i -lt 900 ]; do mkdir d; cd d; i=$((i+1)); done; echo deep > f');
  const { entries } = await read();
  expect(entries).toHaveLength(902);
  expect(entries.at(-1)).toMatchObject({ kind: 'file', size: 5 });
});

test('links are never followed', async () => {
  shell('mkdir d; ln -s /etc/shadow d/shadow; ln -s / d/host; ln -s loop d/loop; ln -s d/shadow top');
  const { entries } = await read();
  expect(entries.filter(({ kind }) => kind === 'file')).toEqual([]);
  expect(entries.filter(({ kind }) => kind === 'link').map((entry) => entry.path)).toEqual([
    'd/host',
    'd/loop',
    'd/shadow',
    'top',
  ]);
});

test('a hard link is a separate file', async () => {
  writeFileSync(at('x'), 'x');
  linkSync(at('x'), at('y'));
  expect((await read()).entries.slice(1)).toMatchObject([
    { kind: 'file', path: 'x' },
    { kind: 'file', path: 'y' },
  ]);
});

test('a signal ends the reading before and during it', async () => {
  await expect(read({ signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'cancelled' });
  shell('truncate -s 4G sparse');
  const controller = new AbortController();
  const reading = read({ signal: controller.signal });
  setTimeout(() => controller.abort(), 30);
  await expect(reading).rejects.toMatchObject({ code: 'cancelled' });
});
