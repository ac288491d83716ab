import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  closeSync,
  linkSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { openHeld } from '../../src/reader/held.ts';
import type { Reader } from '../../src/reader/start.ts';
import { readerTrees } from '../../src/reader/trees.ts';
import { openTrees } from '../../src/tree/open.ts';
import { memoryMemo } from '../fakes/memory-memo.ts';
import { falseReader, readerOf } from '../fakes/reader.ts';
import {
  asUser,
  context,
  copyWith,
  pidOf,
  request,
  root,
  start,
  useReaderPlace,
  user,
  work,
} from '../places/reader-place.ts';
import { makeTimedTree, timesIn } from '../samples/exact-times.ts';
import { listTree } from '../samples/tree-listing.ts';

const SECRET = 'only root may know this';

useReaderPlace();

test("a reader has its user's ids and no root rights", async () => {
  const pid = await pidOf(start(() => readerOf(user)));
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const line = (name: string) => new RegExp(`^${name}:\\s*(.*?)\\s*$`, 'm').exec(status)?.[1];
  expect(line('Uid')?.split('\t')).toEqual(Array(4).fill(String(user.uid)));
  expect(line('Gid')?.split('\t')).toEqual(Array(4).fill(String(user.gid)));
  expect(line('Groups')).toBe(String(user.gid));
  expect(line('CapEff')).toBe('0000000000000000');
  expect(line('CapPrm')).toBe('0000000000000000');
});

test('a user cannot look into the reader, and SIGUSR1 opens no inspector', async () => {
  const reader = start(() => readerOf(user));
  const pid = await pidOf(reader);
  for (const name of ['fd', 'environ', 'mem']) {
    const { uid, gid } = user;
    const look = name === 'fd' ? `ls /proc/${pid}/fd` : `head -c 1 /proc/${pid}/${name}`;
    expect(spawnSync('sh', ['-c', look], { uid, gid, encoding: 'utf8' }).stdout).toBe('');
  }
  asUser(`kill -USR1 ${pid}`);
  await wait(300);
  expect(readFileSync(`/proc/${pid}/net/tcp`, 'utf8')).not.toContain(':240D');
  await expect(reader.call('open', { path: context })).resolves.toBeDefined();
});

test('a reader and root make equal copies', async () => {
  asUser(`
    umask 022; mkdir -p a/b/c empty; echo small > a/small; : > a/nothing; printf x > "a/b/$(printf '\\377\\376')"
    head -c 3000001 /dev/urandom > a/b/large; chmod 755 a/small; ln -s ../small a/b/link; ln -s /etc/passwd outside
    truncate -s 5M a/holes; for i in $(seq 1000); do echo "$i" > "a/b/c/$i"; done; touch -d 2001-02-03 a/b/c a/small`);
  mkdirSync(path.join(context, 'times'));
  makeTimedTree(path.join(context, 'times'));
  asUser('touch -r . empty');
  const manifest = await copyWith(start(() => readerOf(user)));
  const other = path.join(work, 'other');
  mkdirSync(other);
  const trees = openTrees();
  const own = await trees.readManifest(request());
  await trees.copy({ manifest: own, from: context, to: other, dst: '/', user: { uid: 5, gid: 6 } });
  expect(manifest).toEqual(own);
  expect(timesIn(root)).toEqual(timesIn(context));
  expect(timesIn(other)).toEqual(timesIn(context));
  const archive = (directory: string) => {
    const pax = '--format=posix --pax-option=delete=atime,delete=ctime';
    return execFileSync('sh', ['-c', `tar --sort=name --numeric-owner ${pax} -c * | sha256sum`], {
      cwd: directory,
    });
  };
  expect(archive(root).toString()).toBe(archive(other).toString());
  expect(statSync(path.join(root, 'a/holes')).blocks).toBe(0);
});

test('a reader matches patterns and keeps modes, without set-uid bits', async () => {
  asUser(
    'mkdir -p d/e; touch d/a.c d/b.h d/e/c.c; head -c 300000 /dev/zero > d/e/large.c; chmod 4750 d/a.c d/e/large.c',
  );
  const reader = start(() => readerOf(user));
  const { entries } = await copyWith(reader, { src: [{ glob: '**/*.c' }], keepsModes: true });
  expect(entries.map(({ path: name, mode }) => [name, mode])).toEqual([
    ['a.c', 0o750],
    ['c.c', 0o644],
    ['large.c', 0o750],
  ]);
  const modes = ['a.c', 'c.c', 'large.c'].map((name) => statSync(path.join(root, name)).mode & 0o7777);
  expect(modes).toEqual([0o750, 0o644, 0o750]);
});

test('a reader refuses files that its user may not read', async () => {
  const secret = path.join(work, 'secret');
  writeFileSync(secret, SECRET, { mode: 0o600 });
  linkSync(secret, path.join(context, 'hard'));
  const reader = start(() => readerOf(user));
  await expect(copyWith(reader)).rejects.toMatchObject({ code: 'copy-refused', value: 'hard' });
  await expect(copyWith(reader, { root: '/root' })).rejects.toMatchObject({
    code: 'copy-refused',
    value: '/root',
  });
  rmSync(path.join(context, 'hard'));
  symlinkSync(secret, path.join(context, 'soft'));
  await copyWith(reader);
  expect(listTree(root)['soft']).toContain(`-> ${secret}`);
  await expect(reader.call('open', { path: secret })).rejects.toMatchObject({ code: 'EACCES' });
  await expect(reader.call('open', { path: '/etc/shadow' })).rejects.toMatchObject({ code: 'EACCES' });
});

