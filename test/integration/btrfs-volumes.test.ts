import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { btrfs } from '../../src/volume/btrfs/driver.ts';
import type { SnapshotDriver } from '../../src/volume/driver.ts';
import { makePool, withPool } from '../places/btrfs-pool.ts';
import type { Pool } from '../places/loop-file-system.ts';

// The driver of btrfs with system calls in waiting programs, and with the commands of btrfs-progs.
const searchPath = process.env['PATH'];
let pool: Pool;
let count = 0;
let root: string;
let driver: SnapshotDriver;

beforeAll(() => {
  pool = makePool();
});
afterAll(() => pool?.remove());
beforeEach(async () => {
  count += 1;
  mkdirSync(path.join(pool.path, `${count}`));
  await openAt(path.join(pool.path, `${count}`));
});
afterEach(async () => {
  process.env['PATH'] = searchPath;
  await driver.close?.();
});

async function openAt(directory: string): Promise<void> {
  root = directory;
  ({ driver } = await btrfs.open(root));
}

/** Runs `use` with the driver on a file system that nothing else uses. */
const alone = (use: () => Promise<void>) =>
  withPool(
    async ({ path: directory }) => {
      await openAt(directory);
      await use();
      await driver.close?.();
    },
    { bytes: 512 * 1024 ** 2 },
  );

/** From now on, no program is found. */
const hidePrograms = () => {
  process.env['PATH'] = '/var/empty';
};

/** A path for a volume, in a new directory. */
const place = (name: string) => {
  const directory = path.join(root, name);
  mkdirSync(directory);
  return path.join(directory, 'root');
};

/** Makes volumes in all ways, and checks them. */
async function expectVolumes(): Promise<void> {
  const [first, next, copy] = [place('first'), place('näxt'), place('copy')];
  await driver.create(first);
  writeFileSync(path.join(first, 'file'), 'one');
  await driver.advance(first, next);
  expect(() => writeFileSync(path.join(first, 'file'), 'changed')).toThrow('EROFS');
  writeFileSync(path.join(next, 'file'), 'two');
  await driver.seal(next);
  expect(() => writeFileSync(path.join(next, 'file'), 'changed')).toThrow('EROFS');
  await driver.snapshot(next, copy);
  writeFileSync(path.join(copy, 'file'), 'three');
  const texts = [first, next, copy].map((volume) => readFileSync(path.join(volume, 'file'), 'utf8'));
  expect(texts).toEqual(['one', 'two', 'three']);
  expect(statSync(first).mode & 0o777).toBe(0o755);
  expect(readdirSync(path.dirname(first))).toEqual(['root']);
}

/** Compares the volumes of `expectVolumes`. */
async function expectChanges(): Promise<void> {
  await driver.persist();
  const [first, next] = ['first', 'näxt'].map((name) => path.join(root, name, 'root'));
  const mayDiffer = await driver.changes?.(String(first), String(next));
  expect(mayDiffer?.('', { from: 256n, to: 256n })).toBe(true);
  expect(mayDiffer?.('other', { from: 257n, to: 257n })).toBe(false);
}

/** The waiting programs of the driver, by their process ids. */
function waiting(): readonly string[] {
  const children = readFileSync(`/proc/${process.pid}/task/${process.pid}/children`, 'utf8');
  return children
    .trim()
    .split(' ')
    .filter(
      (pid) => existsSync(`/proc/${pid}/exe`) && readlinkSync(`/proc/${pid}/exe`).startsWith(`${root}/`),
    );
}

async function volume(name: string): Promise<string> {
  const at = place(name);
  await driver.create(at);
  writeFileSync(path.join(at, 'file'), name);
  return at;
}
const textOf = (at: string) => readFileSync(path.join(at, 'file'), 'utf8');

test('one waiting program makes all volumes, without btrfs-progs', async () => {
  hidePrograms();
  await expectVolumes();
  expect(waiting()).toHaveLength(1);
});

