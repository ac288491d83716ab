import { chmodSync, chownSync, lstatSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Result } from '../../src/contract/results.ts';
import { attributeOf, setAttribute } from '../samples/tree-listing.ts';
import type { BuildPlace } from './store-place.ts';
import { looking, makeTree } from './store-tree.ts';

const isRoot = process.getuid?.() === 0;
/** A file capability as the kernel keeps it: cap_net_bind_service, permitted and effective. */
const CAPABILITY = '0100000200040000000000000000000000000000';

/** That owners, modes and extended attributes stay with a file. */
export function aspectTests(at: BuildPlace): void {
  const { step, rootOf } = looking(at);

  describe('files through steps: aspects', () => {
    test('modes, set-uid and sticky ones too, also of the root directory', async () => {
      const base = await step('base', undefined, (root) => {
        for (const mode of [0o4755, 0o2755, 0o0, 0o600]) {
          writeFileSync(path.join(root, mode.toString(8)), '');
          chmodSync(path.join(root, mode.toString(8)), mode);
        }
        mkdirSync(path.join(root, 'sticky'));
        chmodSync(path.join(root, 'sticky'), 0o1777);
      });
      const child = await step('child', base, (root) => {
        chmodSync(path.join(root, '600'), 0o6711);
        chmodSync(root, 0o711);
      });
      const last = await step('last', child, () => undefined);
      const modes = async (result: Result) => {
        const root = await rootOf(result);
        return ['.', '4755', '2755', '0', '600', 'sticky'].map((name) =>
          (lstatSync(path.join(root, name)).mode & 0o7777).toString(8),
        );
      };
      expect(await modes(base)).toEqual(['755', '4755', '2755', '0', '600', '1777']);
      expect(await modes(child)).toEqual(['711', '4755', '2755', '0', '6711', '1777']);
      expect(await modes(last)).toEqual(await modes(child));
    });

    test('owners', async () => {
      const base = await step('base', undefined, makeTree);
      const change = (root: string) => {
        chownSync(path.join(root, 'dir', 'kept'), 1234, 4321);
        chmodSync(path.join(root, 'dir', 'kept'), 0o6755);
        chownSync(path.join(root, 'dir'), 12, 21);
      };
      if (!isRoot) {
        await expect(step('child', base, change)).rejects.toThrow('EPERM');
        return;
      }
      const child = await step('child', base, change);
      const last = await step('last', child, () => undefined);
      const owners = async (result: Result, name: string) => {
        const { uid, gid, mode } = lstatSync(path.join(await rootOf(result), name));
        return `${uid}:${gid} ${(mode & 0o7777).toString(8)}`;
      };
      expect(await owners(last, 'dir/kept')).toBe('1234:4321 6755');
      expect(await owners(last, 'dir')).toBe('12:21 755');
      expect(await owners(base, 'dir/kept')).toBe('0:0 644');
    });

    test('extended attributes, and the capabilities of programs', async () => {
      const names = isRoot ? ['user.color', 'security.capability'] : ['user.color'];
      const base = await step('base', undefined, (root) => {
        const file = path.join(root, 'file');
        writeFileSync(file, '');
        if (at.world.hasNoAttributes === true) {
          expect(() => setAttribute(file, 'user.color', CAPABILITY)).toThrow('not supported');
          return;
        }
        for (const name of names) setAttribute(file, name, CAPABILITY);
        if (!isRoot) expect(() => setAttribute(file, 'security.capability', CAPABILITY)).toThrow('permitted');
      });
      if (at.world.hasNoAttributes === true) return;
      const child = await step('child', base, (root) => {
        renameSync(path.join(root, 'file'), path.join(root, 'moved'));
        chmodSync(path.join(root, 'moved'), 0o755);
      });
      const last = await step('last', child, () => undefined);
      for (const name of names) {
        expect(attributeOf(path.join(await rootOf(base), 'file'), name)).toBe(CAPABILITY);
        expect(attributeOf(path.join(await rootOf(last), 'moved'), name)).toBe(CAPABILITY);
      }
    });
  });
}
