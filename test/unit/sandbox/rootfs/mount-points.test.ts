import { lstatSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { MountPoints } from '../../../../src/sandbox/rootfs/mount-points.ts';

let root: string;
let points: MountPoints;
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'mount-points-'));
  points = new MountPoints(root);
  mkdirSync(path.join(root, 'run'));
});
afterEach(() => rmSync(root, { recursive: true }));

const modeOf = (name: string) => lstatSync(path.join(root, name)).mode & 0o7777;
const file = (target: string) => points.add({ target, kind: 'file', cover: { kind: 'file' } });
const directory = (target: string, source?: string) =>
  points.add({
    target,
    kind: 'directory',
    cover: source === undefined ? { kind: 'file' } : { kind: 'slot', source },
  });
const refused = (value: string) => expect.objectContaining({ code: 'sandbox-failed', value });

describe('mount points', () => {
  test('are made as the runtime makes them: empty, 0755', () => {
    expect(file('/run/a/b')).toBe('/run/a/b');
    expect(directory('/run/c')).toBe('/run/c');
    const made = lstatSync(path.join(root, 'run/a/b'));
    expect([made.isFile(), made.size, modeOf('run/a/b'), modeOf('run/a'), modeOf('run/c')]).toEqual([
      true,
      0,
      0o755,
      0o755,
      0o755,
    ]);
  });

  test('stay unchanged if they exist', () => {
    writeFileSync(path.join(root, 'run/file'), 'x', { mode: 0o600 });
    file('/run/file');
    expect(modeOf('run/file')).toBe(0o600);
  });

  test('below a slot are made in the slot', () => {
    const source = path.join(root, 'run/source');
    mkdirSync(source);
    directory('/slot', source);
    expect(file('/slot/x/token')).toBe('/slot/x/token');
    expect(points.addDirectory('/slot/work')).toBe('/slot/work');
    expect(readdirSync(path.join(root, 'slot'))).toEqual([]);
    expect(readdirSync(source, { recursive: true }).sort()).toEqual(['work', 'x', 'x/token']);
  });

  // Another step may exchange a directory for a link.
  test('below a slot of several steps are refused', () => {
    const source = path.join(root, 'run/source');
    mkdirSync(path.join(source, 'deep'), { recursive: true });
    symlinkSync('/slot', path.join(root, 'link'));
    points.add({ target: '/slot', kind: 'directory', cover: { kind: 'slot', source, isShared: true } });
    for (const target of ['/slot/deep', '/slot/new', '/link/deep/x', '/slot/deep/..'])
      for (const make of [file, directory, (name: string) => points.addDirectory(name)])
        expect(() => make(target)).toThrow(refused(target));
    expect(readdirSync(source)).toEqual(['deep']);
    expect(points.addDirectory('/link')).toBe('/slot');
  });

  test('after a link out of the root are made inside', () => {
    symlinkSync('/../../../tmp', path.join(root, 'out'));
    expect(file('/out/secret')).toBe('/tmp/secret');
    expect(readdirSync(path.join(root, 'tmp'))).toEqual(['secret']);
  });

  test.each([
    ['/a/./b//c', '/a/b/c'],
    ['/up/made', '/made'],
    ['/run/gone/up', '/run/gone/up'],
    ['/missing/../run/c', '/run/c'],
  ])('at %s are at %s', (target, found) => {
    symlinkSync('run/../..', path.join(root, 'up'));
    expect(directory(target)).toBe(found);
    expect(lstatSync(root + found).isDirectory()).toBe(true);
  });

  test('with a file in the way are refused', () => {
    writeFileSync(path.join(root, 'run/file'), '');
    expect(() => directory('/run/file/x')).toThrow(refused('/run/file/x'));
    expect(() => directory('/run/file')).toThrow(refused('/run/file'));
    expect(() => file('/run')).toThrow(refused('/run'));
  });

  test('after a loop of links are refused', () => {
    symlinkSync('two', path.join(root, 'one'));
    symlinkSync('one', path.join(root, 'two'));
    expect(() => directory('/one/x')).toThrow(refused('/one/x'));
  });

  test('longer than a path may be are refused before any change', () => {
    const target = `/deep${'/directory'.repeat(500)}`;
    expect(() => directory(target)).toThrow(refused(target));
    expect(readdirSync(root)).not.toContain('deep');
  });

  test('are refused with the position of their mount', () => {
    const at = { file: 'a.spec', line: 2, column: 5 };
    expect(() => points.add({ target: '/dev/x', kind: 'file', cover: { kind: 'file' }, at })).toThrow(
      expect.objectContaining({ at }),
    );
  });

  test('do not include a working directory', () => {
    points.addDirectory('/work/deep');
    expect(modeOf('work/deep')).toBe(0o755);
    expect([...points.covered]).toEqual(['/proc', '/dev', '/sys']);
  });

  test('leave no directory open', () => {
    const open = () => readdirSync('/proc/self/fd').length;
    const before = open();
    file('/run/a/b/c');
    expect(() => file('/dev/x')).toThrow();
    expect(() => file('/run/a/b/c/d')).toThrow();
    expect(open()).toBe(before);
  });
});
