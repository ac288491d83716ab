import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import type { FilesOutput } from '../../src/contract/outputs.ts';
import { openExports, type UserAccess } from '../../src/export/open.ts';
import { readerFiles } from '../../src/reader/files.ts';
import { ownAccess } from '../../src/reader/own-access.ts';
import type { DirectoryAccess } from '../../src/reader/user-directory.ts';
import { userTree } from '../../src/reader/user-tree.ts';
import { readerOf } from '../fakes/reader.ts';
import { asUser, context, root, start, useReaderPlace, user, work } from '../places/reader-place.ts';
import { contentsOf } from '../samples/tree-listing.ts';

useReaderPlace();

let dest: string;
beforeEach(() => {
  dest = path.join(context, 'dist');
});

const accessOf = (access: DirectoryAccess): UserAccess => ({
  tree: (place, signal) => userTree(access.send, place, signal),
});

function asker(who: 'user' | 'root' = 'user'): UserAccess {
  if (who === 'root') return accessOf(ownAccess());
  const reader = start(() => readerOf(user));
  return accessOf({ open: readerFiles(reader, {}).open, send: reader.send });
}

interface Asked extends Partial<FilesOutput> {
  readonly who?: 'user' | 'root';
  readonly signal?: AbortSignal;
  readonly access?: UserAccess;
}

async function exported({ who, access = asker(who), signal, ...output }: Asked = {}) {
  const notices: string[] = [];
  const written = await openExports(access).write({
    output: { type: 'local', text: 'test', when: 'success', dest, below: context, ...output },
    root,
    onProgress: () => undefined,
    onNotice: (message) => notices.push(message),
    signal: signal ?? new AbortController().signal,
  });
  return { ...written, notices };
}

const inResult = (script: string) =>
  execFileSync('sh', ['-euc', `umask 022; ${script}`], { cwd: root, encoding: 'utf8' });

/** A line for each entry below a directory: kind, mode, owners, time, number of names, size, target and path. */
function listed(directory: string, owners: 'with owners' | 'without owners'): readonly string[] {
  const format = ['%y', '%m', owners === 'with owners' ? '%U:%G' : '-', '%T@', '%n', '%s', '%l', '%P\\0'];
  const find = spawnSync('find', ['.', '-mindepth', '1', '-printf', format.join(' ')], { cwd: directory });
  const lines = find.stdout.toString('latin1').split('\0').slice(0, -1);
  // The number of names and the size of a directory depend on the file system.
  return lines.map((line) => line.replace(/^(d \d+ \S+ \S+) \d+ \d+/, '$1')).sort();
}

/** A listing without set-uid and set-gid bits. */
const plainly = (lines: readonly string[]) =>
  lines.map((line) => line.replace(/^(\w) [2-7](\d{3}) /, '$1 $2 ')).sort();

const MANY_KINDS = `
  mkdir -p a/b/c empty closed tmp; echo small > a/small; : > a/nothing; head -c 3000001 /dev/urandom > a/b/large
  printf x > "a/$(printf '\\377\\376')"; printf y > "$(printf 'a/line\\nbreak')"; printf z > 'a/-n *?[x]'
  ln -s ../small a/b/link; ln -s /etc/passwd outside; ln -s missing dangling; ln a/small a/b/c/hard
  echo secret > closed/file; chmod 400 closed/file; chmod 500 closed; chmod 4755 a/small; chmod 2775 a/b; chmod 1777 tmp
  chown 5:6 a/nothing; truncate -s 5M a/holes; touch -h -d '2001-02-03 04:05:06.500000001' a/b/link; touch -d 1960-01-02 a/nothing
  touch -d '2012-03-04 05:06:07.123456789' a/small; find . -depth -newermt 2020-01-01 -exec touch -h -d '2003-04-05 01:02:03.987654321' {} +`;

