import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { btrfs } from '../../src/volume/btrfs/driver.ts';
import type { SnapshotDriver } from '../../src/volume/driver.ts';
import { makePool } from '../places/btrfs-pool.ts';
import type { Pool } from '../places/loop-file-system.ts';

// The driver of btrfs with system calls in a waiting program, and with the commands of btrfs-progs.
let pool: Pool;
let driver: SnapshotDriver;

beforeEach(async () => {
  pool = makePool({ bytes: 512 * 1024 ** 2 });
  ({ driver } = await btrfs.open(pool.path));
});
afterEach(async () => {
  await driver.close?.();
  pool.remove();
});

/** A path for a volume, in a new directory. */
const place = (name: string) => {
  const directory = path.join(pool.path, name);
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
  const [first, next] = ['first', 'näxt'].map((name) => path.join(pool.path, name, 'root'));
  const mayDiffer = await driver.changes?.(String(first), String(next));
  expect(mayDiffer?.('', { from: 256n, to: 256n })).toBe(true);
  expect(mayDiffer?.('other', { from: 257n, to: 257n })).toBe(false);
}

/** The waiting programs of this process on the pool, by their process ids. */
function waiting(): readonly string[] {
  const children = readFileSync(`/proc/${process.pid}/task/${process.pid}/children`, 'utf8');
  return children
    .trim()
    .split(' ')
    .filter(
      (pid) => existsSync(`/proc/${pid}/exe`) && readlinkSync(`/proc/${pid}/exe`).startsWith(pool.path),
    );
}

test('one waiting program makes all volumes, and keeps no file open', async () => {
  await expectVolumes();
  const programs = waiting();
  expect(programs).toHaveLength(1);
  const open = readdirSync(`/proc/${programs[0]}/fd`).map((fd) =>
    readlinkSync(`/proc/${programs[0]}/fd/${fd}`),
  );
  expect(open.filter((file) => file.startsWith(pool.path))).toEqual([]);
});

test('calls at the same time have programs of their own', async () => {
  const volumes = ['a', 'b', 'c'].map(place);
  await Promise.all(volumes.map((volume) => driver.create(volume)));
  expect(volumes.map((volume) => statSync(volume).ino)).toEqual([256, 256, 256]);
  expect(waiting()).toHaveLength(3);
});

test('a closed driver leaves no program, so the pool can be unmounted at once', async () => {
  await expectVolumes();
  await expectChanges();
  await driver.close?.();
  expect(waiting()).toEqual([]);
  execFileSync('umount', [pool.path]);
});

test('sealed volumes survive a power cut with all written data', async () => {
  const [first, next] = [place('first'), place('next')];
  await driver.create(first);
  writeFileSync(path.join(first, 'file'), 'one');
  await driver.advance(first, next);
  // The kernel writes such data by itself after half a minute.
  appendFileSync(path.join(next, 'file'), ' and more');
  writeFileSync(path.join(next, 'new'), 'x'.repeat(100_000));
  await driver.seal(next);
  await driver.persist();
  const text = (...words: readonly string[]) =>
    execFileSync(String(words[0]), words.slice(1), { encoding: 'utf8' }).trim();
  const device = text('findmnt', '--noheadings', '--output', 'SOURCE', pool.path);
  const image = text('losetup', '--noheadings', '--output', 'BACK-FILE', device);
  execFileSync('cp', ['--sparse=always', image, `${image}-then`]);
  await driver.close?.();
  execFileSync('umount', [pool.path]);
  execFileSync('mount', ['-o', 'loop,ro', `${image}-then`, pool.path]);
  expect(readFileSync(path.join(first, 'file'), 'utf8')).toBe('one');
  expect(readFileSync(path.join(next, 'file'), 'utf8')).toBe('one and more');
  expect(statSync(path.join(next, 'new')).size).toBe(100_000);
});

test('a refused call is an error of btrfs, leaves nothing and does not end the driver', async () => {
  const first = place('first');
  await driver.create(first);
  const missing = path.join(pool.path, 'missing');
  const copy = place('copy');
  await expect(driver.snapshot(missing, copy)).rejects.toMatchObject({
    code: 'tool-failed',
    program: 'btrfs',
  });
  expect(existsSync(copy)).toBe(false);
  await expect(driver.advance(first, path.join(missing, 'root'))).rejects.toThrow('ENOENT');
  await expect(driver.seal(missing)).rejects.toMatchObject({ code: 'tool-failed', program: 'btrfs' });
  writeFileSync(path.join(first, 'file'), 'still open');
  await expectAgain(first);
  expect(waiting()).toHaveLength(1);
});

async function expectAgain(from: string): Promise<void> {
  const again = place('again');
  await driver.snapshot(from, again);
  expect(readFileSync(path.join(again, 'file'), 'utf8')).toBe('still open');
}

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

test('a file system that forbids programs gets the commands of btrfs-progs', async () => {
  execFileSync('mount', ['-o', 'remount,noexec', pool.path]);
  await expectVolumes();
  await expectChanges();
  expect(waiting()).toEqual([]);
});
