import { existsSync, mkdtempSync, rmdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStore } from '../../src/store/open.ts';
import {
  createDataset,
  destroyDataset,
  destroySnapshots,
  hasPool,
  propertiesOf,
  snapshotsOf,
} from '../../src/volume/zfs/commands.ts';
import { makeZfsPool, run, type ZfsPool } from '../places/zfs-pool.ts';
import { make } from '../suites/store-making.ts';
import { wholeLog } from '../suites/whole-log.ts';

let pool: ZfsPool;

beforeAll(() => {
  pool = makeZfsPool();
});
afterAll(() => pool?.remove());

const open = (dataset: string) => openStore({ driver: 'zfs', root: dataset });

async function expectUsable(dataset: string, root: string): Promise<void> {
  const store = await open(dataset);
  await make(store, 'a');
  await store.close();
  expect(existsSync(path.join(root, 'v1/result/a'))).toBe(true);
}

const mountPointOf = (dataset: string) =>
  run('zfs', 'get', '-H', '-o', 'value', 'mountpoint', dataset).trim();

/** Runs `work` where no program is found. */
async function withoutPrograms<T>(work: () => Promise<T>): Promise<T> {
  const { PATH } = process.env;
  process.env['PATH'] = '/nonexistent';
  try {
    return await work();
  } finally {
    process.env['PATH'] = PATH;
  }
}

describe('a dataset', () => {
  test('is made with its parents if missing, for root only', async () => {
    await expectUsable(`${pool.name}/deep/down/here`, path.join(pool.path, 'deep/down/here'));
    expect(statSync(path.join(pool.path, 'deep/down/here')).mode & 0o777).toBe(0o700);
  });

  test('may be the pool itself', async () => {
    await expectUsable(pool.name, pool.path);
  });

  test('is made once for several processes', async () => {
    const stores = await Promise.all([1, 2, 3, 4].map(() => open(`${pool.name}/together`)));
    await Promise.all(stores.map((store, index) => make(store, `r${index}`)));
    expect(stores[0]?.list()).toHaveLength(4);
    await Promise.all(stores.map((store) => store.close()));
  });

  test('is mounted if needed', async () => {
    const dataset = `${pool.name}/unmounted`;
    run('zfs', 'create', dataset);
    run('umount', path.join(pool.path, 'unmounted'));
    await expectUsable(dataset, path.join(pool.path, 'unmounted'));
  });

  test('mounted by hand is found at its mount point', async () => {
    const dataset = `${pool.name}/by hand`;
    run('zfs', 'create', '-o', `mountpoint=${pool.path}/by hand/it is`, dataset);
    await expectUsable(dataset, path.join(pool.path, 'by hand/it is'));
  });

  test('below a parent without a mount point gets a mount point', async () => {
    const above = `${pool.name}/nowhere`;
    run('zfs', 'create', '-o', 'mountpoint=none', above);
    const root = `/var/lib/obuilder-action/zfs/${above}/store`;
    try {
      await expectUsable(`${above}/store`, root);
    } finally {
      run('umount', root);
      for (let directory = root; directory !== '/var/lib'; directory = path.dirname(directory)) {
        try {
          rmdirSync(directory);
        } catch {
          break;
        }
      }
    }
  });

  test('in use is opened and read without a program', async () => {
    const dataset = `${pool.name}/used`;
    await expectUsable(dataset, path.join(pool.path, 'used'));
    await withoutPrograms(async () => {
      const store = await open(dataset);
      expect(store.find(['a']).size).toBe(1);
      expect(wholeLog(store, 'a')).toBe('log of a\n');
      await store.close();
    });
  });
});

/** Programs of ZFS that do their work and say nothing that anybody could read. */
async function withOtherWords<T>(work: () => Promise<T>): Promise<T> {
  const programs = mkdtempSync('/tmp/zfs-words-');
  const before = process.env['PATH'] ?? '';
  for (const name of ['zfs', 'zpool']) {
    const script = `#!/bin/sh\nPATH='${before}' ${name} "$@" 2>/dev/null && exit\nstatus=$?\necho geht nicht >&2\nexit $status\n`;
    writeFileSync(path.join(programs, name), script, { mode: 0o755 });
  }
  process.env['PATH'] = `${programs}:${before}`;
  try {
    return await work();
  } finally {
    process.env['PATH'] = before;
    rmSync(programs, { recursive: true });
  }
}

describe('programs of ZFS in another language', () => {
  test('make a dataset, and the datasets of volumes below it', async () => {
    const dataset = `${pool.name}/words`;
    await withOtherWords(() => expectUsable(dataset, path.join(pool.path, 'words')));
  });

  test('report a missing dataset', async () => {
    await withOtherWords(async () => {
      const dataset = `${pool.name}/no-such`;
      expect(await propertiesOf(dataset, ['type'])).toBeUndefined();
      expect(await snapshotsOf(dataset)).toBeUndefined();
      expect(await snapshotsOf('obuilder-no-such-pool/x')).toBeUndefined();
      expect(await hasPool('obuilder-no-such-pool')).toBe(false);
      expect(await hasPool(pool.name)).toBe(true);
      await destroyDataset(dataset);
      await destroySnapshots(dataset, ['one']);
      await destroySnapshots(pool.name, ['one', 'two']);
      await createDataset(pool.name, {});
    });
  });

  test('report other faults as faults', async () => {
    run('zfs', 'create', `${pool.name}/there`);
    await withOtherWords(async () => {
      const failure = { code: 'tool-failed', program: 'zfs', stderr: 'geht nicht\n' };
      await expect(propertiesOf(`${pool.name}/there`, ['no such'])).rejects.toMatchObject(failure);
      await expect(createDataset(`${pool.name}/bad`, { 'no such': '1' })).rejects.toMatchObject(failure);
    });
  });
});

describe('an unsuitable store is an error with a hint', () => {
  test.each([
    ['mountpoint=none', 'zfs set mountpoint='],
    ['mountpoint=legacy', 'zfs set mountpoint='],
    ['canmount=off', 'zfs set canmount=on'],
  ])('a dataset with %s', async (property, hint) => {
    const dataset = `${pool.name}/${property.replace('=', '-')}`;
    run('zfs', 'create', '-o', property, dataset);
    await expect(open(dataset)).rejects.toMatchObject({
      code: 'store-unavailable',
      value: dataset,
      hint: expect.stringContaining(hint),
    });
    expect(mountPointOf(dataset)).not.toContain('/var/lib/obuilder-action');
  });

  test('a missing pool', async () => {
    for (const dataset of ['obuilder-no-such-pool', 'obuilder-no-such-pool/store']) {
      await expect(open(dataset)).rejects.toMatchObject({
        code: 'store-unavailable',
        value: dataset,
        hint: expect.stringContaining('zpool import obuilder-no-such-pool'),
      });
    }
  });

  test('a machine without the program', async () => {
    await withoutPrograms(async () => {
      await expect(open(`${pool.name}/other`)).rejects.toMatchObject({
        code: 'tool-missing',
        program: 'zfs',
        hint: expect.stringContaining('zfsutils-linux'),
      });
    });
  });
});