describe.each(['user', 'root'] as const)('a local export of %s', (who) => {
  test('has contents, modes, times and links of the result, and belongs to the asker', async () => {
    inResult(MANY_KINDS);
    const { files, bytes, notices } = await exported({ who });
    expect(listed(dest, 'without owners')).toEqual(plainly(listed(root, 'without owners')));
    expect(
      readFileSync(path.join(dest, 'a/b/large')).equals(readFileSync(path.join(root, 'a/b/large'))),
    ).toBe(true);
    expect({ files, notices }).toEqual({ files: 12, notices: [] });
    expect(bytes).toBe(3_000_001 + 5 * 1024 ** 2 + 'small\nsecret\nxyz'.length);
    const owner = who === 'root' ? 0 : user.uid;
    const uids = execFileSync('find', [dest, '-printf', '%U\n'], { encoding: 'utf8' }).trim().split('\n');
    expect(new Set(uids)).toEqual(new Set([String(owner)]));
    expect(execFileSync('find', [dest, '-perm', '/6000']).toString()).toBe('');
    expect(statSync(path.join(dest, 'a/holes')).blocks).toBe(0);
  });

  test('goes into a directory with files, also a second time', async () => {
    inResult(MANY_KINDS);
    await exported({ who });
    writeFileSync(path.join(dest, 'mine'), 'mine');
    inResult('echo new > a/small; rm a/nothing');
    await exported({ who });
    expect(readFileSync(path.join(dest, 'a/b/c/hard'), 'utf8')).toBe('new\n');
    expect(readFileSync(path.join(dest, 'mine'), 'utf8')).toBe('mine');
    expect(existsSync(path.join(dest, 'a/nothing'))).toBe(true);
    expect(statSync(path.join(dest, 'closed')).mode & 0o777).toBe(0o500);
  });
});

describe('src', () => {
  beforeEach(() => {
    inResult(`mkdir -p src/out/deep/er src/other; cd src; echo 1 > out/a.o; echo 2 > out/.hidden; echo 3 > out/deep/b.o
      echo 4 > out/deep/er/c.txt; echo 5 > other/d.o; ln -s out link; ln -s out/a.o file; ln -s /src/out absolute
      ln -s ../../../../../../etc up; echo 6 > 'out/[x]'`);
  });
  test.each([
    ['/src/out', ['.hidden', '[x]', 'a.o', 'deep', 'deep/b.o', 'deep/er', 'deep/er/c.txt']],
    ['src/out/', ['.hidden', '[x]', 'a.o', 'deep', 'deep/b.o', 'deep/er', 'deep/er/c.txt']],
    ['/src/out/**', ['.hidden', '[x]', 'a.o', 'deep', 'deep/b.o', 'deep/er', 'deep/er/c.txt']],
    ['/src/out/*', ['.hidden', '[x]', 'a.o', 'deep', 'deep/b.o', 'deep/er', 'deep/er/c.txt']],
    ['/src/out/**/*.o', ['a.o', 'deep', 'deep/b.o']],
    ['/src/*/*.o', ['other', 'other/d.o', 'out', 'out/a.o']],
    [
      '/src/{out/deep,other}',
      ['other', 'other/d.o', 'out', 'out/deep', 'out/deep/b.o', 'out/deep/er', 'out/deep/er/c.txt'],
    ],
    ['/src/out/a.o', ['a.o']],
    ['/src/out/\\[x\\]', ['[x]']],
    ['/src/link', ['.hidden', '[x]', 'a.o', 'deep', 'deep/b.o', 'deep/er', 'deep/er/c.txt']],
    ['/src/absolute/deep', ['b.o', 'er', 'er/c.txt']],
    ['/src/file', ['file']],
    ['/src/l*', ['link']],
  ] as const)('%s names %j', async (src, names) => {
    await exported({ who: 'root', src });
    expect(Object.keys(contentsOf(dest)).sort()).toEqual([...names].sort());
  });

  test('a link stays a link if a pattern finds it, and is followed inside the result if src names it', async () => {
    await exported({ who: 'root', src: '/src/l*' });
    expect(readlinkSync(path.join(dest, 'link'))).toBe('out');
    await exported({ who: 'root', src: '/src/file' });
    expect(readFileSync(path.join(dest, 'file'), 'utf8')).toBe('1\n');
  });

  test.each(['/nothing', '/src/*.none', '/src/out/a.o/x', '/src/out/a.o/*', '/src/up/passwd'])(
    '%s is not in the result',
    async (src) => {
      await expect(exported({ who: 'root', src })).rejects.toMatchObject({
        code: 'export-failed',
        value: src,
      });
      expect(existsSync(dest)).toBe(false);
    },
  );

  test('links of a result lead to no file of the host', async () => {
    inResult('mkdir etc; echo inside > etc/passwd; ln -s /etc/passwd abs; ln -s /etc dir');
    await exported({ who: 'root', src: '/abs' });
    await exported({ who: 'root', src: '/dir/passwd' });
    for (const name of ['abs', 'passwd'])
      expect(readFileSync(path.join(dest, name), 'utf8')).toBe('inside\n');
  });
});

