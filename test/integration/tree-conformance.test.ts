import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { absoluteDestination } from '../../src/plan/plan-steps.ts';
import { openTrees } from '../../src/tree/open.ts';
import { difference, type Tree } from '../conformance/tree.ts';
import {
  makeWorkplace,
  performCopy,
  type SpecCopy,
  unpackConformanceContext,
  type Workplace,
} from '../samples/trees.ts';

/** The copies of the conformance specs by themselves: what their `run` steps do is done here with the host's means. */
interface Case {
  readonly prepare?: string;
  readonly workdir?: string;
  readonly copies: readonly SpecCopy[];
}

const expected = JSON.parse(
  readFileSync(path.join(import.meta.dirname, '../conformance/expected.json'), 'utf8'),
) as Record<string, { readonly builds: boolean; readonly tree?: Tree }>;

const user = (uid: number, gid: number) => ({ uid, gid });

const cases: Readonly<Record<string, Case>> = {
  'bin-clobber': { copies: [{ src: ['top'], dst: '/bin/' }] },
  'bin-clobber-noslash': { copies: [{ src: ['top'], dst: '/bin/top' }] },
  'dir-noslash': { copies: [{ src: ['tree'], dst: '/dst' }] },
  'dir-onto-file': {
    prepare: 'mkdir dst; echo x > dst/tree; echo y > dst/d',
    copies: [{ src: ['tree/sub'], dst: '/dst/d' }],
  },
  'dir-slash': { copies: [{ src: ['tree'], dst: '/dst/' }] },
  'dirtoroot-noslash': { copies: [{ src: ['tree/sub'], dst: '//dd//ee' }] },
  'dot-noslash': { copies: [{ src: ['.'], dst: '/dst', exclude: ['tree'] }] },
  'dot-slash': { copies: [{ src: ['.'], dst: '/dst/', exclude: ['tree'] }] },
  'dotdot-dst': { workdir: '/dst/w', copies: [{ src: ['top'], dst: '../up/' }] },
  'dotdot-dst2': { copies: [{ src: ['top'], dst: '/dst/../dst2/f' }] },
  dotdst: { workdir: '/w', copies: [{ src: ['top', 'tree/a'], dst: '.' }] },
  dotdst2: { workdir: '/w', prepare: 'mkdir w', copies: [{ src: ['top', 'tree/a'], dst: './' }] },
  'dotted-src': { copies: [{ src: ['./tree//sub/./'], dst: '/dst/' }] },
  'etc-dst': { prepare: 'chmod 700 opt', copies: [{ src: ['top'], dst: '/opt/' }] },
  excl: { copies: [{ src: ['tree'], dst: '/dst/', exclude: ['node_modules', '.git', 'tree'] }] },
  'excl-glob': {
    copies: [{ src: ['tree/sub', 'tree/a'], dst: '/dst/', exclude: ['*modules', 'tree/sub/b', 'a'] }],
  },
  'file-noslash': { copies: [{ src: ['top'], dst: '/dst/q/newname' }] },
  'file-onto-dir': { prepare: 'mkdir -p dst/d', copies: [{ src: ['top'], dst: '/dst/d' }] },
  'file-slash': { copies: [{ src: ['top'], dst: '/dst/' }] },
  'file-trailing-src': { copies: [{ src: ['top/'], dst: '/dst/' }] },
  'into-existing-mode': {
    prepare: 'mkdir -p -m 700 dst/e; chown 5:5 dst/e; touch -d 2000-01-01 dst/e; chmod 777 dst',
    copies: [{ src: ['top'], dst: '/dst/e/' }],
  },
  'into-symlinkdir': {
    prepare: 'mkdir -p dst/real; ln -s real dst/sl; chmod 700 dst/real',
    copies: [{ src: ['top'], dst: '/dst/sl/' }],
  },
  relbuilddst: { copies: [{ src: ['top'], dst: '.' }] },
  reldst: {
    workdir: '/dst/w',
    copies: [
      { src: ['top'], dst: './' },
      { src: ['top'], dst: 'r' },
      { src: ['top'], dst: 'sub/' },
    ],
  },
  revpath: { copies: [{ src: ['tree/sub/deep/c/x/y'], dst: '/z' }] },
  revpath2: { copies: [{ src: ['tree/link-dir/b'], dst: '/z' }] },
  'root-dst': { copies: [{ src: ['tree/sub'], dst: '/' }] },
  samebase: { copies: [{ src: ['tree/node_modules', 'tree/sub/node_modules'], dst: '/dst/' }] },
  slashroot: { copies: [{ src: ['.'], dst: '/', exclude: ['tree'] }] },
  'symlink-src': { copies: [{ src: ['toplink', 'dirlink'], dst: '/dst/' }] },
  'through-symlink': { copies: [{ src: ['dirlink/a'], dst: '/dst/' }] },
  'tmp-clobber': {
    prepare: 'touch tmp/x; chown 1000:1000 tmp/x',
    copies: [{ src: ['top'], dst: '/tmp/', user: user(1000, 1000) }],
  },
  'trailing-src': { copies: [{ src: ['tree/sub/'], dst: '/dst/' }] },
  two: { copies: [{ src: ['tree/a', 'tree/sub', 'top'], dst: '/dst/' }] },
  'user-newdir': {
    copies: [
      { src: ['tree/sub'], dst: '/dst/x/y/', user: user(1000, 1001) },
      { src: ['top'], dst: '/dst/z/top2', user: user(1000, 1001) },
    ],
  },
};