test('a reader follows no link below the context and opens no pipe', async () => {
  asUser(
    'mkdir real; echo x > real/file; ln -s real way; ln -s file real/last; mkfifo pipe; ln -s /dev/zero zero',
  );
  const reader = start(() => readerOf(user));
  const open = (name: string) => reader.call('open', { path: path.join(context, name), below: context });
  await expect(open('real/file')).resolves.toMatchObject({ answer: { kind: 'file', size: 2 } });
  await expect(open('way/file')).rejects.toMatchObject({ code: 'ENOTDIR' });
  await expect(open('real/last')).rejects.toMatchObject({ code: 'ELOOP' });
  await expect(open('zero')).rejects.toMatchObject({ code: 'ELOOP' });
  await expect(open('pipe')).rejects.toMatchObject({ code: 'input-invalid' });
  await expect(reader.call('open', { path: '/dev/zero' })).rejects.toMatchObject({ code: 'input-invalid' });
});

test('a remembered digest of a reader counts only for its user', async () => {
  asUser('echo one > file');
  const memo = memoryMemo();
  await wait(200);
  const before = await copyWith(
    start(() => readerOf(user)),
    { memo },
  );
  expect(
    await copyWith(
      start(() => readerOf(user)),
      { memo },
    ),
  ).toEqual(before);
  // Somebody else with the same context, and the same files in the cache by the word of the user.
  const lie = memo.recall.bind(memo);
  const poisoned = {
    ...memo,
    recall: (kind: string, key: string) => (key.startsWith(`${user.uid} `) ? lie(kind, key) : undefined),
  };
  const keys: string[] = [];
  const watched = {
    ...poisoned,
    recall: (kind: string, key: string) => {
      keys.push(key);
      return poisoned.recall(kind, key);
    },
  };
  await openTrees().readManifest(request({ memo: watched }));
  expect(keys.some((key) => key.startsWith(`${user.uid} `))).toBe(false);
});

test('root opens only descriptors of the user’s own files', async () => {
  asUser(
    'echo mine > mine; chmod 600 mine; echo x > closed; chmod 000 closed; mkdir dir; mkfifo pipe; echo x > other',
  );
  chownSync(path.join(context, 'other'), 0, 0);
  const here = ['other', 'closed', 'dir', 'pipe', 'mine'].map((name) => path.join(context, name));
  const names = ['/etc/shadow', '/dev/null', ...here];
  // O_PATH needs no right on the file itself, and a link of /proc opens for root whatever a descriptor names.
  const answers = `({ ask }) => {
    const name = ${JSON.stringify(names)}[ask.index];
    return { answer: { descriptor: fs.openSync(name, 0o10000000) } };
  }`;
  const reader = start(() => falseReader(user, answers));
  for (const [index, name] of names.entries()) {
    const { descriptor } = (await reader.call('hold', { kept: 1, index })).answer;
    const held = await openHeld(reader, Number(descriptor));
    expect([name, held === undefined]).toEqual([name, !name.endsWith('mine')]);
    if (held === undefined) continue;
    expect(readFileSync(held.descriptor, 'utf8')).toBe('mine\n');
    closeSync(held.descriptor);
  }
  expect(await openHeld(reader, 4096)).toBeUndefined();
});

test('large files are copied by root, else by the reader', async () => {
  asUser('head -c 3000001 /dev/urandom > mine; cp mine lent; chmod 644 lent');
  chownSync(path.join(context, 'lent'), 0, 0);
  const asked: string[] = [];
  const reader = start(() => readerOf(user));
  const call: Reader['call'] = (operation, ...rest) => {
    asked.push(operation);
    return reader.call(operation, ...rest);
  };
  await copyWith({ ...reader, call });
  const content = readFileSync(path.join(context, 'mine'));
  for (const name of ['mine', 'lent']) expect(readFileSync(path.join(root, name)).equals(content)).toBe(true);
  expect(asked.filter((operation) => operation === 'contents')).toHaveLength(1);
});

test('a file changing during the copy is refused', async () => {
  asUser('head -c 1000000 /dev/zero > large');
  const trees = readerTrees(
    start(() => readerOf(user)),
    openTrees(),
  );
  const manifest = await trees.readManifest(request());
  asUser('echo other | dd of=large conv=notrunc status=none');
  const copying = trees.copy({ manifest, from: context, to: root, dst: '/', user: { uid: 5, gid: 6 } });
  await expect(copying).rejects.toMatchObject({ code: 'copy-refused', value: 'large' });
});

test.each([
  ['[http "https://github.com/"]\n\textraheader = AUTHORIZATION: basic eDp5\n', true],
  ['[remote "origin"]\n\turl = https://me:token@example.org/x.git\n', true],
  ['[remote "origin"]\n\turl = https://ghp_0123@github.com/x.git\n', true],
  ['[remote "origin"]\n\turl = https://github.com/x.git\n', false],
  ['[remote "origin"]\n\turl = git@github.com:x/y.git\n', false],
])('a repository config %j warns of a token: %s', async (text, expected) => {
  mkdirSync(path.join(context, '.git'));
  writeFileSync(path.join(context, '.git/config'), text);
  // Readable by the user whatever the umask of whoever runs the tests.
  chmodSync(path.join(context, '.git'), 0o755);
  chmodSync(path.join(context, '.git/config'), 0o644);
  const { warnings } = await copyWith(start(() => readerOf(user)));
  const ofToken = expect.stringMatching(/"\.git\/config".*persist-credentials: false/);
  const ofChange = expect.stringMatching(/the copy includes \.git, .* \.dockerignore/);
  expect(warnings).toEqual(expected ? [ofToken, ofChange] : [ofChange]);
  const excluded = request({ exclude: [{ kind: 'name', pattern: '.git' }] });
  expect((await openTrees().readManifest(excluded)).warnings).toEqual([]);
});
