import { execFileSync } from 'node:child_process';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openTrees } from '../../../src/tree/open.ts';
import { makeWorkplace, manifestRequest, type SpecCopy, type Workplace } from '../../samples/trees.ts';

let work: Workplace;
const shell = (script: string) => execFileSync('sh', ['-euc', script], { cwd: work.context });

async function paths(copy: Partial<SpecCopy>) {
  const request = manifestRequest(work.context, { src: ['.'], dst: '/d/', ...copy });
  return (await openTrees().readManifest(request)).entries.map((entry) => entry.path);
}

beforeEach(() => {
  work = makeWorkplace();
});

afterEach(() => work?.remove());

test('a pattern of many slashes is refused at once', async () => {
  const pattern = `a${'/'.repeat(1_000_000)}x`;
  await expect(paths({ exclude: [{ kind: 'glob', pattern }] })).rejects.toThrow(/more than 2048 characters/);
});

describe('exclude', () => {
  beforeEach(() => shell('mkdir -p a/b src; touch a/x.o a/b/y.o a/b/.z.o src/x.c x.o src/[x] "!x"'));

  test.each<[string, SpecCopy['exclude'], string[]]>([
    ['a name at any depth', ['b', 'x.o'], ['', '!x', 'a', 'src', 'src/[x]', 'src/x.c']],
    [
      'a name that looks like a pattern',
      ['*', '**', '[x]'],
      ['', '!x', 'a', 'a/b', 'a/b/.z.o', 'a/b/y.o', 'a/x.o', 'src', 'src/x.c', 'x.o'],
    ],
    [
      'a glob in one directory',
      [{ kind: 'glob', pattern: '*.o' }],
      ['', '!x', 'a', 'a/b', 'a/b/.z.o', 'a/b/y.o', 'a/x.o', 'src', 'src/[x]', 'src/x.c'],
    ],
    [
      'a glob at any depth',
      [
        { kind: 'glob', pattern: './**/*.o' },
        { kind: 'glob', pattern: 'src/' },
      ],
      ['', '!x', 'a', 'a/b'],
    ],
    [
      'a glob with !',
      [
        { kind: 'glob', pattern: '!x' },
        { kind: 'glob', pattern: '{a,src}' },
      ],
      ['', 'x.o'],
    ],
    [
      'a path',
      [
        { kind: 'path', pattern: '/a//b/' },
        { kind: 'path', pattern: 'x.c' },
      ],
      ['', '!x', 'a', 'a/x.o', 'src', 'src/[x]', 'src/x.c', 'x.o'],
    ],
  ])('%s', async (_, exclude, expected) => {
    expect(await paths({ exclude: exclude ?? [] })).toEqual(expected);
  });

  test('never leaves out the source itself', async () => {
    const exclude = ['a', { kind: 'path', pattern: 'src' }, { kind: 'glob', pattern: 'x.*' }] as const;
    expect(await paths({ src: ['a', 'src', 'x.o'], exclude })).toEqual([
      'a',
      'a/b',
      'a/b/.z.o',
      'a/b/y.o',
      'a/x.o',
      'src',
      'src/[x]',
      'src/x.c',
      'x.o',
    ]);
  });
});
