import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { MountPoints } from '../../../src/sandbox/mount-points.ts';

let root: string;
let points: MountPoints;
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'mount-points-'));
  points = new MountPoints(root);
  mkdirSync(path.join(root, 'run'));
  for (const name of ['run', '.']) utimesSync(path.join(root, name), 1_700_000_000, 1_700_000_000.999999);
});
afterEach(() => rmSync(root, { recursive: true }));

const micro = (name: string) => lstatSync(path.join(root, name), { bigint: true }).mtimeNs / 1000n;

describe('mount points', () => {
  test('are made and go away, times and all', () => {
    const before = [micro('.'), micro('run')];
    expect(points.add('/run/a/b', 'file')).toBe('/run/a/b');
    expect(points.add('/run/c', 'directory')).toBe('/run/c');
    expect(points.add('/proc', 'directory')).toBe('/proc');
    expect(lstatSync(path.join(root, 'run/a/b')).isFile()).toBe(true);
    points.remove();
    expect(readdirSync(root)).toEqual(['run']);
    expect(readdirSync(path.join(root, 'run'))).toEqual([]);
    expect([micro('.'), micro('run')]).toEqual(before);
  });

  test('that existed stay', () => {
    writeFileSync(path.join(root, 'run/file'), '');
    points.add('/run/file', 'file');
    points.remove();
    expect(readdirSync(path.join(root, 'run'))).toEqual(['file']);
  });

  test('are not made below a mount', () => {
    points.add('/slot', 'directory');
    expect(points.add('/slot/x/token', 'file')).toBe('/slot/x/token');
    expect(readdirSync(path.join(root, 'slot'))).toEqual([]);
  });

  test('stay with what a step put in them, and its changes keep their times', async () => {
    points.add('/run/kept/a', 'file');
    points.add('/run/gone', 'directory');
    writeFileSync(path.join(root, 'run/kept/mine'), 'x');
    utimesSync(path.join(root, 'run'), 1_600_000_000, 1_600_000_000);
    points.remove();
    expect(readdirSync(path.join(root, 'run/kept'))).toEqual(['mine']);
    expect(readdirSync(path.join(root, 'run'))).toEqual(['kept']);
  });

  test('that were replaced by a link lead nowhere', () => {
    const outside = mkdtempSync(path.join(tmpdir(), 'outside-'));
    try {
      writeFileSync(path.join(outside, 'a'), '');
      points.add('/run/here/a', 'file');
      rmSync(path.join(root, 'run/here'), { recursive: true });
      symlinkSync(outside, path.join(root, 'run/here'));
      points.remove();
      expect(readdirSync(outside)).toEqual(['a']);
      expect(readdirSync(path.join(root, 'run'))).toEqual(['here']);
    } finally {
      rmSync(outside, { recursive: true });
    }
  });

  test('with a file in the way are refused', () => {
    writeFileSync(path.join(root, 'run/file'), '');
    expect(() => points.add('/run/file/x', 'directory')).toThrow(
      expect.objectContaining({ code: 'sandbox-failed' }),
    );
  });

  test('of slots and secrets stay, empty', () => {
    points.addLastingMount('/cache/slot', 'directory');
    points.addLastingMount('/run/secrets/a', 'file');
    expect(points.addLastingMount('/cache/slot/b', 'file')).toBe('/cache/slot/b');
    points.remove();
    expect(readdirSync(path.join(root, 'cache/slot'))).toEqual([]);
    const stats = lstatSync(path.join(root, 'run/secrets/a'));
    expect([stats.isFile(), stats.size, stats.mode & 0o7777]).toEqual([true, 0, 0o755]);
  });

  test('are not what a working directory is', () => {
    points.addLasting('/work/deep');
    points.remove();
    expect(lstatSync(path.join(root, 'work/deep')).mode & 0o7777).toBe(0o755);
  });
});
