import { execFileSync } from 'node:child_process';
import {
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Memo } from '../../../../src/contract/memo.ts';
import type { Trees } from '../../../../src/contract/trees.ts';
import { openTrees } from '../../../../src/tree/open.ts';
import { FUTURE, makeTimedTree, PRESENT, timesIn } from '../../../samples/exact-times.ts';
import {
  makeMemo,
  makeWorkplace,
  manifestRequest,
  ownUser,
  performCopy,
  type SpecCopy,
  treeOf,
  type Workplace,
} from '../../../samples/trees.ts';

let work: Workplace;
const shell = (cwd: string, script: string) => execFileSync('sh', ['-euc', script], { cwd });
const copy = (one: SpecCopy) => performCopy(openTrees(), work, one);
const refusal = { code: 'copy-refused' };

beforeEach(() => {
  work = makeWorkplace();
  shell(work.context, 'echo new > f; mkdir d; echo in > d/g; chmod 700 d; ln -s f l');
  shell(work.path, 'mkdir outside; echo mine > outside/f; echo mine > outside/x');
});

afterEach(() => work?.remove());

const outside = () => treeOf(path.join(work.path, 'outside'));
const untouched = { f: 'mine\n', x: 'mine\n' };

describe('nothing outside of the root is touched', () => {
  test.each(['OUTSIDE', '../outside', '../../../../../../../../../../../../OUTSIDE', 'a/../../outside'])(
    'a directory of the image is a link to %s',
    async (target) => {
      const to = target.replace('OUTSIDE', path.join(work.path, 'outside'));
      shell(work.root, 'mkdir a');
      symlinkSync(to, path.join(work.root, 'd'));
      symlinkSync(to, path.join(work.root, 'dst'));
      await copy({ src: ['f', 'd', 'l'], dst: '/dst/' });
      await copy({ src: ['d'], dst: '/dst' });
      await copy({ src: ['.'], dst: '/' });
      expect(outside()).toEqual(untouched);
      expect(readFileSync(path.join(work.root, 'f'), 'utf8')).toBe('new\n');
    },
  );

  test('links of the image are replaced, not written through', async () => {
    shell(
      work.root,
      'mkdir dst; ln ../outside/f dst/f; ln -s ../../outside/x dst/l; ln -s ../../outside/x file',
    );
    await copy({ src: ['f', 'l'], dst: '/dst/' });
    await copy({ src: ['f'], dst: '/file' });
    expect(outside()).toEqual(untouched);
    expect(treeOf(work.root)).toEqual({ dst: 'dir', 'dst/f': 'new\n', 'dst/l': '-> f', file: 'new\n' });
  });

  test('a copied link is followed only inside the root', async () => {
    shell(work.context, `mkdir one two two/e; ln -s ${work.path}/outside one/e; echo evil > two/e/f`);
    await copy({ src: ['one/e', 'two/e'], dst: '/dst/' }).catch(() => undefined);
    await copy({ src: ['two/e', 'one/e'], dst: '/again/', exclude: ['f'] }).catch(() => undefined);
    expect(outside()).toEqual(untouched);
  });

  test('a loop of links is an error', async () => {
    symlinkSync('dst', path.join(work.root, 'dst'));
    await expect(copy({ src: ['f'], dst: '/dst/' })).rejects.toMatchObject(refusal);
  });
});

describe('existing files at the destination', () => {
  test.each([
    ['a file becomes a directory', 'echo x > d', ['d'], '/', { d: 'dir', 'd/g': 'in\n' }],
    ['a dangling link becomes a directory', 'ln -s gone d', ['d'], '/', { d: 'dir', 'd/g': 'in\n' }],
    [
      'a link to a directory stays and gets the files',
      'mkdir real; ln -s real d',
      ['d'],
      '/',
      { d: '-> real', real: 'dir', 'real/g': 'in\n' },
    ],
    ['an empty directory becomes a file', 'mkdir f', ['f'], '/', { f: 'new\n' }],
    ['an empty directory becomes a link', 'mkdir l', ['l'], '/', { l: '-> f' }],
    ['a pipe becomes a file', 'mkfifo f', ['f'], '/', { f: 'new\n' }],
    [
      'missing directories behind a link are made',
      'ln -s a/b dst',
      ['f'],
      '/dst/',
      { a: 'dir', 'a/b': 'dir', 'a/b/f': 'new\n', dst: '-> a/b' },
    ],
    [
      'directories are merged',
      'mkdir d; echo old > d/o',
      ['d'],
      '/',
      { d: 'dir', 'd/g': 'in\n', 'd/o': 'old\n' },
    ],
  ])('%s', async (_, prepare, src, dst, expected) => {
    shell(work.root, prepare);
    await copy({ src, dst });
    expect(treeOf(work.root)).toEqual(expected);
  });

  test.each([
    ['a full directory and a file', 'mkdir -p f/x', ['f'], '/', '/f'],
    ['a full directory and a destination', 'mkdir -p dst/x', ['f'], '/dst', '/dst'],
    ['a file on the way', 'echo x > dst', ['f'], '/dst/', '/dst'],
    ['a file far up the way', 'echo x > dst', ['f'], '/dst/a/b/', '/dst/a/b'],
  ])('%s: refused', async (_, prepare, src, dst, value) => {
    shell(work.root, prepare);
    const before = treeOf(work.root);
    await expect(copy({ src, dst })).rejects.toMatchObject({ ...refusal, value });
    expect(treeOf(work.root)).toEqual(before);
  });

  test('a later source replaces files of an earlier source', async () => {
    shell(work.context, 'mkdir -p one/x two; echo file > two/x; touch -d 2001-02-03 two/x');
    await copy({ src: ['one/x', 'two/x'], dst: '/dst/' });
    expect(treeOf(work.root)).toEqual({ dst: 'dir', 'dst/x': 'file\n' });
    expect(lstatSync(path.join(work.root, 'dst/x')).mtime.getUTCFullYear()).toBe(2001);
  });
});

