import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  closeSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Manifest, ManifestRequest } from '../../src/contract/trees.ts';
import { asObuilderError } from '../../src/errors.ts';
import { childrenOf } from '../../src/host/process/info.ts';
import { openHeld } from '../../src/reader/held.ts';
import type { Reader } from '../../src/reader/start.ts';
import { readerTrees } from '../../src/reader/trees.ts';
import { openTrees } from '../../src/tree/open.ts';
import { foundNoSpace } from '../../src/volume/fault.ts';
import { memoryMemo } from '../fakes/memory-memo.ts';
import { falseReader, readerOf } from '../fakes/reader.ts';
import { makeUser, type TestUser } from '../places/user.ts';
import { listTree } from '../samples/tree-listing.ts';

const SECRET = 'only root may know this';
let user: TestUser;
let readers: Reader[];
let work: string;
let context: string;
let root: string;

beforeAll(() => {
  user = makeUser(undefined);
});
afterAll(() => user?.remove());

beforeEach(() => {
  readers = [];
  work = mkdtempSync('/var/tmp/reader-');
  chmodSync(work, 0o755);
  context = path.join(work, 'context');
  root = path.join(work, 'root');
  for (const directory of [context, root]) mkdirSync(directory);
  chownSync(context, user.uid, user.gid);
});
afterEach(() => {
  for (const reader of readers) reader.end();
  execFileSync('rm', ['-rf', work]);
});

function start(make: () => Reader): Reader {
  const reader = make();
  readers.push(reader);
  return reader;
}

/** A shell of the user in the context. */
function asUser(script: string): string {
  const { uid, gid } = user;
  return execFileSync('sh', ['-euc', script], { cwd: context, uid, gid, encoding: 'utf8' });
}

const request = (more: Partial<ManifestRequest> = {}): ManifestRequest => {
  return {
    root: context,
    rootName: 'the context',
    src: ['.'],
    dst: '/',
    exclude: [],
    isUsers: true,
    ...more,
  };
};

async function copyWith(reader: Reader, more: Partial<ManifestRequest> = {}): Promise<Manifest> {
  const trees = readerTrees(reader, openTrees());
  const manifest = await trees.readManifest(request(more));
  await trees.copy({ manifest, from: context, to: root, dst: '/', user: { uid: 5, gid: 6 } });
  return manifest;
}

/** The pid of the only reader. */
async function pidOf(reader: Reader): Promise<number> {
  await reader.call('open', { path: context });
  const [pid, ...others] = childrenOf(process.pid).filter((child) =>
    readFileSync(`/proc/${child}/cmdline`, 'utf8').split('\0').includes('reader'),
  );
  if (pid === undefined || others.length > 0) throw new Error('not one reader');
  return pid;
}

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
  const manifest = await copyWith(start(() => readerOf(user)));
  const other = path.join(work, 'other');
  mkdirSync(other);
  const trees = openTrees();
  const own = await trees.readManifest(request());
  await trees.copy({ manifest: own, from: context, to: other, dst: '/', user: { uid: 5, gid: 6 } });
  expect(manifest).toEqual(own);
  const archive = (directory: string) => {
    const pax = '--format=posix --pax-option=delete=atime,delete=ctime';
    return execFileSync('sh', ['-c', `tar --sort=name --numeric-owner ${pax} -c * | sha256sum`], {
      cwd: directory,
    });
  };
  expect(archive(root).toString()).toBe(archive(other).toString());
  expect(statSync(path.join(root, 'a/holes')).blocks).toBe(0);
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

const digest = `sha256:${createHash('sha256').update('what it says').digest('hex')}`;
const entry = { kind: 'file', path: 'f', from: 'f', executable: false, size: 12, digest, modified: 0 };

