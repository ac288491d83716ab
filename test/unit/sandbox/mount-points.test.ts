import { lstatSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
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
});
afterEach(() => rmSync(root, { recursive: true }));

const modeOf = (name: string) => lstatSync(path.join(root, name)).mode & 0o7777;

describe('mount points', () => {
  test('are made as the runtime makes them: empty, 0755', () => {
    expect(points.add('/run/a/b', 'file')).toBe('/run/a/b');
    expect(points.add('/run/c', 'directory')).toBe('/run/c');
    const file = lstatSync(path.join(root, 'run/a/b'));
    expect([file.isFile(), file.size, modeOf('run/a/b'), modeOf('run/a'), modeOf('run/c')]).toEqual([
      true,
      0,
      0o755,
      0o755,
      0o755,
    ]);
  });

  test('that exist are left as they are', () => {
    writeFileSync(path.join(root, 'run/file'), 'x', { mode: 0o600 });
    points.add('/run/file', 'file');
    expect(modeOf('run/file')).toBe(0o600);
  });

  test('are not made below a mount', () => {
    points.add('/slot', 'directory');
    expect(points.add('/slot/x/token', 'file')).toBe('/slot/x/token');
    points.addDirectory('/slot/work');
    expect(readdirSync(path.join(root, 'slot'))).toEqual([]);
  });

  test('behind a link that points out of the root are made inside', () => {
    symlinkSync('/../../../tmp', path.join(root, 'out'));
    expect(points.add('/out/secret', 'file')).toBe('/tmp/secret');
    expect(readdirSync(path.join(root, 'tmp'))).toEqual(['secret']);
  });

  test('with a file in the way are refused', () => {
    writeFileSync(path.join(root, 'run/file'), '');
    expect(() => points.add('/run/file/x', 'directory')).toThrow(
      expect.objectContaining({ code: 'sandbox-failed' }),
    );
  });

  test('are not what a working directory is', () => {
    points.addDirectory('/work/deep');
    expect(modeOf('work/deep')).toBe(0o755);
    expect([...points.covered]).toEqual([]);
  });
});
