import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { missingPackages } from '../../../src/worker/needed-programs.ts';

let bin = '';
const SYSTEM = ['runc', 'mkfs.btrfs', 'zfs'];

beforeEach(() => {
  bin = mkdtempSync(path.join(tmpdir(), 'programs-'));
});

afterEach(() => rmSync(bin, { recursive: true, force: true }));

test('a machine with every program lacks no package, whatever the store', () => {
  for (const name of SYSTEM) writeFileSync(path.join(bin, name), '', { mode: 0o755 });
  for (const store of ['auto', 'btrfs:/x', 'zfs:tank', 'overlayfs:/x', 'copy:/x'])
    expect(missingPackages(store, `/nowhere:${bin}`)).toEqual([]);
});

test('a request decides about no package but by its kind of store', () => {
  writeFileSync(path.join(bin, 'runc'), '', { mode: 0o755 });
  writeFileSync(path.join(bin, 'mkfs.btrfs'), '', { mode: 0o755 });
  for (const store of ['btrfs:zfs:', 'copy:zfs', 'overlayfs:/zfs:x', 'evil; rm -rf /'])
    expect(missingPackages(store, bin)).toEqual([]);
});