/** A false reader that tells this manifest and gives these bytes for the first file. */
const telling = (entries: readonly object[], content: string) =>
  `({ operation }) => {
    if (operation === 'manifest') return { answer: { kept: 1, manifest: { entries: ${JSON.stringify(entries)} } } };
    if (operation === 'contents') return { answer: { stream: 1 } };
    if (operation === 'hold') return { answer: { descriptor: 4096 } };
    if (operation !== 'next') return { answer: {} };
    const bytes = Buffer.from(${JSON.stringify(content)});
    return { answer: { pieces: [[0, bytes.length]] }, bytes };
  }`;

test('false content of a reader is refused', async () => {
  await copyWith(start(() => falseReader(user, telling([entry], 'what it says'))));
  expect(readFileSync(path.join(root, 'f'), 'utf8')).toBe('what it says');
  for (const content of ['what it SAYS', 'what it say', 'what it says!', '']) {
    const reader = start(() => falseReader(user, telling([entry], content)));
    await expect(copyWith(reader)).rejects.toMatchObject({ code: 'copy-refused' });
  }
  const large = { ...entry, size: 1024 ** 2 };
  const reader = start(() => falseReader(user, telling([large], 'x'.repeat(1024 ** 2))));
  await expect(copyWith(reader)).rejects.toMatchObject({ code: 'copy-refused' });
});

test.each([
  ['a way out', { ...entry, path: '../f' }],
  ['a way out in the middle', { ...entry, path: 'a/../../f' }],
  ['an absolute path', { ...entry, path: '/f' }],
  ['a NUL byte', { ...entry, path: 'a\0b' }],
  ['a size below zero', { ...entry, size: -1 }],
  ['a digest that is none', { ...entry, digest: 'sha256:00' }],
  ['a device', { ...entry, kind: 'device' }],
  ['no time', { ...entry, modified: 'now' }],
])('a manifest with %s is refused', async (_what, wrong) => {
  const reader = start(() => falseReader(user, telling([wrong], 'what it says')));
  await expect(copyWith(reader)).rejects.toMatchObject({ code: 'input-invalid' });
});

test('a false reader cannot claim a full store', async () => {
  for (const error of [
    "{ code: 'store-full', message: 'x' }",
    "{ code: 'disk-full', message: 'x' }",
    "{ system: 'ENOSPC', message: 'x' }",
  ]) {
    const reader = start(() => falseReader(user, `() => ({ error: ${error} })`));
    await expect(copyWith(reader)).rejects.toMatchObject({ code: 'internal' });
  }
});

test('a killed, hanging or confused reader fails the build', async () => {
  const killed = start(() => readerOf(user));
  asUser(`kill -9 ${await pidOf(killed)}`);
  await expect(copyWith(killed)).rejects.toMatchObject({ code: 'input-invalid' });
  const nonsense = start(() =>
    falseReader(user, '() => { process.stdout.write("nonsense and more"); return {}; }'),
  );
  await expect(copyWith(nonsense)).rejects.toMatchObject({ code: 'input-invalid' });
  const hanging = start(() => falseReader(user, '() => { for (;;); }'));
  const cancel = new AbortController();
  setTimeout(() => cancel.abort(), 300);
  await expect(copyWith(hanging, { signal: cancel.signal })).rejects.toMatchObject({ code: 'cancelled' });
});

test('a reader cannot claim a failed command or full disk', async () => {
  const answers = `({ ask }) => ({ error: { code: ask.path, message: 'tar: No space left on device', stderr: 'No space left on device' } })`;
  const reader = start(() => falseReader(user, answers));
  const claim = async (path: string) => {
    const error: unknown = await reader.call('open', { path }).then(undefined, (thrown: unknown) => thrown);
    return [asObuilderError(error).code, foundNoSpace(error)];
  };
  expect(await claim('command-failed')).toEqual(['internal', false]);
  expect(await claim('store-full')).toEqual(['internal', false]);
  expect(await claim('tool-failed')).toEqual(['tool-failed', false]);
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
  expect(warnings).toEqual(
    expected ? [expect.stringMatching(/"\.git\/config".*persist-credentials: false/)] : [],
  );
  const excluded = request({ exclude: [{ kind: 'name', pattern: '.git' }] });
  expect((await openTrees().readManifest(excluded)).warnings).toEqual([]);
});
