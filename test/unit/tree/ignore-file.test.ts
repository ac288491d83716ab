import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Manifest } from '../../../src/contract/trees.ts';
import { openRoot } from '../../../src/tree/directory.ts';
import { readIgnoreFile } from '../../../src/tree/ignore-file.ts';
import { openTrees } from '../../../src/tree/open.ts';
import { makeWorkplace, manifestRequest, type SpecCopy, type Workplace } from '../../samples/trees.ts';

let work: Workplace;
const trees = openTrees();

function write(file: string, text = '') {
  const target = path.join(work.context, file);
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, text);
}

const read = (copy: Partial<SpecCopy> = {}, more: object = {}): Promise<Manifest> =>
  trees.readManifest({
    ...manifestRequest(work.context, { src: ['.'], dst: '/d/', ...copy }),
    isUsers: true,
    ...more,
  });
const paths = async (copy?: Partial<SpecCopy>, more?: object) =>
  (await read(copy, more)).entries.map((entry) => entry.path).filter((name) => name !== '');

beforeEach(() => {
  work = makeWorkplace();
});
afterEach(() => work.remove());

describe('the context', () => {
  beforeEach(() => {
    for (const file of ['a.c', 'a.o', 'out/b', 'out/keep/c', 'deep/out/d', 'empty/e.o']) write(file);
  });

  test('lacks the files of .dockerignore', async () => {
    write('.dockerignore', '# built\r\nout\n**/*.o\n.dockerignore\n');
    expect(await paths()).toEqual(['a.c', 'deep', 'deep/out', 'deep/out/d', 'empty']);
  });

  test('prefers .obuilderignore', async () => {
    write('.dockerignore', 'a.c');
    write('.obuilderignore', '*ignore\n*.o\n');
    expect(await paths()).toContain('a.c');
    expect(await paths()).not.toContain('a.o');
  });

  test('keeps exceptions, with only the directories on their way', async () => {
    write('.dockerignore', '*\n!out/keep\n');
    expect(await paths()).toEqual(['out', 'out/keep', 'out/keep/c']);
  });

  test('ignores nothing in a nested build and below a deeper directory', async () => {
    write('.dockerignore', '*');
    expect(await paths({}, { isUsers: false })).toContain('a.c');
    write('deep/.dockerignore', '*');
    write('.dockerignore', '');
    expect(await paths({ src: ['deep'] })).toContain('deep/out/d');
  });

  test('refuses a source that the file leaves out', async () => {
    write('.dockerignore', 'out');
    for (const src of ['out', 'out/b', './out/keep/c'])
      await expect(read({ src: [src] })).rejects.toMatchObject({
        code: 'copy-refused',
        value: src,
        message: expect.stringContaining('by .dockerignore'),
        hint: expect.stringContaining('!'),
      });
  });

  test.each([
    ['a malformed pattern', () => write('.dockerignore', 'a[\n')],
    ['a link', () => symlinkSync('a.c', path.join(work.context, '.dockerignore'))],
    ['a directory', () => mkdirSync(path.join(work.context, '.dockerignore'))],
    ['more than 1 MiB', () => write('.dockerignore', 'x\n'.repeat(600_000))],
  ])('refuses an ignore file with %s', async (_what, make) => {
    make();
    await expect(read()).rejects.toMatchObject({ code: 'copy-refused', value: '.dockerignore' });
  });
});

describe('a copy', () => {
  beforeEach(() => {
    for (const file of ['.git/index', 'ci/build.spec', 'a.c']) write(file);
  });
  const warnings = async (copy?: Partial<SpecCopy>) =>
    (await read(copy, { specFile: 'ci/build.spec' })).warnings;

  test('of .git and the spec gives one warning', async () => {
    expect(await warnings()).toEqual([
      expect.stringMatching(/includes \.git and ci\/build\.spec, .* list both in \.dockerignore/),
    ]);
  });

  test('of neither gives none', async () => {
    expect(await warnings({ exclude: ['.git', 'ci'] })).toEqual([]);
    expect(await warnings({ src: ['a.c'] })).toEqual([]);
  });

  test('with an ignore file gives none', async () => {
    write('.dockerignore', 'other');
    expect(await warnings()).toEqual([]);
  });

  test('of installed packages gives a warning, without an ignore file', async () => {
    const ofPackages = async () => (await read({ exclude: ['.git'] })).warnings;
    write('web/node_modules.md');
    expect(await ofPackages()).toEqual([]);
    write('node_modules/a/index.js');
    write('web/node_modules/b/node_modules/c/index.js');
    expect(await ofPackages()).toEqual([
      'the copy includes installed packages, node_modules and web/node_modules: list both in .dockerignore',
    ]);
    write('.dockerignore', 'other');
    expect(await ofPackages()).toEqual([]);
  });

  test('of a base image of the spec gives a warning, without an ignore file', async () => {
    const ofImages = async (more: object = {}) =>
      (await read({ exclude: ['.git'] }, { images: ['image.tar', 'image.tar:1', 'layout', 'none'], ...more }))
        .warnings;
    write('image.tar.md');
    expect(await ofImages()).toEqual([]);
    write('image.tar');
    expect(await ofImages()).toEqual([
      'the copy includes base images of this spec, image.tar, whose files the steps have already: list the name in .dockerignore',
    ]);
    write('layout/blobs/a');
    write('layout/blobs/b');
    expect(await ofImages({ isMount: true })).toEqual([
      expect.stringMatching(
        /^the mount includes base images of this spec, image\.tar and layout, .* list both/,
      ),
    ]);
    write('.dockerignore', 'other');
    expect(await ofImages()).toEqual([]);
  });

  test('of outputs of the build gives a warning, with an ignore file too', async () => {
    const outputs = ['dist', 'report.tar', 'missing', 'a'];
    const ofOutputs = async (more: object = {}) => (await read({}, { outputs, ...more })).warnings;
    write('dist/bin/app');
    write('dist.c');
    write('.dockerignore', '.git');
    expect(await ofOutputs()).toEqual([
      'the copy includes outputs of this build, dist, so the next build runs the next steps again: list the name in .dockerignore',
    ]);
    write('report.tar');
    expect(await ofOutputs({ isMount: true })).toEqual([
      expect.stringMatching(/^the mount includes outputs of this build, dist and report\.tar, .* list both/),
    ]);
    for (const name of ['c', 'd', 'e', 'f', 'g', 'h']) write(name);
    expect(await ofOutputs({ outputs: ['c', 'd', 'e', 'f', 'g', 'h', 'dist'] })).toEqual([
      expect.stringMatching(/outputs of this build, c, d, dist, e, f and 2 more, .* list all/),
    ]);
    write('.dockerignore', 'dist\nreport.tar');
    expect(await ofOutputs()).toEqual([]);
  });
});

