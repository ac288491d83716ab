import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, readlinkSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import type { UserAccess } from '../../src/export/open.ts';
import {
  asker,
  dest,
  exported,
  inResult,
  listed,
  MANY_KINDS,
  plainly,
  useExportPlace,
} from '../places/export-place.ts';
import { asUser, context, root, user } from '../places/reader-place.ts';
import { contentsOf } from '../samples/tree-listing.ts';

useExportPlace();

describe.each(['user', 'root'] as const)('a local export of %s', (who) => {
  test('has the aspects of the result, and belongs to the asker', async () => {
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
    ['/src/file/.', ['file']],
    ['/src/l*', ['link']],
  ] as const)('%s names %j', async (src, names) => {
    await exported({ who: 'root', src });
    expect(Object.keys(contentsOf(dest)).sort()).toEqual([...names].sort());
  });

  test('a found link stays, and a named link is followed', async () => {
    await exported({ who: 'root', src: '/src/l*' });
    expect(readlinkSync(path.join(dest, 'link'))).toBe('out');
    await exported({ who: 'root', src: '/src/file' });
    expect(readFileSync(path.join(dest, 'file'), 'utf8')).toBe('1\n');
  });

  test.each([
    ['/nothing', 'files-missing'],
    ['/src/*.none', 'files-missing'],
    ['/src/up/passwd', 'files-missing'],
    ['/src/out/a.o/x', 'export-failed'],
    ['/src/out/a.o/*', 'export-failed'],
  ])('%s is not in the result', async (src, code) => {
    await expect(exported({ who: 'root', src })).rejects.toMatchObject({ code, value: src });
    expect(existsSync(dest)).toBe(false);
  });

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
