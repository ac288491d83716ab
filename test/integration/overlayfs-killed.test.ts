import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { openStore } from '../../src/store/open.ts';
import { mountsBelow } from '../places/loop-file-system.ts';
import { expectNothingLeft, makeChain, root, useOverlayPlace, withStore } from '../places/overlay-place.ts';
import { startStoreProcess } from '../programs/store-process.ts';
import { begin, make, sleep, someMeta } from '../suites/store-making.ts';

useOverlayPlace();

describe('killed processes', () => {
  test.each(Array.from({ length: 10 }, (_, round) => round))(
    'a kill at a random moment leaves a sound store, round %i',
    async (round) => {
      const workers = Array.from({ length: 1 + (round % 2) }, () =>
        startStoreProcess(`overlayfs:${root}`, 'churn'),
      );
      await Promise.all(workers.map((worker) => worker.line()));
      await sleep(Math.random() * 400);
      await Promise.all(workers.map((worker) => worker.kill()));
      await withStore(async (store) => {
        const results = store.list();
        expect(results.length).toBeGreaterThan(0);
        for (const { id, operation } of results) {
          const name = operation === 'replaced' ? 'nested' : id;
          expect(existsSync(path.join(await store.view(id), name))).toBe(true);
        }
        await make(store, 'after', results[0]);
        await store.clean();
      });
      expectNothingLeft();
    },
  );

  test('a kill while a flat layer is made leaves no layer', async () => {
    await withStore(async (store) => {
      await makeChain(store, 63);
      const draft = await begin(store, 'c64', { id: 'c63' });
      for (let number = 0; number < 3000; number += 1)
        writeFileSync(path.join(draft.rootfs, `f${number}`), 'x');
      await draft.commit(someMeta('c64')).done;
    });
    for (let round = 0; round < 8; round += 1) {
      const one = startStoreProcess(`overlayfs:${root}`, 'hold', `next${round}`, 'c64');
      const isDone = one.line().then(
        () => true,
        () => true,
      );
      while (
        !existsSync(path.join(root, 'v1', 'tmp')) ||
        readdirSync(path.join(root, 'v1', 'tmp')).length === 0
      ) {
        await sleep(2);
      }
      await Promise.race([isDone, sleep(round * 25)]);
      await one.kill();
      await isDone;
      await withStore((store) => store.clean());
      expectNothingLeft();
    }
    await withStore(async (store) => {
      await make(store, 'next', { id: 'c64' });
      expect(readdirSync(await store.view('next'))).toHaveLength(63 + 3000 + 1);
    });
    expectNothingLeft();
  });

  test('a kill while a place is made leaves a usable place', async () => {
    for (let round = 0; round < 6; round += 1) {
      const place = `${root}-${round}`;
      const one = startStoreProcess(`overlayfs:${place}`, 'find', 'a');
      await sleep(30 + round * 30);
      await one.kill();
      const store = await openStore({ driver: 'overlayfs', root: place });
      await make(store, 'a');
      await store.close();
      expect(mountsBelow(place)).toEqual([]);
    }
  });
});
