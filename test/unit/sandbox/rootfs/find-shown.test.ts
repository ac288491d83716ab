import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findShown } from '../../../../src/sandbox/rootfs/find-shown.ts';

let place: string;
let root: string;
beforeEach(() => {
  place = mkdtempSync(path.join(tmpdir(), 'find-shown-'));
  root = path.join(place, 'root');
  mkdirSync(path.join(root, 'bin/deep'), { recursive: true });
  writeFileSync(path.join(root, 'bin/tool'), '');
  writeFileSync(path.join(place, 'of-the-host'), '');
  symlinkSync('bin', path.join(root, 'link'));
});
afterEach(() => rmSync(place, { recursive: true }));

test.each([
  ['.', '', 'directory'],
  ['/bin//./deep/', 'bin/deep', 'directory'],
  ['bin/tool', 'bin/tool', 'file'],
])('the path %s is found', (below, found, kind) => {
  expect(findShown(root, below)).toEqual({ source: path.join(root, found), kind });
});

test.each([
  '..',
  '../of-the-host',
  'bin/../../of-the-host',
  'bin/..',
  'link',
  'link/tool',
  'bin/none',
  'none/x',
  'bin/tool/x',
])('the path %s is refused', (below) => {
  expect(() => findShown(root, below)).toThrow(
    expect.objectContaining({ code: 'sandbox-failed', value: below }),
  );
});
