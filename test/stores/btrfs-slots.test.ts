import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { SlotCopy, SlotStart } from '../../src/contract/slots.ts';
import type { StoreKeeper } from '../../src/contract/store.ts';
import { openStore } from '../../src/store/open.ts';
import { btrfs } from '../../src/volume/btrfs/driver.ts';
import { makePool } from '../places/btrfs-pool.ts';
import type { Pool } from '../places/loop-file-system.ts';

// On btrfs, a step gets the volume that the step before it has used, and the slot gets the clone.
let pool: Pool;
let root: string;
let store: StoreKeeper;
let count = 0;
/** Runs before the next snapshot, and returns another source. */
let beforeSnapshot: (() => Promise<string>) | undefined;

beforeAll(() => {
  pool = makePool();
  const open = btrfs.open;
  vi.spyOn(btrfs, 'open').mockImplementation(async (place) => {
    const opened = await open(place);
    const { snapshot } = opened.driver;
    const hooked = async (from: string, to: string) => {
      const hook = beforeSnapshot;
      beforeSnapshot = undefined;
      await snapshot((await hook?.()) ?? from, to);
    };
    return { ...opened, driver: { ...opened.driver, snapshot: hooked } };
  });
});
afterAll(() => pool?.remove());
beforeEach(async () => {
  count += 1;
  root = path.join(pool.path, `${count}`);
  mkdirSync(root);
  store = await openStore({ driver: 'btrfs', root });
  const first = await take();
  writeFileSync(path.join(first.path, 'file'), 'whole');
  await first.finish();
});
afterEach(() => store?.close());

const take = (start: Partial<SlotStart> = {}, name = 'cache') =>
  store.slot(name, { uid: 0, gid: 0, ...start });
const textOf = ({ path: at }: Pick<SlotCopy, 'path'>) => readFileSync(path.join(at, 'file'), 'utf8');
const device = ({ path: at }: Pick<SlotCopy, 'path'>) => statSync(at).dev;

/** The latest volume of the only slot. */
function slotVolume(): { readonly path: string } {
  const [name = ''] = readdirSync(path.join(root, 'v1/slot'));
  const versions = readdirSync(path.join(root, 'v1/slot', name)).filter((one) => /^\d+$/.test(one));
  return { path: path.join(root, 'v1/slot', name, String(Math.max(...versions.map(Number))), 'data') };
}

test('a step gets the volume of the slot, and the slot a clone', async () => {
  const before = device(slotVolume());
  const copy = await take();
  expect(device(copy)).toBe(before);
  writeFileSync(path.join(copy.path, 'file'), 'half');
  expect(textOf(slotVolume())).toBe('whole');
  await copy.discard();
  expect(textOf(await take())).toBe('whole');
});

test('the next step gets the same volume after a finish', async () => {
  const before = device(slotVolume());
  for (const text of ['two', 'three']) {
    const copy = await take();
    expect(device(copy)).toBe(before);
    writeFileSync(path.join(copy.path, 'file'), text);
    await copy.finish();
    expect(textOf(slotVolume())).toBe(text);
  }
});

test.each<[string, Partial<SlotStart>, string]>([
  ['a temporary copy', { isTemporary: true }, 'cache'],
  ['the copy of another slot', { from: ['cache'] }, 'other'],
])('%s leaves the volume to the slot', async (_, start, name) => {
  const before = device(slotVolume());
  const copy = await take(start, name);
  expect(textOf(copy)).toBe('whole');
  expect(device(slotVolume())).toBe(before);
  await copy.discard();
});

test('a clone of a volume that a step has got meanwhile is made again', async () => {
  let running: SlotCopy | undefined;
  // As with a directory that was open before the volumes changed places.
  beforeSnapshot = async () => {
    running = await take();
    writeFileSync(path.join(running.path, 'file'), 'half');
    return running.path;
  };
  const copy = await take();
  expect([copy, slotVolume()].map(textOf)).toEqual(['whole', 'whole']);
  for (const one of [copy, running]) await one?.discard();
});

test('many steps at once each get the whole slot', async () => {
  const use = async () => {
    for (let round = 0; round < 10; round += 1) {
      const copy = await take();
      expect(textOf(copy)).toBe('whole');
      writeFileSync(path.join(copy.path, 'file'), 'half');
      writeFileSync(path.join(copy.path, 'file'), 'whole');
      await (round % 2 === 0 ? copy.finish() : copy.discard());
    }
  };
  await Promise.all(Array.from({ length: 6 }, use));
  expect(textOf(await take())).toBe('whole');
});