test('the waiting program syncs a sealed volume, without sync(1)', async () => {
  const first = await volume('first');
  hidePrograms();
  await driver.seal(first);
  await driver.persist();
  expect(waiting()).toHaveLength(1);
});

test('two volumes change places at once, without programs', async () => {
  const [one, other] = [await volume('one'), await volume('other')];
  const devices = [one, other].map((at) => statSync(at).dev);
  hidePrograms();
  await driver.exchange?.(one, other);
  expect([one, other].map(textOf)).toEqual(['other', 'one']);
  expect([other, one].map((at) => statSync(at).dev)).toEqual(devices);
});

test('volumes that cannot change places stay', async () => {
  const one = await volume('one');
  await driver.exchange?.(one, path.join(root, 'missing/root'));
  expect(textOf(one)).toBe('one');
});

test('a sync beside four busy programs starts sync(1)', async () => {
  const from = await volume('one');
  await driver.seal(from);
  const places = Array.from({ length: 4 }, (_, index) => place(`copy-${index}`));
  const copies = Promise.all(places.map((at) => driver.snapshot(from, at)));
  hidePrograms();
  await expect(driver.persist()).rejects.toMatchObject({ code: 'tool-missing', program: 'sync' });
  await copies;
  expect(places.map(textOf)).toEqual(Array(4).fill('one'));
});

test('six snapshots at the same time have four programs, and are all made', async () => {
  const from = await volume('one');
  const places = Array.from({ length: 6 }, (_, index) => place(`copy-${index}`));
  await Promise.all(places.map((at) => driver.snapshot(from, at)));
  expect(places.map(textOf)).toEqual(Array(6).fill('one'));
  expect(waiting()).toHaveLength(4);
});

test('a deleted volume is freed while the program of the calls lives', async () => {
  const [from, to] = [await volume('one'), place('two')];
  await driver.snapshot(from, to);
  await driver.remove([from, to]);
  await driver.settle();
  expect(waiting()).toHaveLength(1);
  // An open file would keep a volume on this list.
  expect(execFileSync('btrfs', ['subvolume', 'list', '-d', pool.path], { encoding: 'utf8' })).toBe('');
});

test('a closed driver leaves no program, so the pool can be unmounted at once', () =>
  alone(async () => {
    await expectVolumes();
    await expectChanges();
    await driver.close?.();
    expect(waiting()).toEqual([]);
    execFileSync('umount', [root]);
  }));

test('sealed volumes survive a power cut with all written data', () =>
  alone(async () => {
    const [first, next] = [await volume('first'), place('next')];
    await driver.advance(first, next);
    // The kernel writes such data by itself after half a minute.
    appendFileSync(path.join(next, 'file'), ' and more');
    writeFileSync(path.join(next, 'new'), 'x'.repeat(100_000));
    await driver.seal(next);
    await driver.persist();
    const lineOf = (program: string, ...args: readonly string[]) =>
      execFileSync(program, args, { encoding: 'utf8' }).trim();
    const device = lineOf('findmnt', '--noheadings', '--output', 'SOURCE', root);
    const image = lineOf('losetup', '--noheadings', '--output', 'BACK-FILE', device);
    execFileSync('cp', ['--sparse=always', image, `${image}-then`]);
    await driver.close?.();
    execFileSync('umount', [root]);
    execFileSync('mount', ['-o', 'loop,ro', `${image}-then`, root]);
    expect([first, next].map(textOf)).toEqual(['first', 'first and more']);
    expect(statSync(path.join(next, 'new')).size).toBe(100_000);
  }));

