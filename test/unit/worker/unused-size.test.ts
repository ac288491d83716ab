import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { unusedSize } from '../../../src/worker/unused-size.ts';

const MIB = 1024 ** 2;

test('a size that a pool does not have is a notice', () => {
  const directory = mkdtempSync(path.join(tmpdir(), 'unused-size-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  const image = path.join(directory, 'pool.img');
  writeFileSync(image, '');
  truncateSync(image, 300 * MIB);
  const said = (poolBytes: number | undefined, root = path.join(directory, 'pool')) =>
    unusedSize({ driver: 'btrfs', root }, { store: 'auto', poolBytes }, directory);
  expect(said(undefined)).toBeUndefined();
  expect(said(300 * MIB)).toBeUndefined();
  expect(said(400 * MIB)).toBe(
    'store-size has no effect: the pool was made with 300.0 MB, and keeps this size. docs/stores.md shows how to make another.',
  );
  expect(said(300 * MIB, '/srv/store')).toBe(
    'store-size has no effect: btrfs:/srv/store is no pool in an image file of auto.',
  );
});
