import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { missingPackages } from '../../../src/worker/needed-programs.ts';

let bin = '';
const ALL = ['runc', 'btrfs', 'mkfs.btrfs', 'losetup', 'mount', 'zfs', 'zpool'];

beforeEach(() => {
  bin = mkdtempSync(path.join(tmpdir(), 'programs-'));
});

afterEach(() => rmSync(bin, { recursive: true, force: true }));

test('a machine with every program lacks no package', () => {
  for (const name of ALL) writeFileSync(path.join(bin, name), '', { mode: 0o755 });
  for (const store of ['auto', 'btrfs:/x', 'zfs:tank', 'overlayfs:/x', 'copy:/x'])
    expect(missingPackages(store, `/nowhere:${bin}`)).toEqual([]);
});

test('only the kind of store decides which packages are missing', () => {
  for (const name of ALL.slice(0, -2)) writeFileSync(path.join(bin, name), '', { mode: 0o755 });
  for (const store of ['btrfs:zfs:', 'copy:zfs', 'overlayfs:/zfs:x', 'evil; rm -rf /'])
    expect(missingPackages(store, bin)).toEqual([]);
});