test('special files are left out with a notice', async () => {
  inResult(
    'mkdir dev; mknod dev/null c 1 3; mkfifo dev/pipe; echo x > file; mknod disk b 7 0; chmod 666 dev/null disk',
  );
  const { notices, files } = await exported();
  expect(notices).toEqual(['Left out devices, pipes and sockets: "disk", "dev/null", "dev/pipe"']);
  expect(files).toBe(1);
  expect(Object.keys(contentsOf(dest))).toEqual(['dev', 'file']);
});

describe('links at the destination', () => {
  test.each(['user', 'root'] as const)('no write of %s follows a link', async (who) => {
    const outside = path.join(work, 'outside');
    mkdirSync(outside);
    chmodSync(outside, 0o777);
    writeFileSync(path.join(outside, 'file'), 'precious');
    chmodSync(path.join(outside, 'file'), 0o666);
    inResult('mkdir dir; echo new > dir/file; echo new > file; ln -s target link');
    asUser(
      `mkdir dist; ln -s ${outside} dist/dir; ln -s ${outside}/file dist/file; ln -s ${outside} dist/link`,
    );
    await expect(exported({ who, src: '/dir', dest: path.join(dest, 'dir') })).rejects.toMatchObject({
      code: 'export-failed',
      errno: 'ENOTDIR',
    });
    await expect(exported({ who })).rejects.toMatchObject({
      code: 'export-failed',
      message: `could not write "${dest}/dir": a file or link is in the place of a directory`,
      hint: 'Delete the file or link, or choose another destination.',
    });
    await exported({ who, src: '/{file,link}' });
    expect(readFileSync(path.join(dest, 'file'), 'utf8')).toBe('new\n');
    expect(lstatSync(path.join(dest, 'file')).isSymbolicLink()).toBe(false);
    expect(readlinkSync(path.join(dest, 'link'))).toBe('target');
    expect(readFileSync(path.join(outside, 'file'), 'utf8')).toBe('precious');
    expect(readdirSync(outside)).toEqual(['file']);
  });

  test('a link of the job is no destination, and a link above the job is', async () => {
    inResult('echo new > file');
    asUser('mkdir real; ln -s real dist; ln -s . way');
    await expect(exported()).rejects.toMatchObject({ code: 'export-failed', errno: 'ENOTDIR' });
    await expect(exported({ dest: path.join(context, 'way/out') })).rejects.toMatchObject({
      errno: 'ENOTDIR',
    });
    const archive = { type: 'tar', dest: path.join(context, 'way/x.tar') } as const;
    await expect(exported(archive)).rejects.toMatchObject({ errno: 'ENOTDIR' });
    expect(readdirSync(path.join(context, 'real'))).toEqual([]);
    symlinkSync(context, path.join(work, 'job'));
    const job = path.join(work, 'job');
    await exported({ dest: path.join(job, 'out'), below: job });
    expect(contentsOf(path.join(context, 'out'))).toEqual({ file: 'new\n' });
  });

  test('links that appear during the export get no file', async () => {
    const outside = path.join(work, 'outside');
    mkdirSync(outside);
    chmodSync(outside, 0o777);
    inResult('mkdir d; i=0; while [ $i -lt 3000 ]; do echo x > d/$i; i=$((i+1)); done');
    asUser(`mkdir -p dist/d; ln -s ${outside} evil
      (i=0; while [ $i -lt 3000 ] && [ ! -e stop ]; do mv -T dist/d dist/e 2>/dev/null; ln -sfn ${outside} dist/d
        rm -f dist/d; mv -T dist/e dist/d 2>/dev/null; i=$((i+1)); done) >/dev/null 2>&1 &`);
    for (let turn = 0; turn < 5; turn += 1) await exported().catch(() => undefined);
    asUser('touch stop');
    expect(readdirSync(outside)).toEqual([]);
  });
});