describe('times', () => {
  // On a file system that keeps times after 2446.
  let memory: Workplace;
  beforeEach(() => {
    memory = makeWorkplace('/dev/shm');
    makeTimedTree(memory.context);
  });
  afterEach(() => memory?.remove());
  const copyAll = (trees: Trees, memo?: Memo) =>
    performCopy(trees, memory, { src: ['.'], dst: '/', ...(memo && { memo }) });

  test('keep their nanoseconds, before 1970 and after 2446 too', async () => {
    await copyAll(openTrees());
    expect(timesIn(memory.root)).toEqual(timesIn(memory.context));
    expect(timesIn(memory.root)).toMatchObject({
      present: PRESENT,
      'present/link': PRESENT,
      'future/file': FUTURE,
      'past/file': -446_752_799_999_999_999n,
    });
  });

  test('keep their nanoseconds if all digests are remembered', async () => {
    const memo = makeMemo();
    await wait(150);
    const manifest = manifestRequest(memory.context, { src: ['.'], dst: '/', memo });
    await openTrees().readManifest(manifest);
    await copyAll(openTrees(), memo);
    expect(memo.writes).toBe(1);
    expect(timesIn(memory.root)).toEqual(timesIn(memory.context));
  });

  test('belong to the last of several sources of a name', async () => {
    shell(memory.context, 'mkdir a b; echo a > a/f; echo b > b/f; ln -s x a/l; echo > b/l');
    shell(memory.context, 'touch -h -d @5.000000001 a/f a/l; touch -h -d @7 b/f b/l');
    await performCopy(openTrees(), memory, { src: ['a/f', 'a/l', 'b/f', 'b/l'], dst: '/' });
    expect(timesIn(memory.root)).toEqual({ f: 7_000_000_000n, l: 7_000_000_000n });
  });

  test('of directories and links that are gone come from the manifest', async () => {
    const trees = openTrees();
    const manifest = await trees.readManifest(manifestRequest(memory.context, { src: ['.'], dst: '/' }));
    shell(memory.context, 'rm -r micro; rm -r whole');
    const files = manifest.entries.filter(({ kind, from }) => kind !== 'file' || !/large/.test(from));
    const request = { from: memory.context, to: memory.root, dst: '/', user: ownUser };
    await trees.copy({ ...request, manifest: { ...manifest, entries: files } });
    const { micro = 0n, whole } = timesIn(memory.root);
    expect(whole).toBe(1_767_323_045_000_000_000n);
    expect(Math.abs(Number(micro - 1_767_323_045_123_456_001n))).toBeLessThan(300);
    expect(timesIn(memory.root)['micro/file']).toBe(1_767_323_045_123_456_001n);
  });
});

describe('a file that changes between the manifest and the copy', () => {
  const large = 300 * 1024;
  const changes: readonly (readonly [string, (file: string) => void])[] = [
    ['other bytes', (file) => writeFileSync(file, Buffer.alloc(large, 2))],
    ['more bytes', (file) => writeFileSync(file, Buffer.alloc(large + 1, 1))],
    ['gone', (file) => renameSync(file, `${file}.gone`)],
    ['a link to another file', (file) => shell(path.dirname(file), `cp big c; ln -sf c big`)],
    ['a pipe', (file) => shell(path.dirname(file), `rm big; mkfifo big`)],
    ['a directory', (file) => shell(path.dirname(file), `rm big; mkdir big`)],
    ['below a link', (file) => shell(work.context, `mv d e; ln -s e d; ls ${file} > /dev/null`)],
  ];
  test.each(changes)('is refused by name: %s', async (_, change) => {
    const file = path.join(work.context, 'd/big');
    writeFileSync(file, Buffer.alloc(large, 1));
    const trees = openTrees();
    const manifest = await trees.readManifest(manifestRequest(work.context, { src: ['d'], dst: '/' }));
    change(file);
    const request = { manifest, from: work.context, to: work.root, dst: '/', user: ownUser };
    await expect(trees.copy(request)).rejects.toMatchObject({ ...refusal, value: 'd/big' });
    expect(readdirSync(path.join(work.root, 'd')).length).toBeLessThanOrEqual(2);
  });

  test('a small file is copied from memory', async () => {
    const trees = openTrees();
    const manifest = await trees.readManifest(manifestRequest(work.context, { src: ['f'], dst: '/f' }));
    writeFileSync(path.join(work.context, 'f'), 'bad\n');
    await trees.copy({ manifest, from: work.context, to: work.root, dst: '/f', user: ownUser });
    expect(treeOf(work.root)).toEqual({ f: 'new\n' });
  });

  test.each(['bad\n', 'longer\n', ''])('a small file no longer in memory is refused: %j', async (content) => {
    const request = manifestRequest(work.context, { src: ['f'], dst: '/f' });
    const manifest = structuredClone(await openTrees().readManifest(request));
    writeFileSync(path.join(work.context, 'f'), content);
    const copying = { manifest, from: work.context, to: work.root, dst: '/f', user: ownUser };
    await expect(openTrees().copy(copying)).rejects.toMatchObject({ ...refusal, value: 'f' });
  });
});

