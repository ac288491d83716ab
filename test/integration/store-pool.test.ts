import { execFileSync } from 'node:child_process';
import {
  closeSync,
  mkdtempSync,
  openSync,
  readdirSync,
  rmSync,
  statfsSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { asObuilderError } from '../../src/errors.ts';
import { resolveStore } from '../../src/store/choose/resolve.ts';
import { openStore } from '../../src/store/open.ts';
import { openPool } from '../../src/volume/btrfs/pool.ts';
import { withPool } from '../places/btrfs-pool.ts';
import { loopDevicesOf, mountsBelow, OF_ROOT } from '../places/loop-file-system.ts';
import { unmount } from '../places/unmount.ts';
import { killStoreProcesses, startStoreProcess } from '../programs/store-process.ts';
import { make } from '../suites/store-making.ts';

const MIB = 1024 ** 2;
let directory: string;

beforeEach(() => {
  directory = mkdtempSync(path.join(OF_ROOT, 'obuilder-test-auto-'));
});
afterEach(async () => {
  await killStoreProcesses();
  unmountAll();
  for (const device of loopDevicesOf(directory)) execFileSync('losetup', ['--detach', device]);
  rmSync(directory, { recursive: true, force: true });
});

const unmountAll = () => {
  for (const point of mountsBelow(directory)) unmount(point);
};
const auto = () => resolveStore({ store: 'auto', directory, bytes: 512 * MIB });

async function expectResult(): Promise<void> {
  const store = await openStore(await auto());
  expect(store.find(['a']).size).toBe(1);
  await store.close();
}

async function makeStore(): Promise<string> {
  const place = await auto();
  const store = await openStore(place);
  await make(store, 'a');
  await store.close();
  return place.root;
}

test('a disk too small for a pool is named in the error', async () => {
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', directory]);
  await expect(openPool({ directory, bytes: 512 * MIB })).rejects.toMatchObject({
    code: 'store-full',
    value: directory,
    message: expect.stringMatching(/^there is no room for a pool at .*: \d+ bytes are free$/),
  });
  expect(readdirSync(directory).filter((name) => name.startsWith('pool.img'))).toEqual([]);
});

test('auto makes a sparse pool of the requested size, nosuid and nodev', async () => {
  const root = await makeStore();
  const image = statSync(path.join(directory, 'pool.img'));
  expect(image.size).toBe(512 * MIB);
  expect(image.blocks * 512).toBeLessThan(100 * MIB);
  expect(image.mode & 0o777).toBe(0o600);
  const options = execFileSync('findmnt', ['--noheadings', '--output', 'OPTIONS', root], {
    encoding: 'utf8',
  });
  expect(options).toContain('noatime');
  expect(options).toContain('nosuid,nodev');
  expect(
    execFileSync('btrfs', ['inspect-internal', 'dump-super', path.join(directory, 'pool.img')], {
      encoding: 'utf8',
    }),
  ).toMatch(/nodesize\s+4096/);
  expect((await auto()).why).toBe('auto: the pool in an image file, found again');
  await expectResult();
  expect(mountsBelow(directory)).toHaveLength(1);
});

test('an unmounted pool is found again, also with its loop device', async () => {
  await makeStore();
  unmountAll();
  // The device goes by itself, as soon as no other program of the machine looks at it.
  await expect.poll(() => loopDevicesOf(directory)).toEqual([]);
  await expectResult();
  unmountAll();
  execFileSync('losetup', ['--find', path.join(directory, 'pool.img')]);
  await expectResult();
  expect(loopDevicesOf(directory)).toHaveLength(1);
});

/** Whether the loop device of the pool in `directory` goes past the cache of the file system below. */
const bypassesCache = (directory: string) => {
  const args = ['--noheadings', '--output', 'DIO', ...loopDevicesOf(directory)];
  return execFileSync('losetup', args, { encoding: 'utf8' }).trim() === '1';
};

test('the loop device uses the cache, also a device with direct I/O before the mount', async () => {
  await makeStore();
  expect(bypassesCache(directory)).toBe(false);
  unmountAll();
  await expect.poll(() => loopDevicesOf(directory)).toEqual([]);
  execFileSync('losetup', ['--find', '--direct-io=on', path.join(directory, 'pool.img')]);
  expect(bypassesCache(directory)).toBe(true);
  await expectResult();
  expect(bypassesCache(directory)).toBe(false);
});

test('a pool works on a file system without direct I/O', async () => {
  execFileSync('mount', ['-t', 'ramfs', 'ramfs', directory]);
  await makeStore();
  await expectResult();
});

test('many processes at once make a single pool', async () => {
  for (let round = 0; round < 2; round += 1) {
    const all = Array.from({ length: 5 }, () => startStoreProcess(directory, 'resolve'));
    const said = await Promise.all(all.map((one) => one.line()));
    for (const one of said)
      expect(one).toMatchObject({ place: { driver: 'btrfs', root: path.join(directory, 'pool') } });
    await Promise.all(all.map(({ exited }) => exited));
    expect(mountsBelow(directory)).toHaveLength(1);
    expect(loopDevicesOf(directory)).toHaveLength(1);
    unmountAll();
  }
});

test('a half-made image is made again', async () => {
  writeFileSync(path.join(directory, 'pool.img.new'), 'half of a file system');
  await makeStore();
  await expectResult();
  expect(readdirSync(directory).sort()).toEqual(['pool', 'pool.img', 'pool.lock']);
});

test('a kill while the pool is made or mounted leaves a usable place', async () => {
  for (let round = 0; round < 5; round += 1) {
    const one = startStoreProcess(directory, 'resolve');
    await new Promise((resolve) => setTimeout(resolve, 40 + round * 40));
    await one.kill();
  }
  await makeStore();
  expect(mountsBelow(directory)).toHaveLength(1);
  expect(loopDevicesOf(directory)).toHaveLength(1);
});

test('a damaged image is an error and stays', async () => {
  const image = path.join(directory, 'pool.img');
  writeFileSync(image, 'x'.repeat(10 * MIB));
  await expect(auto()).rejects.toMatchObject({ code: 'store-unavailable', value: image });
  expect(statSync(image).size).toBe(10 * MIB);
  expect(loopDevicesOf(directory)).toEqual([]);
});

test('the commands for a damaged image lead to another pool', async () => {
  await makeStore();
  unmountAll();
  const image = path.join(directory, 'pool.img');
  await expect.poll(() => loopDevicesOf(directory)).toEqual([]);
  breakExtents(image);
  const { hint } = asObuilderError(await auto().catch((error: unknown) => error));
  const [, move = '', look = ''] =
    /sudo (mv \S+ \S+)\. .*sudo (mount \S+ \S+ \S+ )\/mnt/.exec(hint ?? '') ?? [];
  const shell = (command: string) => execFileSync('sh', ['-euc', command]);
  shell(move);
  const files = path.join(directory, 'look');
  shell(`mkdir ${files}; ${look}${files}`);
  expect(readdirSync(files)).toContain('v1');
  const store = await openStore(await auto());
  expect(store.find(['a']).size).toBe(0);
  await store.close();
});

/** Damages a tree that a mount needs, but not the files. */
function breakExtents(image: string): void {
  const tree = execFileSync('btrfs', ['inspect-internal', 'dump-tree', '-t', 'root', image], {
    encoding: 'utf8',
  });
  const at = Number(/\(EXTENT_TREE ROOT_ITEM[\s\S]*?bytenr (\d+)/.exec(tree)?.[1]);
  // Logical addresses of a new pool are also addresses in the image.
  const file = openSync(image, 'r+');
  writeSync(file, Buffer.alloc(4096, 7), 0, 4096, at);
  closeSync(file);
}

test('an invalid size is refused before anything is made', async () => {
  for (const bytes of [0, -1, 1000, Number.NaN, 1.5]) {
    await expect(resolveStore({ store: 'auto', directory, bytes })).rejects.toMatchObject({
      code: 'input-invalid',
    });
  }
  expect(readdirSync(directory)).not.toContain('pool.img');
});

test('the default size leaves a tenth of the free space', async () => {
  await resolveStore({ store: 'auto', directory });
  const { bavail, bsize } = statfsSync(directory);
  expect(statSync(path.join(directory, 'pool.img')).size).toBeLessThanOrEqual(
    Math.min(50 * 1024 * MIB, bavail * bsize),
  );
});

test('a directory on btrfs needs no image', async () => {
  await withPool(async (pool) => {
    const place = await resolveStore({ store: 'auto', directory: path.join(pool.path, 'deep', 'down') });
    expect(place.root).toBe(path.join(pool.path, 'deep', 'down', 'pool'));
    expect(place.why).toContain('is on btrfs');
    expect(readdirSync(path.dirname(place.root))).not.toContain('pool.img');
    const given = await resolveStore({ store: `btrfs:${pool.path}/given`, directory });
    const store = await openStore(given);
    await make(store, 'a');
    await store.close();
    expect(readdirSync(directory)).toEqual([]);
  });
});

test('a directory on another file system is refused with a hint', async () => {
  const opening = openStore(await resolveStore({ store: `btrfs:${directory}`, directory }));
  await expect(opening).rejects.toMatchObject({
    code: 'store-unavailable',
    value: directory,
    hint: expect.stringContaining('mkfs.btrfs'),
  });
  expect(readdirSync(directory)).toEqual([]);
});
