import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  closeSync,
  existsSync,
  ftruncateSync,
  linkSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Result } from '../../src/contract/results.ts';
import { DEEP_LEVELS, listDeep, makeDeep } from '../samples/deep-tree.ts';
import type { BuildPlace } from './store-place.ts';
import { looking } from './store-tree.ts';

const MIB = 1024 ** 2;
const isRoot = process.getuid?.() === 0;

/** That files of every kind go through steps. */
export function kindTests(at: BuildPlace): void {
  const { step, rootOf } = looking(at);

  describe('files through steps: kinds', () => {
    test('hard links stay one file, and files with holes keep them', async () => {
      const base = await step('base', undefined, (root) => {
        writeHoley(path.join(root, 'holey'));
        writeFileSync(path.join(root, 'linked1'), 'linked');
        linkSync(path.join(root, 'linked1'), path.join(root, 'linked2'));
      });
      const child = await step('child', base, (root) => {
        chmodSync(path.join(root, 'holey'), 0o600);
        mkdirSync(path.join(root, 'dir'));
        writeFileSync(path.join(root, 'dir', 'new1'), 'new');
        linkSync(path.join(root, 'dir', 'new1'), path.join(root, 'new2'));
      });
      const last = await step('last', child, () => undefined);
      for (const result of [child, last]) {
        const stats = async (name: string) => statSync(path.join(await rootOf(result), name));
        const [one, two] = [await stats('linked1'), await stats('linked2')];
        expect([one.ino, one.nlink]).toEqual([two.ino, 2]);
        const [newOne, newTwo] = [await stats('dir/new1'), await stats('new2')];
        expect([newOne.ino, newOne.nlink]).toEqual([newTwo.ino, 2]);
        const holey = await stats('holey');
        expect(holey.size).toBe(64 * MIB);
        expect(holey.blocks * 512).toBeLessThan(8 * MIB);
      }
    });

    test('pipes, devices, dangling links, and names of any bytes', async () => {
      const odd = Buffer.from([0x6e, 0xff, 0xfe, 0x0a]);
      const base = await step('base', undefined, (root) => {
        execFileSync('mkfifo', [path.join(root, 'pipe')]);
        symlinkSync('/nowhere/at/all', path.join(root, 'dangling'));
        writeFileSync(Buffer.concat([Buffer.from(`${root}/`), odd]), 'odd');
        writeFileSync(path.join(root, 'n'.repeat(255)), 'long');
        const device = () =>
          execFileSync('mknod', [path.join(root, 'null'), 'c', '1', '3'], { stdio: 'pipe' });
        if (isRoot) device();
        else expect(device).toThrow('not permitted');
      });
      const child = await step('child', base, (root) => {
        chmodSync(path.join(root, 'pipe'), 0o622);
        rmSync(path.join(root, 'n'.repeat(255)));
      });
      const last = await step('last', child, () => undefined);
      const root = await rootOf(last);
      expect(lstatSync(path.join(root, 'pipe')).isFIFO()).toBe(true);
      expect(lstatSync(path.join(root, 'dangling')).isSymbolicLink()).toBe(true);
      expect(readFileSync(Buffer.concat([Buffer.from(`${root}/`), odd]), 'utf8')).toBe('odd');
      expect(existsSync(path.join(root, 'n'.repeat(255)))).toBe(false);
      if (isRoot) expect(lstatSync(path.join(root, 'null')).rdev).toBe(0x103);
    });
  });
}

/** That depth is no limit. */
export function deepTests(at: BuildPlace): void {
  const { step, rootOf } = looking(at);

  describe('files through steps: depth', () => {
    test('trees deeper than the longest path', async () => {
      // The fake copies by plain `cp`.
      if (at.world.isWritable === true) return;
      const base = await step('base', undefined, (root) => makeDeep(root));
      const child = await step('child', base, () => undefined);
      const last = await step('last', child, () => undefined);
      const listing = async (result: Result) => listDeep(await rootOf(result));
      const before = await listing(base);
      expect(before.length).toBeGreaterThan(DEEP_LEVELS * 2);
      expect(
        before
          .filter((line) => line.endsWith(' linked'))
          .every((line) => line.includes(` ${DEEP_LEVELS + 1} linked`)),
      ).toBe(true);
      expect(await listing(child)).toEqual(before);
      expect(await listing(last)).toEqual(before);
    });
  });
}

function writeHoley(file: string): void {
  const handle = openSync(file, 'wx');
  writeSync(handle, Buffer.alloc(4096, 1), 0, 4096, 0);
  writeSync(handle, Buffer.alloc(4096, 2), 0, 4096, 32 * MIB);
  ftruncateSync(handle, 64 * MIB);
  closeSync(handle);
}