test('the copy is the same with and without kept contents', async () => {
  shell(
    work.context,
    'head -c 700000 /dev/urandom > big; truncate -s 3M sparse; echo end >> sparse; chmod +x f',
  );
  const request = manifestRequest(work.context, { src: ['.'], dst: '/a/' });
  const trees = openTrees();
  const manifest = await trees.readManifest(request);
  const common = { manifest, from: work.context, to: work.root, user: ownUser };
  await trees.copy({ ...common, dst: '/a/' });
  await openTrees().copy({ ...common, dst: '/b/', manifest: structuredClone(manifest) });
  const [a, b] = ['a', 'b'].map((name) => path.join(work.root, name)) as [string, string];
  execFileSync('diff', ['-r', '--no-dereference', work.context, a]);
  expect(treeOf(b)).toEqual(treeOf(a));
  for (const place of [a, b]) expect(lstatSync(path.join(place, 'sparse')).blocks).toBeLessThan(1024);
});

test('strange names stay unchanged', async () => {
  const strange = ['new\nline', '-rf', ' ', '\\', '"', '*', '\u{1f600}', 'ä', '__proto__', '%s', '\u0001'];
  for (const name of strange) writeFileSync(path.join(work.context, 'd', name), name);
  const bytes = Buffer.concat([Buffer.from(path.join(work.context, 'd/bytes')), Buffer.of(0xff, 0x80)]);
  mkdirSync(bytes);
  symlinkSync(Buffer.of(0xfe, 0x2f, 0xfd), Buffer.concat([bytes, Buffer.from('/link')]));
  writeFileSync(Buffer.concat([bytes, Buffer.from('/f')]), 'f');
  await copy({ src: ['d'], dst: '/sp ace/d' });
  execFileSync('diff', [
    '-r',
    '--no-dereference',
    path.join(work.context, 'd'),
    path.join(work.root, 'sp ace/d'),
  ]);
  const names = (root: string) =>
    readdirSync(path.join(root, 'd'), 'buffer').map((name) => name.toString('hex'));
  expect(names(path.join(work.root, 'sp ace')).sort()).toEqual(names(work.context).sort());
});

test('a signal ends a copy before and during it', async () => {
  shell(work.context, 'mkdir many; cd many; i=0; while [ $i -lt 2000 ]; do echo $i > $i; i=$((i+1)); done');
  const trees = openTrees();
  const manifest = await trees.readManifest(manifestRequest(work.context, { src: ['.'], dst: '/' }));
  const request = { manifest, from: work.context, to: work.root, dst: '/', user: ownUser };
  await expect(trees.copy({ ...request, signal: AbortSignal.abort() })).rejects.toMatchObject({
    code: 'cancelled',
  });
  expect(treeOf(work.root)).toEqual({});
  const controller = new AbortController();
  // On a busy machine, the first turn of the copy makes nothing.
  const abortAtFirst = () =>
    readdirSync(work.root).length > 0 ? controller.abort() : setImmediate(abortAtFirst);
  setImmediate(abortAtFirst);
  await expect(trees.copy({ ...request, signal: controller.signal })).rejects.toMatchObject({
    code: 'cancelled',
  });
  expect(readdirSync(work.root).length).toBeGreaterThan(0);
});

test('a copy leaves no file open', async () => {
  const open = () => readdirSync('/proc/self/fd').length;
  const before = open();
  await copy({ src: ['.'], dst: '/a/' });
  await copy({ src: ['d/nothing'], dst: '/a/' }).catch(() => undefined);
  shell(work.context, 'mkfifo d/pipe');
  await copy({ src: ['.'], dst: '/b/' }).catch(() => undefined);
  shell(work.root, 'mkdir -p c/f/x');
  await copy({ src: ['f'], dst: '/c/' }).catch(() => undefined);
  expect(open()).toBe(before);
});
