import { execFileSync } from 'node:child_process';
import {
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { openStore } from '../../src/store/open.ts';
import { mountsBelow } from '../places/loop-file-system.ts';
import { layersInUse, layersOnDisk } from '../places/overlay-layers.ts';
import { expectNothingLeft, makeChain, root, useOverlayPlace, withStore } from '../places/overlay-place.ts';
import { unmount } from '../places/unmount.ts';
import { DEEP_LEVELS, listDeep, makeDeep } from '../samples/deep-tree.ts';
import { makeTimedTree, timesIn } from '../samples/exact-times.ts';
import { begin, make, someMeta, stepsOf } from '../suites/store-making.ts';

useOverlayPlace();

describe('at rest', () => {
  test('a closed store mounts nothing, and a result is an empty directory', async () => {
    await withStore(async (store) => {
      await makeChain(store, 3);
      await store.view('c3');
      await (await store.slot('cache', { uid: 0, gid: 0 })).finish();
      expect(mountsBelow(root)).toHaveLength(1);
    });
    expect(mountsBelow(root)).toEqual([]);
    expect(readdirSync(path.join(root, 'v1', 'result', 'c3', 'rootfs'))).toEqual([]);
    expectNothingLeft();
  });

  test('a store copied by files works at another path', async () => {
    await withStore((store) => makeChain(store, 2));
    const moved = `${root}-moved`;
    execFileSync('cp', ['-a', root, moved]);
    const store = await openStore({ driver: 'overlayfs', root: moved });
    try {
      await make(store, 'next', store.find(['c2']).get('c2'));
      expect(readdirSync(await store.view('next'))).toEqual(expect.arrayContaining(['c1', 'c2', 'next']));
    } finally {
      await store.close();
      rmSync(moved, { recursive: true });
    }
  });

  test('a layer holds the changes of a step', async () => {
    await withStore(async (store) => {
      const draft = await begin(store, 'large');
      writeFileSync(path.join(draft.rootfs, 'file'), Buffer.alloc(16 * 1024 ** 2, 1));
      const base = await draft.commit(someMeta('large')).done;
      const before = (await store.usage()).usedBytes;
      await make(store, 'small', base);
      expect((await store.usage()).usedBytes - before).toBeLessThan(1024 ** 2);
      expect(before).toBeGreaterThan(16 * 1024 ** 2);
    });
  });

  test('only a file open for writing keeps a step from sealing', async () => {
    await withStore(async (store) => {
      const read = await begin(store, 'read');
      writeFileSync(path.join(read.rootfs, 'file'), 'content');
      const reader = openSync(path.join(read.rootfs, 'file'), 'r');
      await read.commit(someMeta('read')).done;
      expect(readFileSync(reader, 'utf8')).toBe('content');
      closeSync(reader);
      const written = await begin(store, 'written');
      const writer = openSync(path.join(written.rootfs, 'file'), 'w');
      await expect(written.commit(someMeta('written')).done).rejects.toMatchObject({
        code: 'tool-failed',
        message: expect.stringContaining('still writes'),
      });
      closeSync(writer);
      expect(store.find(['read', 'written']).size).toBe(1);
    });
    expectNothingLeft();
  });
});

describe('deletion', () => {
  test('layers vanish with their last dependent result, in any order', async () => {
    await withStore(async (store) => {
      await makeChain(store, 4);
      await make(store, 'sibling', { id: 'c2' });
      for (const id of ['c1', 'c3', 'c2']) await store.delete(id);
      await store.clean();
      expect(layersOnDisk(root)).toHaveLength(5);
      await store.delete('c4');
      await store.clean();
      expect(layersOnDisk(root)).toHaveLength(3);
      expect(readdirSync(await store.view('sibling')).sort()).toEqual(['c1', 'c2', 'sibling']);
    });
    expectNothingLeft();
    await withStore((store) => store.delete('sibling'));
    expect(layersOnDisk(root)).toEqual([]);
    expectNothingLeft();
  });

  test('all dependents of a long chain share a flat layer, which vanishes too', async () => {
    await withStore(async (store) => {
      await makeChain(store, 64);
      expect(layersOnDisk(root)).toHaveLength(64);
      await make(store, 'first', { id: 'c64' });
      await make(store, 'second', { id: 'c64' });
      expect(layersOnDisk(root)).toHaveLength(67);
      expect(readdirSync(await store.view('second'))).toHaveLength(65);
      await store.delete('c64');
      await store.delete('first');
      await store.clean();
      expect(readdirSync(await store.view('second'))).toHaveLength(65);
    });
    expectNothingLeft();
    await withStore(async (store) => {
      for (const { id } of store.list()) await store.delete(id);
    });
    expect(layersOnDisk(root)).toEqual([]);
    expectNothingLeft();
  });

  test('a flat layer holds a tree deeper than the longest path', async () => {
    await withStore(async (store) => {
      const step = stepsOf({ store });
      const first = await step('d1', undefined, (files) => {
        makeDeep(files);
        makeTimedTree(path.join(files, 'times'));
      });
      let last = first;
      for (let number = 2; number <= 65; number += 1) last = await step(`d${number}`, last, () => undefined);
      // The last layer stands on a flat layer.
      expect(layersOnDisk(root)).toHaveLength(66);
      const [before, after] = [await store.view(first.id), await store.view(last.id)];
      const listing = listDeep(before);
      expect(listing.length).toBeGreaterThan(2 * DEEP_LEVELS);
      expect(listDeep(after)).toEqual(listing);
      expect(timesIn(path.join(after, 'times'))).toEqual(timesIn(path.join(before, 'times')));
    });
    expectNothingLeft();
    await withStore(async (store) => {
      for (const { id } of store.list()) await store.delete(id);
    });
    expect(layersOnDisk(root)).toEqual([]);
    expectNothingLeft();
  });

  test('clean removes the layers of a volume deleted by hand', async () => {
    await withStore((store) => makeChain(store, 3));
    rmSync(path.join(root, 'v1', 'result', 'c3'), { recursive: true });
    rmSync(path.join(root, 'v1', 'result', 'c1'), { recursive: true });
    await withStore(async (store) => {
      expect(store.find(['c1', 'c2', 'c3']).size).toBe(1);
      await store.clean();
      expect(readdirSync(await store.view('c2')).sort()).toEqual(['c1', 'c2']);
    });
    expect(layersOnDisk(root)).toHaveLength(2);
    expect(layersOnDisk(root)).toEqual(layersInUse(root));
  });

  test('immutable files are removed', async () => {
    const layer = async (id: string, spoil: (files: string) => void) => {
      await withStore((store) => make(store, id));
      const [name = ''] = layersOnDisk(root);
      spoil(path.join(root, 'v1', 'layer', name, 'upper'));
      await withStore((store) => store.delete(id));
      expect(layersOnDisk(root)).toEqual([]);
      expectNothingLeft();
    };
    await layer('immutable', (files) => void execFileSync('chattr', ['+i', path.join(files, 'immutable')]));
    // Deeper than any path can name.
    await layer('deep', (files) => {
      const [deep, outer] = ['d'.repeat(200), 'outer'].map((name) => path.join(files, name)) as [
        string,
        string,
      ];
      for (let depth = 0; depth < 40; depth += 1) {
        mkdirSync(outer);
        if (depth > 0) renameSync(deep, path.join(outer, path.basename(deep)));
        renameSync(outer, deep);
      }
    });
  });
});

describe('unsuitable places', () => {
  const refusal = (place: string) => openStore({ driver: 'overlayfs', root: place });

  test('an overlay below is an error and leaves nothing', async () => {
    const at = (name: string) => path.join(root, name);
    for (const name of ['lower', 'upper', 'work', 'merged']) mkdirSync(at(name), { recursive: true });
    const options = `lowerdir=${at('lower')},upperdir=${at('upper')},workdir=${at('work')}`;
    execFileSync('mount', ['-t', 'overlay', '-o', options, 'overlay', at('merged')]);
    try {
      const place = path.join(at('merged'), 'store');
      await expect(refusal(place)).rejects.toMatchObject({
        code: 'store-unavailable',
        value: place,
        message: expect.stringContaining('which is on overlay'),
        hint: expect.stringContaining(`copy:${place}`),
      });
      expect(readdirSync(at('merged'))).toEqual([]);
    } finally {
      unmount(at('merged'));
    }
  });

  test.each(['overlayfs', 'copy'] as const)('%s reports a read-only place', async (driver) => {
    const place = path.join(root, 'store');
    const workspace = path.join(tmpdir(), `workspace-${process.pid}`);
    for (const directory of [root, workspace]) mkdirSync(directory);
    execFileSync('mount', ['--bind', '-o', 'ro', root, root]);
    const before = process.cwd();
    process.chdir(workspace);
    try {
      await expect(openStore({ driver, root: place })).rejects.toMatchObject({
        code: 'store-unavailable',
        value: place,
        message: expect.stringMatching(/read-only file system/i),
        hint: expect.stringContaining('ext4'),
      });
      expect(readdirSync(workspace)).toEqual([]);
    } finally {
      process.chdir(before);
      rmSync(workspace, { recursive: true });
      unmount(root);
    }
  });
});
