import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { must } from '../../src/errors.ts';
import { begin, make, someMeta } from './store-making.ts';
import type { StorePlace } from './store-place.ts';
import { afterBuilding, idsOf, makeLarge, slotWith } from './store-prune.ts';

const MIB = 1024 ** 2;

/** How large things are, and what pruning would gain. */
export function sizeTests(at: StorePlace): void {
  describe('a plan of pruning', () => {
    test('a plan tells what pruning then does, and evicts nothing', async () => {
      const store = await afterBuilding(at, async (builder) => {
        const base = await makeLarge(builder, 'base');
        await delay(5);
        await makeLarge(builder, 'child', base);
        await slotWith(builder, 'cache', randomBytes(8 * MIB));
        await delay(5);
        await (await begin(builder, 'broken')).keepFailed({ operation: 'broken', message: 'broken' });
        await makeLarge(builder, 'other');
      });
      await store.clean();
      const { usedBytes } = await store.usage();
      const limits = [{ maxResults: 1 }, { maxUsed: { bytes: usedBytes - 30 * MIB } }, { maxAge: 0 }, {}];
      for (const one of limits) {
        const plan = await store.planPrune(one);
        expect(plan).toEqual(await store.planPrune(one));
        expect(idsOf(store)).toEqual(['base', 'child', 'other']);
        expect(plan.evictions).toHaveLength(plan.results + plan.slots + plan.failed);
      }
      const plan = await store.planPrune({ maxResults: 1 });
      expect(plan.evictions.map(({ id }) => id)).toEqual(['child', 'base']);
      const report = await store.prune({ maxResults: 1 });
      expect(plan).toMatchObject({ results: report.results, slots: 0, failed: 0, inUse: 0, unmet: [] });
      // Plain copies share blocks on some file systems, and a walk cannot see that.
      expect(plan.freedBytes / ((at.world.isCopied ? 72 : 48) * MIB)).toBeCloseTo(1, 1);
      expect(report.freedBytes / plan.freedBytes).toBeLessThan(1.05);
      if (!at.world.isCopied) expect(report.freedBytes / plan.freedBytes).toBeCloseTo(1, 1);
      const rest = await store.planPrune({ maxAge: 0 });
      const { freedBytes, ...counts } = await store.prune({ maxAge: 0 });
      expect(rest).toMatchObject(counts);
      expect(rest.evictions.map(({ kind }) => kind).sort()).toEqual(['failed', 'result', 'slot']);
      expect(rest.freedBytes / freedBytes).toBeCloseTo(1, 0);
      expect((await store.planPrune({ maxAge: 0 })).evictions).toEqual([]);
    });
  });

  removedBaseTests(at);

  describe('sizes', () => {
    test('sizes count the bytes beyond the base', async () => {
      const store = await afterBuilding(at, async (builder) => {
        const base = await makeLarge(builder, 'base');
        const draft = await begin(builder, 'child', base);
        writeFileSync(path.join(draft.rootfs, 'small'), randomBytes(3 * MIB));
        await draft.commit({ ...someMeta('child'), parent: 'base' }).done;
        await make(builder, 'tiny', base);
        await slotWith(builder, 'cache', randomBytes(5 * MIB));
      });
      const used = store.list().map(({ usedAt }) => usedAt);
      const sizes = await store.sizes(['base', 'child', 'tiny', 'missing']);
      const megabytes = (id: string) => Math.round((sizes.get(id) ?? 0) / MIB);
      // Plain copies share nothing that a walk could see.
      const below = at.world.isCopied ? 24 : 0;
      expect([...sizes.keys()].sort()).toEqual(['base', 'child', 'tiny']);
      expect(['base', 'child', 'tiny'].map(megabytes)).toEqual([24, below + 3, below]);
      expect(await store.sizes(['base', 'child', 'tiny'])).toEqual(sizes);
      const [slot, ...others] = await store.listSlots();
      expect(others).toEqual([]);
      expect(slot).toMatchObject({ name: 'cache', scope: 'main' });
      expect(Math.round((slot?.bytes ?? 0) / MIB)).toBe(5);
      expect(store.list().map(({ usedAt }) => usedAt)).toEqual(used);
      await expect(store.sizes(['base', 'child'], AbortSignal.abort())).rejects.toMatchObject({
        code: 'cancelled',
      });
    });
  });
}

function removedBaseTests(at: StorePlace): void {
  describe('sizes after the removal of a base', () => {
    const withoutBase = async () => {
      const store = await afterBuilding(at, async (builder) => {
        const root = await makeLarge(builder, 'root');
        const base = await makeLarge(builder, 'base', root);
        for (const [id, count] of [
          ['one', 3],
          ['two', 5],
        ] as const) {
          const draft = await begin(builder, id, base);
          writeFileSync(path.join(draft.rootfs, 'small'), randomBytes(count * MIB));
          await draft.commit({ ...someMeta(id), parent: 'base' }).done;
        }
      });
      await store.delete('base');
      await store.clean();
      return store;
    };

    test('dependents of a removed base keep their sizes', async () => {
      const store = await withoutBase();
      const sizes = await store.sizes(['one', 'two']);
      const below = at.world.isCopied ? 48 : 0;
      expect(['one', 'two'].map((id) => Math.round((sizes.get(id) ?? 0) / MIB))).toEqual([
        below + 3,
        below + 5,
      ]);
    });

    test('a plan counts the files of a removed base once', async () => {
      const store = await withoutBase();
      const first = await store.planPrune({ maxResults: 2 });
      const all = await store.planPrune({ maxResults: 0 });
      const megabytes = at.world.isCopied ? [51, 128] : [3, 56];
      expect(first.freedBytes / (must(megabytes[0], 'a size') * MIB)).toBeCloseTo(1, 1);
      expect(all.freedBytes / (must(megabytes[1], 'a size') * MIB)).toBeCloseTo(1, 1);
      expect([first.isAtMost, all.isAtMost]).toEqual([false, false]);
    });
  });
}