const shell = (cwd: string, script: string) => execFileSync('sh', ['-euc', `umask 022; ${script}`], { cwd });

/** As much of a Debian root as the cases touch. */
function makeImage(root: string): void {
  for (const name of ['usr', 'usr/bin', 'etc', 'opt', 'tmp']) {
    mkdirSync(path.join(root, name));
    chmodSync(path.join(root, name), 0o755);
  }
  symlinkSync('usr/bin', path.join(root, 'bin'));
  chmodSync(path.join(root, 'tmp'), 0o1777);
  const hostname = path.join(root, 'etc/hostname');
  writeFileSync(hostname, 'image\n');
  chmodSync(hostname, 0o644);
  utimesSync(hostname, 1e9, 1e9);
}

let work: Workplace;
let base: Workplace;

beforeEach(() => {
  work = makeWorkplace();
  base = makeWorkplace();
  unpackConformanceContext(work.context);
  for (const { root } of [work, base]) makeImage(root);
});

afterEach(() => {
  work?.remove();
  base?.remove();
});

/** Times apart where the observation has none. */
function asObserved(tree: Tree, observed: Tree): Tree {
  const entries = Object.entries(tree).map(([name, entry]) => {
    const { mtime, ...rest } = entry;
    return [name, observed[name]?.mtime === undefined || mtime === undefined ? rest : { ...rest, mtime }];
  });
  return Object.fromEntries(entries);
}

async function perform({ prepare = 'true', workdir = '/', copies }: Case): Promise<void> {
  shell(work.root, prepare);
  const trees = openTrees();
  for (const copy of copies)
    await performCopy(trees, work, {
      user: user(0, 0),
      ...copy,
      dst: absoluteDestination(workdir, copy.dst),
    });
}

describe('the copies of the conformance specs', () => {
  test.each(Object.keys(cases))('%s', async (name) => {
    const one = cases[name];
    const observed = expected[name];
    if (one === undefined || observed === undefined) throw new Error(`${name} is not known`);
    if (!observed.builds) {
      await expect(perform(one)).rejects.toMatchObject({ code: 'copy-refused' });
      expect(difference(work.root, base.root)).toEqual({});
      return;
    }
    await perform(one);
    const tree = observed.tree ?? {};
    expect(asObserved(difference(work.root, base.root), tree)).toEqual(tree);
  });
});

describe('from a nested build', () => {
  test('from-build-modes: owner, mode, times, and neither set-uid bits nor attributes nor hard links', async () => {
    shell(
      work.context,
      `rm -rf *; mkdir -p o/d; echo x > o/x; chmod 4750 o/x; chown 5:6 o/x o/d; chmod 1777 o/d; ln -s /etc/hostname o/l
       ln o/x o/y; setfattr -n trusted.a -v b o/x; touch -d 2001-02-03T00:00:00.987654321Z o/x o/d; touch -h -d 2001-02-04Z o/l`,
    );
    await perform({ copies: [{ src: ['/o'], dst: '/k/', user: user(9, 8) }] });
    const tree = expected['from-build-modes']?.tree ?? {};
    expect(asObserved(difference(work.root, base.root), tree)).toEqual(tree);
    const at = (name: string) => lstatSync(path.join(work.root, 'k/o', name));
    for (const name of ['x', 'd']) expect(at(name).mtimeMs).toBeCloseTo(981158400987.654, 2);
    expect(at('l').mtimeMs).toBe(981244800000);
    expect([at('x').nlink, at('x').ino === at('y').ino]).toEqual([1, false]);
    const attributes = execFileSync('getfattr', [
      '-d',
      '-m',
      '-',
      '--absolute-names',
      path.join(work.root, 'k/o/x'),
    ]);
    expect(attributes.toString()).toBe('');
  });

  test('absolute links and unexcluded pipes are refused', async () => {
    shell(
      work.context,
      'rm -rf *; mkdir -p usr/bin; echo ls > usr/bin/ls; ln -s usr/bin bin; mkdir d; mkfifo pp d/pp',
    );
    const refusal = { code: 'copy-refused' };
    await expect(perform({ copies: [{ src: ['/bin/ls'], dst: '/k/' }] })).rejects.toMatchObject({
      ...refusal,
      hint: expect.stringContaining('usr/bin'),
    });
    await expect(perform({ copies: [{ src: ['pp'], dst: '/k/' }] })).rejects.toMatchObject(refusal);
    await expect(perform({ copies: [{ src: ['d'], dst: '/k/' }] })).rejects.toMatchObject({
      ...refusal,
      value: 'd/pp',
    });
    await perform({ copies: [{ src: ['d'], dst: '/k/', exclude: ['pp'] }] });
    expect(Object.keys(difference(work.root, base.root))).toEqual(['k', 'k/d']);
  });

  test('from-build-excl: names at any depth', async () => {
    shell(work.context, 'rm -rf *; mkdir -p etc/apt/x etc/z/dpkg etc/keep; touch etc/keep/f etc/dpkg');
    await perform({ copies: [{ src: ['etc'], dst: '/k/', exclude: ['apt', 'dpkg'] }] });
    expect(Object.keys(difference(work.root, base.root))).toEqual([
      'k',
      'k/etc',
      'k/etc/keep',
      'k/etc/keep/f',
      'k/etc/z',
    ]);
  });
});
