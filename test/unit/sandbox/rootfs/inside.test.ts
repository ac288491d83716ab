import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { resolveInside } from '../../../../src/sandbox/rootfs/inside.ts';

let root: string;
beforeAll(() => {
  root = mkdtempSync(path.join(tmpdir(), 'rootfs-path-'));
  mkdirSync(path.join(root, 'a/b'), { recursive: true });
  writeFileSync(path.join(root, 'a/file'), '');
  symlinkSync('/etc', path.join(root, 'absolute'));
  symlinkSync('../../../../../etc', path.join(root, 'a/up'));
  symlinkSync('b', path.join(root, 'a/beside'));
  symlinkSync('missing/deep', path.join(root, 'a/dangling'));
  symlinkSync('loop', path.join(root, 'loop'));
});
afterAll(() => rmSync(root, { recursive: true }));

describe('a path inside a root', () => {
  test.each([
    ['/a/b', '/a/b', 2],
    ['a//./b/', '/a/b', 2],
    ['/a/b/../b', '/a/b', 2],
    ['/../../a', '/a', 1],
    ['/', '/', 0],
    ['/absolute/hosts', '/etc/hosts', 0],
    ['/a/up/passwd', '/etc/passwd', 0],
    ['/a/beside/new', '/a/b/new', 2],
    ['/a/dangling', '/a/missing/deep', 1],
    ['/a/new/../b', '/a/b', 2],
    ['/a/new/../../absolute', '/etc', 0],
  ])('%s is %s, of which %i exist', (from, to, existing) => {
    expect(resolveInside(root, from)).toMatchObject({ path: to, existing, under: undefined });
  });

  test('is not followed below a mount', () => {
    const covered = new Set(['/a/b']);
    expect(resolveInside(root, '/a/beside/x/../y', covered)).toMatchObject({ path: '/a/b/y', under: '/a/b' });
    expect(resolveInside(root, '/a/b', covered)).toMatchObject({ path: '/a/b', under: '/a/b' });
  });

  test('is refused when its links never end', () => {
    expect(() => resolveInside(root, '/loop')).toThrow(/too many symbolic links/);
  });
});
