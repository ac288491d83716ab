import { createHash } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import path from 'node:path';
import { ObuilderError } from '../errors.ts';
import type { SlotCopy, Store } from './contract.ts';
import type { Engine } from './engine.ts';
import { errnoOf, withStoreErrors } from './fault.ts';
import { SLOT_DATA } from './layout.ts';

const READABLE = 40;

/** A file name for a slot: what is readable of its name, and a digest of all of it, since a name may hold anything. */
function encodeSlotName(name: string): string {
  const readable = name.replaceAll(/[^A-Za-z0-9_-]+/g, '_').slice(0, READABLE);
  return `${readable}-${createHash('sha256').update(name).digest('hex').slice(0, 32)}`;
}

/** The numbers of a slot's versions that are on disk, ascending. The last is the slot; others wait to be removed. */
function versionsOf(slot: string): readonly number[] {
  try {
    const numbers = readdirSync(slot).map(Number);
    return numbers.filter(Number.isSafeInteger).sort((a, b) => a - b);
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return [];
    throw error;
  }
}

const latestOf = (slot: string) => versionsOf(slot).at(-1) ?? 0;

/** A private copy of a slot, as the contract's `slot` promises. */
export const takeSlot =
  (engine: Engine): Store['slot'] =>
  (name, owner) =>
    withStoreErrors(async () => {
      const slot = path.join(engine.layout.slots, encodeSlotName(name));
      const entry = path.join(engine.layout.tmp, engine.owner.newEntry());
      const data = path.join(entry, SLOT_DATA);
      try {
        mkdirSync(entry, { mode: 0o700 });
        const version = await copyLatest(engine, slot, data);
        if (version === 0) {
          await engine.driver.create(data);
          chownSync(data, owner.uid, owner.gid);
        }
        return slotCopy(engine, { name, slot, entry, version });
      } catch (error) {
        engine.trash.add(entry);
        throw error;
      }
    });

/** Copies the slot's last version, and gives its number, 0 where there is none. A version may go while it is copied. */
async function copyLatest(engine: Engine, slot: string, to: string): Promise<number> {
  for (;;) {
    const version = latestOf(slot);
    if (version === 0) return 0;
    const from = path.join(slot, String(version), SLOT_DATA);
    try {
      await engine.driver.snapshot(from, to);
      return version;
    } catch (error) {
      if (existsSync(from)) throw error;
    }
  }
}

interface Copy {
  readonly name: string;
  readonly slot: string;
  readonly entry: string;
  /** The version that the copy was taken from. */
  readonly version: number;
}

function slotCopy(engine: Engine, copy: Copy): SlotCopy {
  let isOver = false;
  return {
    name: copy.name,
    path: path.join(copy.entry, SLOT_DATA),
    finish: () =>
      withStoreErrors(async () => {
        if (isOver)
          throw new ObuilderError('internal', `the copy of slot ${copy.name} is over`, { value: copy.name });
        isOver = true;
        if (!(await becomeNext(copy))) engine.trash.add(copy.entry);
        else
          for (const old of versionsOf(copy.slot).slice(0, -1))
            engine.trash.take(path.join(copy.slot, String(old)));
      }),
  };
}

/**
 * The first of several copies gets the next number: renaming onto a directory that is not empty fails, so the kernel
 * decides. A copy that comes later still finds a higher number than the one it was taken from.
 */
async function becomeNext({ slot, entry, version }: Copy): Promise<boolean> {
  if (latestOf(slot) !== version) return false;
  mkdirSync(slot, { recursive: true, mode: 0o700 });
  try {
    await rename(entry, path.join(slot, String(version + 1)));
    return true;
  } catch (error) {
    if (errnoOf(error) === 'ENOTEMPTY' || errnoOf(error) === 'EEXIST') return false;
    throw error;
  }
}