/** Of moby/patternmatcher, `TestMatches`. */
const MOBY: readonly (readonly [string, string, boolean])[] = [
  ['**', 'file', true],
  ['**/', 'file', true],
  ['**', 'dir/file', true],
  ['**/', 'dir/file', true],
  ['**/**', 'dir/file', true],
  ['dir/**', 'dir/file', true],
  ['dir/**', 'dir/dir2/file', true],
  ['**/dir2/*', 'dir/dir2/file', true],
  ['**/dir2/**', 'dir/dir2/dir2/file', true],
  ['**file', 'file', true],
  ['**file', 'dir/file', true],
  ['**/file', 'dir/file', true],
  ['**file', 'dir/dir/file', true],
  ['**/file*', 'dir/dir/file.txt', true],
  ['**/file*txt', 'dir/dir/file.txt', true],
  ['**/file*.txt*', 'dir/dir/file.txt', true],
  ['**/**/*.txt', 'dir/dir/file.txt', true],
  ['**/**/*.txt2', 'dir/dir/file.txt', false],
  ['**/*.txt', 'file.txt', true],
  ['a**/*.txt', 'a/file.txt', true],
  ['a**/*.txt', 'a/dir/file.txt', true],
  ['a**/*.txt', 'a/dir/dir/file.txt', true],
  ['a/*.txt', 'a/dir/file.txt', false],
  ['a/*.txt', 'a/file.txt', true],
  ['a/*.txt**', 'a/file.txt', true],
  ['a[b-d]e', 'ae', false],
  ['a[b-d]e', 'ace', true],
  ['a[b-d]e', 'aae', false],
  ['a[^b-d]e', 'aze', true],
  ['.*', '.foo', true],
  ['.*', 'foo', false],
  ['abc.def', 'abcdef', false],
  ['abc.def', 'abc.def', true],
  ['abc.def', 'abcZdef', false],
  ['abc?def', 'abcZdef', true],
  ['abc?def', 'abcdef', false],
  ['a\\\\', 'a\\', true],
  ['**/foo/bar', 'foo/bar', true],
  ['**/foo/bar', 'dir/foo/bar', true],
  ['**/foo/bar', 'dir/dir2/foo/bar', true],
  ['abc/**', 'abc', false],
  ['abc/**', 'abc/def', true],
  ['abc/**', 'abc/def/ghi', true],
  ['**/.foo', '.foo', true],
  ['**/.foo', 'bar.foo', false],
  ['a(b)c/def', 'a(b)c/def', true],
  ['a(b)c/def', 'a(b)c/xyz', false],
  ['a.|)$(}+{bc', 'a.|)$(}+{bc', true],
  [
    'dist/p.py-2.4.0rc3.dev36+g08acad9-py3-none-any.whl',
    'dist/p.py-2.4.0rc3.dev36+g08acad9-py3-none-any.whl',
    true,
  ],
  ['dist/*.whl', 'dist/p.py-2.4.0rc3.dev36+g08acad9-py3-none-any.whl', true],
  // Of `TestMultiplePatternMatches` and the parser of .dockerignore.
  ['**\n!util/docker/web', 'util/docker/web/foo', false],
  ['**\n!util/docker/web\nutil/docker/web/foo', 'util/docker/web/foo', true],
  ['**\n!dist/p.whl', 'dist/p.whl', false],
  ['  docs/*  ', 'docs/README.md', true],
  ['/docs', 'docs/README.md', true],
  ['docs/', 'docs/README.md', true],
  ['./docs/../a', 'a', true],
  ['docs\n!docs/README.md', 'docs/README.md', false],
  ['docs/*\n!docs/README.md', 'docs/b', true],
  ['# docs', '# docs', false],
  ['DOCS', 'docs', false],
];

test.each(MOBY)('the pattern %j on %j means %j', async (patterns, file, ignored) => {
  write('.dockerignore', patterns);
  const root = openRoot(work.context);
  try {
    expect((await readIgnoreFile(root, { isUsers: true }))?.ignores(file)).toBe(ignored);
  } finally {
    root.close();
  }
});
