import { execFileSync } from 'node:child_process';
import { copyFileSync, lstatSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTrees } from '../../src/tree/open.ts';
import { makePool } from '../places/btrfs-pool.ts';
import type { Pool } from '../places/loop-file-system.ts';
import { makeWorkplace, manifestRequest, performCopy, treeOf } from '../samples/trees.ts';

let pool: Pool;
const root = { uid: 0, gid: 0 };
const settle = () => new Promise((resolve) => setTimeout(resolve, 150));
const shell = (cwd: string, script: string) => execFileSync('sh', ['-euc', script], { cwd }).toString();

beforeAll(() => {
  pool = makePool({ bytes: 1024 ** 3 });
});

afterAll(() => pool?.remove());

/** Bytes that only this file has, as the file system counts them. */
function exclusiveBytes(file: string): number {
  const line = execFileSync('btrfs', ['filesystem', 'du', '--raw', '--summarize', file])
    .toString()
    .split('\n')[1];
  return Number(line?.trim().split(/\s+/)[1]);
}

test('a large file shares blocks but not mode or owner', async () => {
  const source = path.join(pool.path, 'source');
  const target = path.join(pool.path, 'target');
  for (const subvolume of [source, target]) shell(pool.path, `btrfs subvolume create ${subvolume}`);
  shell(
    source,
    'head -c 4194304 /dev/urandom > big; chmod 4711 big; touch -d 2001-02-03Z big; head -c 1000 /dev/urandom > small',
  );
  await settle();
  await performCopy(
    openTrees(),
    { context: source, root: target },
    { src: ['.'], dst: '/a/', user: { uid: 7, gid: 8 } },
  );
  shell(pool.path, 'btrfs filesystem sync .');
  const big = path.join(target, 'a/big');
  expect(exclusiveBytes(big)).toBe(0);
  expect(readFileSync(big).equals(readFileSync(path.join(source, 'big')))).toBe(true);
  const { uid, gid, mode, mtimeMs } = lstatSync(big);
  expect([uid, gid, mode & 0o7777, mtimeMs]).toEqual([7, 8, 0o755, Date.UTC(2001, 1, 3)]);
});

test('a copy to another file system has the same bytes, and stays sparse', async () => {
  const work = makeWorkplace();
  try {
    shell(
      work.context,
      'head -c 3000001 /dev/urandom > big; truncate -s 20M holes; echo end >> holes; echo small > s',
    );
    await settle();
    const target = path.join(pool.path, 'other');
    mkdirSync(target);
    await performCopy(openTrees(), { context: work.context, root: target }, { src: ['.'], dst: '/' });
    execFileSync('diff', ['-r', work.context, target]);
    shell(pool.path, 'btrfs filesystem sync .');
    expect(lstatSync(path.join(target, 'holes')).blocks * 512).toBeLessThan(1024 * 1024);
  } finally {
    work.remove();
  }
});

test('a copy to a full disk names the disk', async () => {
  const small = makePool({ bytes: 128 * 1024 ** 2 });
  const work = makeWorkplace();
  try {
    shell(work.context, 'head -c 200000000 /dev/urandom > big');
    const copying = performCopy(
      openTrees(),
      { context: work.context, root: small.path },
      { src: ['.'], dst: '/' },
    );
    await expect(copying).rejects.toMatchObject({
      code: 'disk-full',
      value: '/big',
      message: expect.stringContaining(`${small.path} is full (`),
    });
  } finally {
    work.remove();
    small.remove();
  }
});

test('devices are refused by name, unless excluded', async () => {
  const work = makeWorkplace();
  try {
    shell(work.context, 'mkdir dev; mknod dev/null c 1 3; mknod dev/loop b 7 0; echo x > dev/x');
    const request = (...exclude: string[]) =>
      manifestRequest(work.context, { src: ['dev'], dst: '/', exclude });
    await expect(openTrees().readManifest(request('null'))).rejects.toMatchObject({
      code: 'copy-refused',
      value: 'dev/loop',
    });
    await expect(openTrees().readManifest(request('loop'))).rejects.toMatchObject({
      code: 'copy-refused',
      message: expect.stringContaining('a device'),
    });
    expect((await openTrees().readManifest(request('null', 'loop'))).entries).toHaveLength(2);
  } finally {
    work.remove();
  }
});

test('links of an image never reach the host’s /etc', async () => {
  const work = makeWorkplace();
  const before = shell('/etc', 'ls -la --time-style=full-iso');
  try {
    shell(
      work.root,
      'ln -s /etc dst; ln -s ../../../../../../../../etc up; mkdir d; ln -s /etc/passwd d/passwd',
    );
    shell(work.context, 'echo evil > passwd; mkdir d; echo evil > d/passwd');
    for (const dst of ['/dst/', '/up/', '/d/', '/dst/passwd', '/up/new/passwd'])
      await performCopy(openTrees(), work, { src: ['passwd'], dst });
    await performCopy(openTrees(), work, { src: ['d'], dst: '/dst' });
    await performCopy(openTrees(), work, { src: ['d'], dst: '/' });
    expect(shell('/etc', 'ls -la --time-style=full-iso')).toBe(before);
    expect(readFileSync('/etc/passwd', 'utf8')).toMatch(/^root:/m);
    expect(treeOf(work.root)).toMatchObject({
      dst: '-> /etc',
      'etc/passwd': 'evil\n',
      'etc/new/passwd': 'evil\n',
      'd/passwd': 'evil\n',
    });
  } finally {
    work.remove();
  }
});

test('sharing blocks with newer content counts as a change', async () => {
  const work = makeWorkplace(pool.path);
  try {
    const [big, other] = ['big', 'other'].map((name) => path.join(work.context, name)) as [string, string];
    writeFileSync(big, Buffer.alloc(1024 ** 2, 1));
    writeFileSync(other, Buffer.alloc(1024 ** 2, 2));
    await settle();
    const trees = openTrees();
    const manifest = await trees.readManifest(manifestRequest(work.context, { src: ['big'], dst: '/' }));
    copyFileSync(other, big);
    const copying = trees.copy({ manifest, from: work.context, to: work.root, dst: '/', user: root });
    await expect(copying).rejects.toMatchObject({ code: 'copy-refused', value: 'big' });
  } finally {
    work.remove();
  }
});
