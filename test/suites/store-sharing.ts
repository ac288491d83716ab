import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { SlotStart } from '../../src/contract/slots.ts';
import type { Store } from '../../src/contract/store.ts';
import { codeOf } from './store-making.ts';
import type { StorePlace } from './store-place.ts';

const root = { uid: 0, gid: 0 };

/** How steps use one slot at the same time. */
export function sharingTests(at: StorePlace): void {
  lockedTests(at);
  sharedTests(at);
}

const take = (store: Store, sharing: SlotStart['sharing'], more: Partial<SlotStart> = {}) =>
  store.slot('cache', { ...root, sharing, ...more });

async function filesIn(store: Store): Promise<readonly string[]> {
  return readdirSync((await store.slot('cache', root)).path).sort();
}

function lockedTests(at: StorePlace): void {
  describe('a locked slot', () => {
    test('makes the second step wait, and keeps the files of both', async () => {
      const other = await at.world.open();
      const first = await take(at.store, 'locked');
      const said: string[] = [];
      let second: Awaited<ReturnType<typeof take>> | undefined;
      const waiting = take(other, 'locked', { onWait: () => said.push('waits') }).then((copy) => {
        second = copy;
      });
      writeFileSync(path.join(first.path, 'one'), '');
      await delay(150);
      expect([said, second]).toEqual([['waits'], undefined]);
      await first.finish();
      await waiting;
      writeFileSync(path.join(second?.path ?? '', 'two'), '');
      await second?.finish();
      await other.close();
      expect(said).toEqual(['waits']);
      expect(await filesIn(at.store)).toEqual(['one', 'two']);
    });

    test('ends a wait with the signal, and leaves the slot to others', async () => {
      const first = await take(at.store, 'locked');
      const stop = new AbortController();
      const waiting = codeOf(take(at.store, 'locked', { signal: stop.signal }));
      stop.abort();
      expect(await waiting).toBe('cancelled');
      await first.finish();
      await (await take(at.store, 'locked')).finish();
    });

    test('is free after its store has closed without an end', async () => {
      const other = await at.world.open();
      const lost = await take(other, 'locked');
      writeFileSync(path.join(lost.path, 'lost'), '');
      await other.close();
      await (await take(at.store, 'locked')).finish();
      expect(await filesIn(at.store)).toEqual([]);
    });

    test('hinders no private copy', async () => {
      const first = await take(at.store, 'locked');
      await (await take(at.store, 'private')).finish();
      await first.finish();
    });
  });
}

function sharedTests(at: StorePlace): void {
  describe('a shared slot', () => {
    test('keeps the files of steps that run at the same time', async () => {
      const waits: number[] = [];
      const step = async (number: number) => {
        const copy = await take(at.store, 'shared', { onWait: () => void waits.push(number) });
        writeFileSync(path.join(copy.path, String(number)), '');
        await delay(20 * number);
        await copy.finish();
        return copy.path;
      };
      const paths = await Promise.all([1, 2, 3].map(step));
      // Each step of a store on overlayfs waits for the step before.
      const isOne = new Set(paths).size === 1;
      expect(isOne).toBe(waits.length === 0);
      expect(await filesIn(at.store)).toEqual(['1', '2', '3']);
      await step(4);
      expect(await filesIn(at.store)).toEqual(['1', '2', '3', '4']);
    });

    test('starts again from the result of an end under way', async () => {
      for (let round = 0; round < 3; round += 1) {
        const copy = await take(at.store, 'shared');
        writeFileSync(path.join(copy.path, `a${round}`), '');
        const ending = copy.finish();
        const next = await take(at.store, 'shared');
        writeFileSync(path.join(next.path, `b${round}`), '');
        await ending;
        await next.finish();
      }
      expect(await filesIn(at.store)).toEqual(['a0', 'a1', 'a2', 'b0', 'b1', 'b2']);
    });

    test('stays as it was without the end of all steps', async () => {
      const other = await at.world.open();
      const copy = await take(other, 'shared');
      writeFileSync(path.join(copy.path, 'half'), '');
      await other.close();
      expect(await filesIn(at.store)).toEqual([]);
    });
  });
}
