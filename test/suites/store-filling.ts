import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { SlotStart } from '../../src/contract/slots.ts';
import type { Store } from '../../src/contract/store.ts';
import { ObuilderError } from '../../src/errors.ts';
import { codeOf } from './store-making.ts';
import type { BuildPlace, StorePlace } from './store-place.ts';

const root = { uid: 0, gid: 0 };
const take = (store: Store, more: Partial<SlotStart> = {}) => store.slot('cache', { ...root, ...more });
const filesIn = async (store: Store) => readdirSync((await take(store)).path).sort();

/** Writes a file, and another after a pause. Tells how often and from when to when. */
function filler(outcome: () => boolean = () => true) {
  const log: string[] = [];
  const fill = async (directory: string) => {
    log.push('begins');
    writeFileSync(path.join(directory, 'first'), '');
    await delay(50);
    writeFileSync(path.join(directory, 'second'), '');
    log.push('ends');
    return outcome();
  };
  return { log, fill };
}

/** First files of slots, from elsewhere. */
export function fillingTests(at: BuildPlace): void {
  describe('a slot that is filled', () => {
    test('starts with the files, and is filled only if it is empty', async () => {
      const { log, fill } = filler();
      // Made and empty is empty too.
      await (await take(at.store)).finish();
      const copy = await take(at.store, { fill });
      expect(readdirSync(copy.path).sort()).toEqual(['first', 'second']);
      await take(at.store, { fill });
      expect(log).toEqual(['begins', 'ends']);
      expect(await filesIn(at.store)).toEqual(['first', 'second']);
    });

    test('starts as a copy of another slot if that has files', async () => {
      const { log, fill } = filler();
      const other = await at.store.slot('other', root);
      writeFileSync(path.join(other.path, 'of other'), '');
      await other.finish();
      const copy = await take(at.store, { from: ['other'], fill });
      expect([log, readdirSync(copy.path)]).toEqual([[], ['of other']]);
    });

    test('stays empty after a half fill and after an error', async () => {
      let half = '';
      const tooLittle = async (directory: string) => {
        half = directory;
        return await filler(() => false).fill(directory);
      };
      const copy = await take(at.store, { fill: tooLittle });
      expect(readdirSync(copy.path)).toEqual([]);
      // Before the step, which needs the space.
      expect(existsSync(half)).toBe(false);
      const fails = () => {
        throw new ObuilderError('cancelled', 'stop');
      };
      expect(await codeOf(take(at.store, { fill: filler(fails).fill }))).toBe('cancelled');
      expect(await filesIn(at.store)).toEqual([]);
      await take(at.store, { fill: filler().fill });
      expect(await filesIn(at.store)).toEqual(['first', 'second']);
    });

    test('is filled once for copies taken at the same time', async () => {
      const { log, fill } = filler();
      const copies = await Promise.all([1, 2, 3].map(() => take(at.store, { fill })));
      expect(log.filter((word) => word === 'ends')).toHaveLength(1);
      for (const { path: place } of copies) expect(readdirSync(place).sort()).toEqual(['first', 'second']);
    });
  });
}

/** Copies for several steps keep their promises during a fill. */
export function sharedFillingTests(at: StorePlace): void {
  describe('a slot that is filled under a mode', () => {
    test('locked: another process waits, and finds the files', async () => {
      const other = await at.world.open();
      const { log, fill } = filler();
      const first = take(other, { sharing: 'locked', fill });
      while (!log.includes('begins')) await delay(5);
      const waiting = take(at.store, {
        sharing: 'locked',
        fill,
        onWait: () => void log.push('waits'),
      });
      writeFileSync(path.join((await first).path, 'third'), '');
      await (await first).finish();
      await (await waiting).finish();
      await other.close();
      expect(log).toEqual(['begins', 'waits', 'ends']);
      expect(await filesIn(at.store)).toEqual(['first', 'second', 'third']);
    });

    test('locked: a failed fill gives the lock back', async () => {
      const fails = () => {
        throw new ObuilderError('cancelled', 'stop');
      };
      const failing = take(at.store, { sharing: 'locked', fill: filler(fails).fill });
      expect(await codeOf(failing)).toBe('cancelled');
      await (await take(at.store, { sharing: 'locked' })).finish();
    });

    test('shared: nobody gets the directory before the end of the fill', async () => {
      const { log, fill } = filler();
      const step = async (name: string) => {
        const copy = await take(at.store, { sharing: 'shared', fill });
        expect(readdirSync(copy.path)).toEqual(expect.arrayContaining(['first', 'second']));
        writeFileSync(path.join(copy.path, name), '');
        await copy.finish();
      };
      await Promise.all([step('a'), step('b')]);
      expect(log).toEqual(['begins', 'ends']);
      expect(await filesIn(at.store)).toEqual(['a', 'b', 'first', 'second']);
    });
  });
}
