import { execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  lutimesSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { UserDirectory } from '../../src/contract/user-directory.ts';
import { encode } from '../../src/host/process/wire.ts';
import { readerFiles } from '../../src/reader/files.ts';
import { ownAccess } from '../../src/reader/own-access.ts';
import { userDirectory } from '../../src/reader/user-directory.ts';
import { readerOf } from '../fakes/reader.ts';
import { asUser, context, start, useReaderPlace, user, work } from '../places/reader-place.ts';
import { unmount } from '../places/unmount.ts';

useReaderPlace();

const { signal } = new AbortController();

async function* pieces(...parts: readonly string[]): AsyncGenerator<Buffer> {
  for (const part of parts) yield Buffer.from(part);
}

function usersDirectory(root = path.join(context, 'cache')): UserDirectory {
  const reader = start(() => readerOf(user));
  return userDirectory({ open: readerFiles(reader, {}).open, send: reader.send }, { path: root });
}

const both = test.each([
  ['a user', () => usersDirectory()],
  ['root', () => userDirectory(ownAccess(), { path: path.join(context, 'cache') })],
] as const);

both('%s writes, finds and reads files', async (who, open) => {
  const directory = open();
  expect(await directory.has('blobs/sha256/ab', signal)).toBe(false);
  expect(await directory.read('index.json', { limit: 100, signal })).toBeUndefined();
  const large = Buffer.alloc(3_000_001, 'large');
  await directory.write('blobs/sha256/ab', pieces('one ', 'two'), signal);
  await directory.write('blobs/sha256/cd', pieces(large.toString()), signal);
  await directory.write('index.json', pieces('old'), signal);
  await directory.write('index.json', pieces('new'), signal);
  expect(await directory.has('blobs/sha256/ab', signal)).toBe(true);
  expect(await directory.has('blobs/sha256', signal)).toBe(false);
  expect(String(await directory.read('index.json', { limit: 3, signal }))).toBe('new');
  const parts: Buffer[] = [];
  for await (const part of directory.stream('blobs/sha256/cd', signal)) parts.push(part);
  expect(Buffer.concat(parts).equals(large)).toBe(true);
  for (const name of ['.', 'blobs', 'blobs/sha256/ab'])
    expect(statSync(path.join(directory.path, name)).uid).toBe(who === 'root' ? 0 : user.uid);
  expect(readdirSync(directory.path).sort()).toEqual(['blobs', 'index.json']);
});

/** The form of the temporary names. */
const OLD = ['.obuilder-abcdefghijkl.tmp', '.obuilder-ABCDEFGHIJK_.tmp'] as const;

both('%s deletes old temporary files and nothing else', async (_who, open) => {
  const directory = open();
  await directory.write('blobs/file', pieces('x'), signal);
  const at = (name: string) => path.join(directory.path, 'blobs', name);
  const kept = ['.obuilder-abcdefghijk.tmp', 'x.obuilder-abcdefghijkl.tmp', '.obuilder-zbcdefghijkl.tmp'];
  for (const name of [...OLD, ...kept]) writeFileSync(at(name), '');
  mkdirSync(at('.obuilder-directory12.tmp'));
  symlinkSync(at('file'), at('.obuilder-link12345678.tmp'));
  for (const name of readdirSync(at('.')).filter((each) => each !== kept[2])) lutimesSync(at(name), 1, 1);
  await directory.tidy('blobs', signal);
  const left = readdirSync(at('.'));
  expect(OLD.filter((name) => left.includes(name))).toEqual([]);
  expect(left.sort()).toEqual(
    [...kept, 'file', '.obuilder-directory12.tmp', '.obuilder-link12345678.tmp'].sort(),
  );
});

both('%s gets errors with path and reason', async (_who, open) => {
  const directory = open();
  await directory.write('blobs/file', pieces('x'), signal);
  const read = (name: string, limit: number) => directory.read(name, { limit, signal });
  await expect(read('blobs/file', 0)).rejects.toMatchObject({ code: 'export-failed' });
  await expect(read('blobs', 10)).rejects.toMatchObject({ code: 'export-failed' });
  const missing = directory.stream('missing', signal)[Symbol.asyncIterator]();
  await expect(missing.next()).rejects.toMatchObject({ code: 'export-failed', errno: 'ENOENT' });
  await expect(directory.write('blobs', pieces('x'), signal)).rejects.toMatchObject({
    code: 'export-failed',
    value: path.join(directory.path, 'blobs'),
    message: expect.stringContaining('a directory is in the place of the file'),
    hint: expect.stringContaining('Delete the directory'),
  });
  await expect(directory.write('blobs/file/deep', pieces('x'), signal)).rejects.toMatchObject({
    code: 'export-failed',
    errno: 'ENOTDIR',
  });
  expect(readdirSync(path.join(directory.path, 'blobs'))).toEqual(['file']);
  expect(readdirSync(directory.path)).toEqual(['blobs']);
});

both('%s follows no link below the directory', async (_who, open) => {
  const directory = open();
  const outside = path.join(work, 'outside');
  mkdirSync(outside);
  chmodSync(outside, 0o777);
  writeFileSync(path.join(outside, 'file'), 'outside');
  mkdirSync(directory.path);
  chmodSync(directory.path, 0o777);
  symlinkSync(outside, path.join(directory.path, 'blobs'));
  symlinkSync(path.join(outside, 'file'), path.join(directory.path, 'index.json'));
  await expect(directory.write('blobs/file', pieces('x'), signal)).rejects.toMatchObject({
    code: 'export-failed',
    errno: 'ENOTDIR',
  });
  await expect(directory.has('blobs/file', signal)).rejects.toMatchObject({ errno: 'ENOTDIR' });
  await expect(directory.read('index.json', { limit: 9, signal })).rejects.toMatchObject({ errno: 'ELOOP' });
  await directory.write('index.json', pieces('own'), signal);
  expect(readdirSync(outside)).toEqual(['file']);
  expect(readFileSync(path.join(outside, 'file'), 'utf8')).toBe('outside');
  expect(readFileSync(path.join(directory.path, 'index.json'), 'utf8')).toBe('own');
});

both('a failed write of %s leaves the old file alone', async (_who, open) => {
  const directory = open();
  await directory.write('index.json', pieces('old'), signal);
  async function* broken() {
    yield Buffer.from('half');
    await wait(10);
    throw new Error('the source broke');
  }
  await expect(directory.write('index.json', broken(), signal)).rejects.toThrow('the source broke');
  const cancel = new AbortController();
  async function* endless() {
    for (;;) {
      yield Buffer.from('more');
      await wait(5);
      cancel.abort();
    }
  }
  await expect(directory.write('index.json', endless(), cancel.signal)).rejects.toMatchObject({
    code: 'cancelled',
  });
  expect(readFileSync(path.join(directory.path, 'index.json'), 'utf8')).toBe('old');
  expect(readdirSync(directory.path)).toEqual(['index.json']);
});

test('a directory closed to a user gets a hint about reading', async () => {
  const closed = path.join(work, 'unreadable');
  mkdirSync(closed, { mode: 0o700 });
  const reading = usersDirectory(closed).read('file', { limit: 10, signal });
  await expect(reading).rejects.toMatchObject({
    code: 'export-failed',
    hint: 'Allow the user of the build to read there.',
  });
});

test('a user writes only into own directories', async () => {
  const closed = path.join(work, 'closed');
  mkdirSync(closed);
  chmodSync(closed, 0o755);
  const writing = usersDirectory(closed).write('file', pieces('x'), signal);
  await expect(writing).rejects.toMatchObject({
    code: 'export-failed',
    errno: 'EACCES',
    message: `could not write "${closed}/file": permission denied`,
    hint: expect.stringMatching(
      /^Allow the user of the build to write there: \S+ belongs to the user \d+ and /,
    ),
  });
  const made = usersDirectory(path.join(closed, 'new')).write('file', pieces('x'), signal);
  await expect(made).rejects.toMatchObject({ code: 'export-failed', errno: 'EACCES' });
  expect(readdirSync(closed)).toEqual([]);
});

test('a full disk of the user is no full store', async () => {
  const disk = path.join(context, 'disk');
  mkdirSync(disk);
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=1m,uid=${user.uid}`, 'tmpfs', disk]);
  const directory = usersDirectory(disk);
  const large = Array.from({ length: 3 }, () => 'x'.repeat(1024 ** 2));
  try {
    await expect(directory.write('file', pieces(...large), signal)).rejects.toMatchObject({
      code: 'export-failed',
      errno: 'ENOSPC',
      hint: 'Free space on that disk.',
    });
    expect(readdirSync(disk)).toEqual([]);
  } finally {
    unmount(disk);
  }
});

test('a reader deletes its temporary files when its worker is killed', async () => {
  const program = path.resolve(import.meta.dirname, '../../src/cli/index.ts');
  const reader = spawn(process.execPath, [program, 'reader', `${user.uid}:${user.gid}:${user.gid}`]);
  const say = (id: number, operation: string, ask: object) => {
    const bytes = operation === 'append' ? [Buffer.from('half')] : [];
    for (const piece of encode({ id, operation, ask }, bytes)) reader.stdin.write(piece);
  };
  asUser('echo old > file');
  say(1, 'destination', { path: context });
  say(2, 'create', { destination: 1, path: 'file', file: 7 });
  say(3, 'append', { file: 7 });
  await expect.poll(() => readdirSync(context).length, { timeout: 60_000 }).toBe(2);
  reader.stdin.destroy();
  reader.stdout.destroy();
  await expect.poll(() => readdirSync(context), { timeout: 60_000 }).toEqual(['file']);
  expect(existsSync(path.join(context, 'file'))).toBe(true);
});

/** The modes of what is in a directory after a write. */
async function modesBelow(directory: UserDirectory): Promise<readonly string[]> {
  await directory.write('blobs/sha256/ab', pieces('x'), signal);
  const names = ['blobs', 'blobs/sha256', 'blobs/sha256/ab'];
  return names.map((name) => (statSync(path.join(directory.path, name)).mode & 0o7777).toString(8));
}

test.each([
  ['2775', ['2775', '2775', '664']],
  ['2770', ['2770', '2770', '660']],
])('a directory of a group, %s, stays writable for the group', async (mode, modes) => {
  const root = path.join(context, 'cache');
  mkdirSync(root);
  chownSync(root, 0, user.gid);
  chmodSync(root, Number.parseInt(mode, 8));
  expect(await modesBelow(usersDirectory())).toEqual(modes);
});

test.each(['0755', '0775', '3775'])('the umask decides in another directory, %s', async (mode) => {
  const root = path.join(context, 'cache');
  mkdirSync(root);
  chownSync(root, user.uid, user.gid);
  chmodSync(root, Number.parseInt(mode, 8));
  const inherited = mode === '3775' ? '2755' : '755';
  expect(await modesBelow(usersDirectory())).toEqual([inherited, inherited, '644']);
});

test('a refused write names the owner and mode of the directory', async () => {
  const root = path.join(context, 'cache');
  mkdirSync(path.join(root, 'blobs'), { recursive: true });
  chownSync(root, user.uid, user.gid);
  await expect(usersDirectory().write('blobs/ab', pieces('x'), signal)).rejects.toMatchObject({
    code: 'export-failed',
    hint: `Allow the user of the build to write there: ${root}/blobs belongs to the user 0 and the group 0, with the mode 0755.`,
  });
});
