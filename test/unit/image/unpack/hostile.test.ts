import { mkdirSync, readdirSync, readFileSync, readlinkSync, rmSync, statSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  contents,
  outside,
  refused,
  rootfs,
  unpack,
  useUnpackPlace,
  work,
} from '../../../places/unpack-place.ts';
import { directory, type ForgedEntry, file, hardLink, symlink } from '../../../samples/tar-entries.ts';

useUnpackPlace();

describe('hostile layers', () => {
  test.each([
    ['a path with ..', [file('../passwd', 'evil')], 'leads out of the root'],
    ['a path with .. inside', [file('a/../../passwd', 'evil')], 'leads out of the root'],
    ['a directory ..', [directory('..')], 'leads out of the root'],
    ['a link to ..', [hardLink('x', '../outside/passwd')], 'leads out of the root'],
    ['a hard link to nothing', [hardLink('x', 'nowhere')], 'is no file of the image'],
    ['a hard link to a directory', [directory('d'), hardLink('x', 'd')], 'is no file of the image'],
    ['a file in place of the root', [file('.', 'x')], 'replace the root directory'],
    ['a directory with content', [file('d/', 'x')], 'but has content'],
    ['a whiteout of ..', [file('.wh...', '')], 'names no file'],
    ['a whiteout of .', [file('.wh..', '')], 'names no file'],
    ['a whiteout of nothing', [file('a/.wh.', '')], 'names no file'],
    ['a whiteout outside', [file('../outside/.wh.passwd', '')], 'leads out of the root'],
    ['links in a circle', [symlink('a', 'b'), symlink('b', 'a'), file('a/x')], 'too many symbolic links'],
    ['a file as a directory', [file('a'), file('a/x')], 'no directory'],
    ['a name that is too long', [file('x'.repeat(300))], 'ENAMETOOLONG'],
  ])('%s is refused', async (_, entries, problem) => {
    await expect(unpack([entries])).rejects.toThrow(refused(problem));
  });

  test('absolute paths are paths in the root', async () => {
    await unpack([[file(path.join(outside, 'passwd'), 'evil')]]);
    expect(contents()[path.join(outside, 'passwd').slice(1)]).toBe('evil');
  });

  test('links out of the root stay inside the root', async () => {
    await unpack([
      [symlink('abs', outside), symlink('up', '../../../../../../../outside'), symlink('here', '../outside')],
      [file('abs/passwd', 'a'), file('up/passwd', 'b'), file('here/passwd', 'c'), file('up/.wh.passwd', '')],
    ]);
    expect(contents()).toMatchObject({ [path.join(outside, 'passwd').slice(1)]: 'a', 'outside/passwd': 'c' });
  });

  test('files and directories replace a link at their path', async () => {
    await unpack([
      [symlink('a', path.join(outside, 'passwd')), file('a', 'evil')],
      [symlink('b', outside)],
      [directory('b', { mode: 0o777 }), file('b/passwd', 'evil')],
    ]);
    expect(contents()).toMatchObject({ a: 'evil', b: '/', 'b/passwd': 'evil' });
  });

  test('a link replacing a parent stays inside the root', async () => {
    const swap = [directory('d'), file('d/x'), symlink('d', outside), file('d/passwd', 'evil')];
    await unpack([swap]);
    expect(contents()[path.join(outside, 'passwd').slice(1)]).toBe('evil');
  });

  test('hard links through links stay inside the root', async () => {
    await unpack([[symlink('out', outside), symlink('p', path.join(outside, 'passwd')), hardLink('q', 'p')]]);
    expect(readlinkSync(path.join(rootfs, 'q'))).toBe(path.join(outside, 'passwd'));
    await expect(unpack([[hardLink('r', 'out/passwd')]])).rejects.toThrow(refused('not in the image'));
  });

  test('whiteouts through links stay inside the root', async () => {
    symlinkSync(outside, path.join(rootfs, 'out'));
    await unpack([[file('out/.wh.passwd', ''), file('out/.wh..wh..opq', ''), file('.wh.out', '')]]);
    expect(contents()).toEqual({});
  });

  test('no names or links change anything outside', async () => {
    const name = fc
      .array(fc.constantFrom('a', 'b', 'c', '..', '.', '.wh.a', '.wh..wh..opq', ''), {
        minLength: 1,
        maxLength: 4,
      })
      .map((parts) => parts.join('/'));
    const target = fc.oneof(name, fc.constantFrom('../outside', '/', '../../outside/passwd', '..'));
    const entry = fc.oneof(
      name.map((n): ForgedEntry => file(n, 'evil')),
      name.map((n): ForgedEntry => directory(n)),
      fc.tuple(name, target).map(([n, t]): ForgedEntry => symlink(n, t)),
      fc.tuple(name, target).map(([n, t]): ForgedEntry => hardLink(n, t)),
    );
    const layers = fc.array(fc.array(entry, { maxLength: 8 }), { minLength: 1, maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(layers, async (entries) => {
        rmSync(rootfs, { recursive: true, force: true });
        mkdirSync(rootfs);
        await unpack(entries).catch((error: unknown) => {
          expect(error).toMatchObject({ code: 'image-invalid' });
        });
        expect(readdirSync(work).sort()).toEqual(['outside', 'rootfs']);
        expect(readFileSync(path.join(outside, 'passwd'), 'utf8')).toBe('host');
        expect(statSync(path.join(outside, 'passwd')).nlink).toBe(1);
      }),
      { numRuns: 300 },
    );
  });
});
