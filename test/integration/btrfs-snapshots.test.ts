import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { btrfs } from '../../src/volume/btrfs/driver.ts';
import type { SnapshotDriver } from '../../src/volume/driver.ts';
import { makePool } from '../places/btrfs-pool.ts';
import type { Pool } from '../places/loop-file-system.ts';

const searchPath = process.env['PATH'];
const none = '/var/empty';
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
  root = path.join(pool.path, `store-${count}`);
  mkdirSync(root);
  driver = (await btrfs.open(root)).driver;
});
afterEach(() => {
  process.env['PATH'] = searchPath;
});

const at = (name: string) => path.join(root, name);

async function volume(name: string): Promise<string> {
  await driver.create(at(name));
  writeFileSync(path.join(at(name), 'file'), name);
  return at(name);
}

test('snapshots start no program', async () => {
  const from = await volume('one');
  process.env['PATH'] = none;
  await driver.snapshot(from, at('two'));
  writeFileSync(path.join(at('two'), 'file'), 'two');
  await driver.advance(at('two'), at('three'));
  expect(readFileSync(path.join(at('two'), 'file'), 'utf8')).toBe('two');
  expect(() => writeFileSync(path.join(at('two'), 'more'), '')).toThrow('EROFS');
  writeFileSync(path.join(at('three'), 'file'), 'three');
  expect(readFileSync(path.join(from, 'file'), 'utf8')).toBe('one');
});

test('snapshots at the same time are all made', async () => {
  const from = await volume('one');
  const names = Array.from({ length: 6 }, (_, index) => at(`copy-${index}`));
  await Promise.all(names.map((name) => driver.snapshot(from, name)));
  for (const name of names) expect(readFileSync(path.join(name, 'file'), 'utf8')).toBe('one');
});

test('a deleted volume is freed while the program of the calls lives', async () => {
  const from = await volume('one');
  await driver.snapshot(from, at('two'));
  await driver.remove([from, at('two')]);
  await driver.settle();
  // An open file would keep a volume on this list.
  expect(execFileSync('btrfs', ['subvolume', 'list', '-d', root], { encoding: 'utf8' })).toBe('');
});

test('a failed call leaves the reason to btrfs, and later snapshots are calls again', async () => {
  mkdirSync(at('plain'));
  const from = await volume('one');
  await expect(driver.snapshot(at('plain'), at('two'))).rejects.toMatchObject({
    code: 'tool-failed',
    program: 'btrfs',
  });
  expect(existsSync(at('two'))).toBe(false);
  process.env['PATH'] = none;
  await driver.snapshot(from, at('three'));
  expect(readFileSync(path.join(at('three'), 'file'), 'utf8')).toBe('one');
});

test('a link in place of a volume makes no snapshot by a call', async () => {
  const from = await volume('one');
  symlinkSync(from, at('link'));
  process.env['PATH'] = none;
  await expect(driver.snapshot(at('link'), at('two'))).rejects.toMatchObject({ code: 'tool-missing' });
  expect(existsSync(at('two'))).toBe(false);
});

test('a failed advance leaves the volume in its place', async () => {
  mkdirSync(at('plain'));
  writeFileSync(path.join(at('plain'), 'file'), 'plain');
  await expect(driver.advance(at('plain'), at('next'))).rejects.toMatchObject({ code: 'tool-failed' });
  expect(readFileSync(path.join(at('plain'), 'file'), 'utf8')).toBe('plain');
  expect(existsSync(at('next'))).toBe(false);
});
