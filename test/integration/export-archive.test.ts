import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { exported, inResult, listed, MANY_KINDS, useExportPlace } from '../places/export-place.ts';
import { context, root, user, work } from '../places/reader-place.ts';

useExportPlace();

describe('an archive', () => {
  const unpack = (file: string) => {
    const unpacked = path.join(work, 'unpacked');
    mkdirSync(unpacked);
    const attributes = ['--xattrs', '--xattrs-include=*'];
    execFileSync('tar', ['-xpf', file, '--same-owner', '--numeric-owner', ...attributes, '-C', unpacked]);
    return unpacked;
  };

  test.each(['user', 'root'] as const)(
    'of %s has everything of the result, and equal bytes twice',
    async (who) => {
      inResult(`${MANY_KINDS}; mknod null c 1 3; setfattr -n user.note -v hello a/small`);
      const file = path.join(context, 'out/x.tar');
      await exported({ who, type: 'tar', dest: file });
      const first = readFileSync(file);
      await exported({ who, type: 'tar', dest: file });
      expect(readFileSync(file).equals(first)).toBe(true);
      expect(statSync(file).uid).toBe(who === 'root' ? 0 : user.uid);
      const unpacked = unpack(file);
      expect(listed(unpacked, 'with owners')).toEqual(listed(root, 'with owners'));
      const note = execFileSync('getfattr', [
        '--only-values',
        '-n',
        'user.note',
        path.join(unpacked, 'a/small'),
      ]);
      expect(note.toString()).toBe('hello');
    },
  );

  test('has the files of a pattern, under the names of the pattern', async () => {
    inResult('mkdir -p a/b; echo 1 > a/b/x.o; echo 2 > a/y.c; ln -s b/x.o a/z; ln -s /a/b/x.o w');
    const list = async (src: string) => {
      await exported({ type: 'tar', dest: path.join(context, 'x.tar'), src });
      return execFileSync('tar', ['-tf', path.join(context, 'x.tar')], { encoding: 'utf8' }).split('\n');
    };
    expect(await list('/a/**/*.o')).toEqual(['b/', 'b/x.o', '']);
    expect(await list('/a')).toEqual(['b/', 'b/x.o', 'y.c', 'z', '']);
    expect(await list('/a/y.c')).toEqual(['y.c', '']);
    expect(await list('/w')).toEqual(['w', '']);
    expect(await list('/a/z')).toEqual(['z', '']);
  });
});