describe('what is in the way', () => {
  beforeEach(() => void inResult('mkdir dir; echo new > dir/file; echo new > file'));

  test.each([
    [
      'a directory for a file',
      'mkdir -p dist/file/x',
      'dist/file',
      'a directory is in the place of the file',
    ],
    [
      'a file for a directory',
      'mkdir dist; echo old > dist/dir',
      'dist/dir',
      'a file or link is in the place',
    ],
    [
      'a file for the destination',
      'echo old > dist',
      'dist',
      'a file or link is in the place of a directory',
    ],
    ['a directory without rights', 'mkdir -p dist; chmod 500 .', 'dist', undefined],
  ])('%s', async (_what, script, place, message) => {
    asUser(script);
    if (message === undefined) {
      await exported();
      return;
    }
    await expect(exported()).rejects.toMatchObject({
      code: 'export-failed',
      value: path.join(context, place),
      message: expect.stringContaining(message),
      hint: expect.any(String),
    });
    expect(execFileSync('find', [context, '-name', '.obuilder*']).toString()).toBe('');
  });

  test('another user’s directory', async () => {
    const closed = path.join(work, 'closed');
    mkdirSync(closed);
    await expect(exported({ dest: closed, below: undefined })).rejects.toMatchObject({
      code: 'export-failed',
      errno: 'EACCES',
    });
    await expect(exported({ dest: '/etc', below: undefined })).rejects.toMatchObject({ errno: 'EACCES' });
    await expect(exported({ type: 'tar', dest: '/etc/x.tar', below: undefined })).rejects.toMatchObject({
      code: 'export-failed',
      errno: 'EACCES',
    });
    expect(readdirSync(closed)).toEqual([]);
  });

  test('a directory for an archive', async () => {
    asUser('mkdir dist');
    for (const place of [dest, context]) {
      const exporting = exported({ type: 'tar', dest: place });
      await expect(exporting).rejects.toMatchObject({ code: 'export-failed', errno: 'EISDIR' });
    }
  });

  test('a full disk', async () => {
    inResult('head -c 900000 /dev/urandom > large1; cp large1 large2; cp large1 dir/large3');
    mkdirSync(dest);
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=1m,uid=${user.uid}`, 'tmpfs', dest]);
    try {
      for (const output of [{}, { type: 'tar', dest: path.join(dest, 'x.tar') }] as const)
        await expect(exported(output)).rejects.toMatchObject({
          code: 'export-failed',
          errno: 'ENOSPC',
          hint: 'Free space on that disk.',
        });
      const names = readdirSync(dest);
      expect(names.filter((name) => name.startsWith('.') || name === 'x.tar')).toEqual([]);
      for (const name of names.filter((one) => one.startsWith('large')))
        expect(statSync(path.join(dest, name)).size).toBe(900_000);
    } finally {
      execFileSync('umount', [dest]);
    }
  });
});

test('paths longer than the maximum of the kernel are exported', async () => {
  const script =
    'for (1..60) { mkdir "d" x 200; chdir "d" x 200; open F, ">file"; print F "$_\\n"; close F }';
  execFileSync('perl', ['-e', script], { cwd: root });
  const { files } = await exported();
  expect(files).toBe(60);
  const archived = await exported({ type: 'tar', dest: path.join(context, 'x.tar') });
  expect(archived.files).toBe(60);
  const count = (directory: string) =>
    execFileSync('sh', ['-c', 'find . -name file -execdir cat {} + | sort -n | cksum'], {
      cwd: directory,
    }).toString();
  expect(count(dest)).toBe(count(root));
  // GNU tar writes such paths, and cannot unpack them.
  const names = execFileSync('tar', ['-tf', path.join(context, 'x.tar')], { encoding: 'utf8' }).split('\n');
  expect(names.filter((name) => name.endsWith('/file'))).toHaveLength(60);
});

test('a cancelled export leaves old files and no temporary files', async () => {
  inResult('head -c 50000000 /dev/zero | tr "\\0" x > large');
  asUser('mkdir dist; echo old > dist/large');
  const cancel = new AbortController();
  const access = asker();
  const watched: UserAccess = {
    ...access,
    tree: async (place, signal) => {
      const tree = await access.tree(place, signal);
      return {
        ...tree,
        putLarge: (file, bytes) =>
          tree.putLarge(
            file,
            (async function* () {
              for await (const piece of bytes) {
                yield piece;
                cancel.abort();
              }
            })(),
          ),
      };
    },
  };
  const exporting = exported({ access: watched, signal: cancel.signal });
  await expect(exporting).rejects.toMatchObject({ code: 'cancelled' });
  expect(readFileSync(path.join(dest, 'large'), 'utf8')).toBe('old\n');
  expect(readdirSync(dest)).toEqual(['large']);
});

describe('an archive', () => {
  const unpack = (file: string) => {
    const unpacked = path.join(work, 'unpacked');
    mkdirSync(unpacked);
    const attributes = ['--xattrs', '--xattrs-include=*'];
    execFileSync('tar', ['-xpf', file, '--same-owner', '--numeric-owner', ...attributes, '-C', unpacked]);
    return unpacked;
  };

  test.each(['user', 'root'] as const)(
    'of %s has everything of the result, and equal bytes twice',
    async (who) => {
      inResult(`${MANY_KINDS}; mknod null c 1 3; setfattr -n user.note -v hello a/small`);
      const file = path.join(context, 'out/x.tar');
      await exported({ who, type: 'tar', dest: file });
      const first = readFileSync(file);
      await exported({ who, type: 'tar', dest: file });
      expect(readFileSync(file).equals(first)).toBe(true);
      expect(statSync(file).uid).toBe(who === 'root' ? 0 : user.uid);
      const unpacked = unpack(file);
      expect(listed(unpacked, 'with owners')).toEqual(listed(root, 'with owners'));
      const note = execFileSync('getfattr', [
        '--only-values',
        '-n',
        'user.note',
        path.join(unpacked, 'a/small'),
      ]);
      expect(note.toString()).toBe('hello');
    },
  );

  test('has the files of a pattern, under the names of the pattern', async () => {
    inResult('mkdir -p a/b; echo 1 > a/b/x.o; echo 2 > a/y.c; ln -s b/x.o a/z; ln -s /a/b/x.o w');
    const list = async (src: string) => {
      await exported({ type: 'tar', dest: path.join(context, 'x.tar'), src });
      return execFileSync('tar', ['-tf', path.join(context, 'x.tar')], { encoding: 'utf8' }).split('\n');
    };
    expect(await list('/a/**/*.o')).toEqual(['b/', 'b/x.o', '']);
    expect(await list('/a')).toEqual(['b/', 'b/x.o', 'y.c', 'z', '']);
    expect(await list('/a/y.c')).toEqual(['y.c', '']);
    expect(await list('/w')).toEqual(['w', '']);
    expect(await list('/a/z')).toEqual(['z', '']);
  });
});