test('a sync fails if the disk below had no room', async () => {
  const disk = path.join(pool.path, 'disk');
  mkdirSync(disk);
  const run = (program: string, ...args: readonly string[]) => execFileSync(program, args);
  run('mount', '-t', 'tmpfs', '-o', 'size=40m', 'tmpfs', disk);
  try {
    run('truncate', '--size=512M', path.join(disk, 'image'));
    run('mkfs.btrfs', '--quiet', '--nodesize', '4096', path.join(disk, 'image'));
    mkdirSync(path.join(disk, 'mnt'));
    run('mount', '-o', 'loop', path.join(disk, 'image'), path.join(disk, 'mnt'));
    await openAt(path.join(disk, 'mnt'));
    const first = await volume('first');
    writeFileSync(path.join(first, 'large'), randomBytes(80 * 1024 ** 2));
    await driver.seal(first);
    await expect(driver.persist()).rejects.toMatchObject({ code: 'EIO', syscall: 'syncfs' });
  } finally {
    await driver.close?.();
    for (const point of [path.join(disk, 'mnt'), disk]) run('umount', '--lazy', point);
  }
});

test('a refused call is an error of btrfs, and later volumes are made by calls', async () => {
  const [first, copy, again] = [await volume('first'), place('copy'), place('again')];
  const plain = path.join(root, 'plain');
  mkdirSync(plain);
  const refused = { code: 'tool-failed', program: 'btrfs' };
  await expect(driver.snapshot(path.join(root, 'missing'), copy)).rejects.toMatchObject(refused);
  await expect(driver.snapshot(plain, copy)).rejects.toMatchObject({
    code: 'store-unavailable',
    value: plain,
  });
  await expect(driver.seal(plain)).rejects.toMatchObject(refused);
  expect(existsSync(copy)).toBe(false);
  hidePrograms();
  await driver.snapshot(first, again);
  expect(textOf(again)).toBe('first');
});

test('a failed advance leaves the volume in its place', async () => {
  const first = await volume('first');
  const plain = place('plain');
  mkdirSync(plain);
  writeFileSync(path.join(plain, 'file'), 'plain');
  await expect(driver.advance(plain, place('next'))).rejects.toMatchObject({ code: 'tool-failed' });
  await expect(driver.advance(first, path.join(root, 'missing/root'))).rejects.toThrow('ENOENT');
  expect([plain, first].map(textOf)).toEqual(['plain', 'first']);
  expect(readdirSync(path.join(root, 'next'))).toEqual([]);
});

test('a link in place of a volume makes no snapshot by a call', async () => {
  const [from, to, link] = [await volume('one'), place('two'), path.join(root, 'link')];
  // The calls see the store as the root directory, so an absolute link would lead nowhere.
  symlinkSync(path.relative(root, from), link);
  hidePrograms();
  await expect(driver.snapshot(link, to)).rejects.toMatchObject({ code: 'tool-missing' });
  expect(existsSync(to)).toBe(false);
});

test('after a kill of the waiting program, another program makes the next volume', async () => {
  const [first, second] = [place('first'), place('second')];
  await driver.create(first);
  const programs = waiting();
  for (const pid of programs) process.kill(Number(pid), 'SIGKILL');
  await expect.poll(() => programs.filter((pid) => existsSync(`/proc/${pid}`))).toEqual([]);
  await driver.create(second);
  expect(statSync(second).ino).toBe(256);
});

test('a volume that exists is neither replaced nor filled', async () => {
  const [first, second] = [place('first'), place('second')];
  for (const volume of [first, second]) await driver.create(volume);
  await expect(driver.snapshot(first, second)).rejects.toMatchObject({ code: 'internal', value: second });
  await expect(driver.create(second)).rejects.toMatchObject({ code: 'internal', value: second });
  expect(readdirSync(second)).toEqual([]);
});

test('a file of a killed process is no obstacle', async () => {
  const first = place('first');
  writeFileSync(`${first}.calls-${process.pid}`, 'half a program');
  await driver.create(first);
  expect(waiting()).toHaveLength(1);
  expect(readdirSync(path.dirname(first))).toEqual(['root']);
});

test('a file system that forbids programs gets the commands of btrfs-progs', () =>
  alone(async () => {
    execFileSync('mount', ['-o', 'remount,noexec', root]);
    await expectVolumes();
    await expectChanges();
    expect(waiting()).toEqual([]);
  }));
