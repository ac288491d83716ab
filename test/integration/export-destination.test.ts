import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { dest, exported, inResult, useExportPlace } from '../places/export-place.ts';
import { asUser, context, user, work } from '../places/reader-place.ts';
import { unmount } from '../places/unmount.ts';
import { contentsOf } from '../samples/tree-listing.ts';

useExportPlace();

describe('links at the destination', () => {
  test.each(['user', 'root'] as const)('no write of %s follows a link', async (who) => {
    const outside = path.join(work, 'outside');
    mkdirSync(outside);
    chmodSync(outside, 0o777);
    writeFileSync(path.join(outside, 'file'), 'precious');
    chmodSync(path.join(outside, 'file'), 0o666);
    inResult('mkdir dir; echo new > dir/file; echo new > file; ln -s target link');
    asUser(
      `mkdir dist; ln -s ${outside} dist/dir; ln -s ${outside}/file dist/file; ln -s ${outside} dist/link`,
    );
    await expect(exported({ who, src: '/dir', dest: path.join(dest, 'dir') })).rejects.toMatchObject({
      code: 'export-failed',
      errno: 'ENOTDIR',
    });
    await expect(exported({ who })).rejects.toMatchObject({
      code: 'export-failed',
      message: `could not write "${dest}/dir": a file or link is in the place of a directory`,
      hint: 'Delete the file or link, or choose another destination.',
    });
    await exported({ who, src: '/{file,link}' });
    expect(readFileSync(path.join(dest, 'file'), 'utf8')).toBe('new\n');
    expect(lstatSync(path.join(dest, 'file')).isSymbolicLink()).toBe(false);
    expect(readlinkSync(path.join(dest, 'link'))).toBe('target');
    expect(readFileSync(path.join(outside, 'file'), 'utf8')).toBe('precious');
    expect(readdirSync(outside)).toEqual(['file']);
  });

  test('only a link above the job may lead to a destination', async () => {
    inResult('echo new > file');
    asUser('mkdir real; ln -s real dist; ln -s . way');
    await expect(exported()).rejects.toMatchObject({ code: 'export-failed', errno: 'ENOTDIR' });
    await expect(exported({ dest: path.join(context, 'way/out') })).rejects.toMatchObject({
      errno: 'ENOTDIR',
    });
    const archive = { type: 'tar', dest: path.join(context, 'way/x.tar') } as const;
    await expect(exported(archive)).rejects.toMatchObject({ errno: 'ENOTDIR' });
    expect(readdirSync(path.join(context, 'real'))).toEqual([]);
    symlinkSync(context, path.join(work, 'job'));
    const job = path.join(work, 'job');
    await exported({ dest: path.join(job, 'out'), below: job });
    expect(contentsOf(path.join(context, 'out'))).toEqual({ file: 'new\n' });
  });

  test('links that appear during the export get no file', async () => {
    const outside = path.join(work, 'outside');
    mkdirSync(outside);
    chmodSync(outside, 0o777);
    inResult('mkdir d; i=0; while [ $i -lt 3000 ]; do echo x > d/$i; i=$((i+1)); done');
    asUser(`mkdir -p dist/d; ln -s ${outside} evil
      (i=0; while [ $i -lt 3000 ] && [ ! -e stop ]; do mv -T dist/d dist/e 2>/dev/null; ln -sfn ${outside} dist/d
        rm -f dist/d; mv -T dist/e dist/d 2>/dev/null; i=$((i+1)); done) >/dev/null 2>&1 &`);
    for (let turn = 0; turn < 5; turn += 1) await exported().catch(() => undefined);
    asUser('touch stop');
    expect(readdirSync(outside)).toEqual([]);
  });
});

describe('what is in the way', () => {
  beforeEach(() => void inResult('mkdir dir; echo new > dir/file; echo new > file'));

  test.each([
    [
      'a directory for a file',
      'mkdir -p dist/file/x',
      'dist/file',
      'a directory is in the place of the file',
    ],
    [
      'a file for a directory',
      'mkdir dist; echo old > dist/dir',
      'dist/dir',
      'a file or link is in the place',
    ],
    [
      'a file for the destination',
      'echo old > dist',
      'dist',
      'a file or link is in the place of a directory',
    ],
    ['a directory without rights', 'mkdir -p dist; chmod 500 .', 'dist', undefined],
  ])('%s', async (_what, script, place, message) => {
    asUser(script);
    if (message === undefined) {
      await exported();
      return;
    }
    await expect(exported()).rejects.toMatchObject({
      code: 'export-failed',
      value: path.join(context, place),
      message: expect.stringContaining(message),
      hint: expect.any(String),
    });
    expect(execFileSync('find', [context, '-name', '.obuilder*']).toString()).toBe('');
  });

  test('another user’s directory', async () => {
    const closed = path.join(work, 'closed');
    mkdirSync(closed);
    await expect(exported({ dest: closed, below: undefined })).rejects.toMatchObject({
      code: 'export-failed',
      errno: 'EACCES',
    });
    await expect(exported({ dest: '/etc', below: undefined })).rejects.toMatchObject({ errno: 'EACCES' });
    await expect(exported({ type: 'tar', dest: '/etc/x.tar', below: undefined })).rejects.toMatchObject({
      code: 'export-failed',
      errno: 'EACCES',
    });
    expect(readdirSync(closed)).toEqual([]);
  });

  test('a directory for an archive', async () => {
    asUser('mkdir dist');
    for (const place of [dest, context]) {
      const exporting = exported({ type: 'tar', dest: place });
      await expect(exporting).rejects.toMatchObject({ code: 'export-failed', errno: 'EISDIR' });
    }
  });

  test('a full disk', async () => {
    inResult('head -c 900000 /dev/urandom > large1; cp large1 large2; cp large1 dir/large3');
    mkdirSync(dest);
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=1m,uid=${user.uid}`, 'tmpfs', dest]);
    try {
      for (const output of [{}, { type: 'tar', dest: path.join(dest, 'x.tar') }] as const)
        await expect(exported(output)).rejects.toMatchObject({
          code: 'export-failed',
          errno: 'ENOSPC',
          hint: 'Free space on that disk.',
        });
      const names = readdirSync(dest);
      expect(names.filter((name) => name.startsWith('.') || name === 'x.tar')).toEqual([]);
      for (const name of names.filter((one) => one.startsWith('large')))
        expect(statSync(path.join(dest, name)).size).toBe(900_000);
    } finally {
      unmount(dest);
    }
  });
});
