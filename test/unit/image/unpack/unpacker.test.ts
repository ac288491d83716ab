import { execFileSync } from 'node:child_process';
import { lstatSync, readdirSync, readlinkSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { createUnpacker } from '../../../../src/image/unpack/unpacker.ts';
import { contents, outside, rootfs, unpack, useUnpackPlace, work } from '../../../places/unpack-place.ts';
import { makeTimedTree, PRESENT, timesIn } from '../../../samples/exact-times.ts';
import {
  directory,
  type ForgedEntry,
  file,
  hardLink,
  symlink,
  tarWith,
} from '../../../samples/tar-entries.ts';

useUnpackPlace();

test('an abandoned layer leaves no file open', async () => {
  const open = () => readdirSync('/proc/self/fd').map((fd) => linkOf(`/proc/self/fd/${fd}`));
  const linkOf = (link: string) => {
    try {
      return readlinkSync(link);
    } catch {
      return '';
    }
  };
  const layer = createUnpacker({ rootfs, whiteouts: true }).layer();
  layer.write((await tarWith([{ name: 'file', content: 'x'.repeat(2000) }])).subarray(0, 1000));
  expect(open()).toContain(path.join(rootfs, 'file'));
  layer.abandon();
  expect(open()).not.toContain(path.join(rootfs, 'file'));
});

describe('layers over each other', () => {
  test('layers keep modes, times and links, and make parents', async () => {
    const when = new Date(1_600_000_000_000);
    await unpack([
      [
        directory('./', { mode: 0o755 }),
        directory('bin', { mode: 0o2750, mtime: when }),
        file('bin/su', 'su', { mode: 0o4755, mtime: when }),
        file('bin/all', 'all', { mode: 0o666 }),
        directory('bin/sub', { mode: 0o755 }),
        hardLink('bin/su2', './bin/su'),
        symlink('sh', 'bin/su'),
        file('deep/er/x', 'x'),
        file('empty', ''),
      ],
    ]);
    const su = statSync(path.join(rootfs, 'bin/su'));
    expect([su.mode & 0o7777, su.mtimeMs, su.nlink]).toEqual([0o4755, when.getTime(), 2]);
    const modeOf = (name: string) => statSync(path.join(rootfs, name)).mode & 0o7777;
    expect([modeOf('bin/all'), modeOf('bin/sub')]).toEqual([0o666, 0o755]);
    const bin = statSync(path.join(rootfs, 'bin'));
    expect([bin.mode & 0o7777, bin.mtimeMs]).toEqual([0o2750, when.getTime()]);
    expect(modeOf('deep/er')).toBe(0o755);
    expect(contents()).toMatchObject({ sh: '-> bin/su', 'deep/er/x': 'x', empty: '' });
  });

  /** Unpacks an archive of the directory `from` as a layer after others. */
  async function unpackTimed(
    format: string,
    more: readonly (readonly ForgedEntry[])[] = [],
  ): Promise<string> {
    const from = path.join(work, 'from');
    makeTimedTree(from);
    const archive = execFileSync('tar', ['--create', `--format=${format}`, '.'], {
      cwd: from,
      maxBuffer: 64 * 1024 ** 2,
    });
    const unpacker = createUnpacker({ rootfs, whiteouts: true });
    for (const bytes of [archive, ...(await Promise.all(more.map(tarWith)))]) {
      const layer = unpacker.layer();
      layer.write(bytes);
      await layer.end();
    }
    await unpacker.end();
    return from;
  }
  const timeOf = (name: string) => lstatSync(path.join(rootfs, name), { bigint: true }).mtimeNs;

  test('keeps the nanoseconds of a posix archive', async () => {
    const from = await unpackTimed('posix');
    expect(timesIn(rootfs)).toEqual(timesIn(from));
    expect(timeOf('present/link')).toBe(PRESENT);
    rmSync(from, { recursive: true });
  });

  test('keeps times before 1970 of a gnu archive', async () => {
    const from = await unpackTimed('gnu');
    for (const name of ['past', 'past/file', 'past/link'])
      expect(timeOf(name)).toBe(-446_752_800_000_000_000n);
    rmSync(from, { recursive: true });
  });

  test('times of removed and replaced files never reach other files', async () => {
    const before = lstatSync(path.join(outside, 'passwd'), { bigint: true }).mtimeNs;
    const whole = new Date('2001-02-03T04:05:06Z');
    const from = await unpackTimed('posix', [
      [
        hardLink('kept', 'past/file'),
        file('.wh.past', ''),
        file('present/file', 'new', { mtime: whole }),
        symlink('micro', '../outside'),
      ],
      [hardLink('present/empty', 'kept')],
    ]);
    expect(timeOf('kept')).toBe(-446_752_799_999_999_999n);
    expect(timeOf('present/empty')).toBe(-446_752_799_999_999_999n);
    expect(timeOf('present/file')).toBe(BigInt(whole.getTime()) * 1_000_000n);
    expect(contents()['micro']).toBe('-> ../outside');
    expect(lstatSync(path.join(outside, 'passwd'), { bigint: true }).mtimeNs).toBe(before);
    rmSync(from, { recursive: true });
  });

  test('whiteouts remove files, directories and links of lower layers', async () => {
    await unpack([
      [file('a'), directory('d'), file('d/x'), file('d/y'), symlink('l', 'd'), file('kept')],
      [
        file('.wh.a', ''),
        file('.wh.l', ''),
        file('d/.wh.x', ''),
        file('.wh.not-there', ''),
        file('no/.wh.dir', ''),
      ],
    ]);
    expect(contents()).toEqual({ d: '/', 'd/y': 'd/y', kept: 'kept' });
  });

  test('an opaque directory keeps files of its own layer', async () => {
    await unpack([
      [file('d/old'), file('d/sub/old'), file('e/old')],
      [
        file('d/before'),
        file('d/sub/new'),
        file('d/.wh..wh..opq', ''),
        file('d/after'),
        file('.wh.e', ''),
        file('e/new'),
      ],
    ]);
    expect(contents()).toEqual({
      d: '/',
      'd/before': 'd/before',
      'd/after': 'd/after',
      'd/sub': '/',
      'd/sub/new': 'd/sub/new',
      e: '/',
      'e/new': 'e/new',
    });
  });

  test('opaque roots work, and AUFS leftovers have no effect', async () => {
    await unpack([
      [file('old')],
      [file('new'), file('.wh..wh..opq', ''), file('.wh..wh.plnk', ''), file('.wh.new', '')],
    ]);
    expect(contents()).toEqual({ new: 'new' });
  });

  test('files, directories and links replace each other', async () => {
    await unpack([
      [file('a'), directory('b'), file('b/x'), symlink('c', 'a'), symlink('e', 'b')],
      [directory('a'), file('b', 'file'), file('c', 'file'), directory('e'), file('e/y')],
    ]);
    expect(contents()).toEqual({ a: '/', b: 'file', c: 'file', e: '/', 'e/y': 'e/y' });
    expect(lstatSync(path.join(rootfs, 'c')).isFile()).toBe(true);
  });

  test('a repeated directory keeps files and takes the new mode', async () => {
    await unpack([[directory('d', { mode: 0o700 }), file('d/x')], [directory('d', { mode: 0o711 })]]);
    expect(statSync(path.join(rootfs, 'd')).mode & 0o7777).toBe(0o711);
    expect(contents()).toEqual({ d: '/', 'd/x': 'd/x' });
  });

  test('files under a link go to its target inside the root', async () => {
    await unpack([[directory('usr/lib'), symlink('lib', 'usr/lib')], [file('lib/x')]]);
    expect(contents()).toEqual({ usr: '/', 'usr/lib': '/', lib: '-> usr/lib', 'usr/lib/x': 'lib/x' });
  });

  test('names of whiteouts may be ordinary names', async () => {
    await unpack([[file('.wh.a', 'x')]], false);
    expect(contents()).toEqual({ '.wh.a': 'x' });
  });

  test('UTF-8 paths may exceed 255 bytes', async () => {
    const name = `${'ä'.repeat(60)}/`.repeat(4);
    await unpack([[file(`${name}é`, 'x')]]);
    expect(contents()[`${name}é`]).toBe('x');
  });
});
