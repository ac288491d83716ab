import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { SlotCopy, SlotStart } from '../../contract/slots.ts';
import type { Store } from '../../contract/store.ts';
import { ObuilderError } from '../../errors.ts';
import { type FileLock, tryLock, waitForLock } from '../../host/lock.ts';
import { withStoreErrors } from '../../volume/fault.ts';
import type { Engine } from '../engine.ts';
import { takeFilledSlot } from './fill.ts';
import { encodeSlotName } from './versions.ts';

/** Implements `slot` of the contract. */
export const slotOf =
  (engine: Engine): Store['slot'] =>
  (name, start) => {
    switch (start.sharing) {
      case 'locked':
        return lockedSlot(engine, name, start);
      case 'shared':
        return engine.driver.hasManyWriters
          ? sharedSlot(engine, name, start)
          : lockedSlot(engine, name, start);
      default:
        return takeFilledSlot(engine)(name, start);
    }
  };

/** The file of a slot's lock is in the slot's directory and is no version: its name is no number. */
const LOCK = 'lock';

async function lockedSlot(engine: Engine, name: string, start: SlotStart): Promise<SlotCopy> {
  const lock = await withStoreErrors(engine.driver, () => lockOf(engine, name, start));
  engine.slotLocks.add(lock);
  const release = () => {
    if (engine.slotLocks.delete(lock)) lock.release();
  };
  try {
    const copy = await takeFilledSlot(engine)(name, start);
    return {
      ...copy,
      finish: () => copy.finish().finally(release),
      discard: () => copy.discard().finally(release),
    };
  } catch (error) {
    release();
    throw error;
  }
}

async function lockOf({ layout }: Engine, name: string, { onWait, signal }: SlotStart): Promise<FileLock> {
  const slot = path.join(layout.slots, encodeSlotName(name));
  mkdirSync(slot, { recursive: true, mode: 0o700 });
  const file = path.join(slot, LOCK);
  const lock = tryLock(file);
  if (lock !== undefined) return lock;
  onWait?.();
  return await waitForLock(file, signal);
}

/** Gives the directory of the first user to all later users. The last user finishes the copy. */
async function sharedSlot(engine: Engine, name: string, start: SlotStart): Promise<SlotCopy> {
  const { sharedSlots } = engine;
  const present = sharedSlots.get(name);
  const shared = present?.ending === undefined ? present : undefined;
  const entry = shared ?? { copy: nextCopy(engine, name, { start, after: present?.ending }), users: 0 };
  sharedSlots.set(name, entry);
  entry.users += 1;
  const forget = () => {
    if (sharedSlots.get(name) === entry) sharedSlots.delete(name);
  };
  const copy = await entry.copy.catch((error: unknown) => {
    forget();
    throw error;
  });
  let isOver = false;
  const end = async (last: () => Promise<void>) => {
    if (isOver) throw new ObuilderError('internal', `the copy of slot ${name} is over`, { value: name });
    isOver = true;
    entry.users -= 1;
    if (entry.users > 0) return;
    entry.ending = last().finally(forget);
    await entry.ending;
  };
  return { ...copy, finish: () => end(copy.finish), discard: () => end(copy.discard) };
}

interface Next {
  readonly start: SlotStart;
  readonly after: Promise<void> | undefined;
}

/** Waits for the end of the copy before, because a clone of an older version would lose against that copy. */
async function nextCopy(engine: Engine, name: string, { start, after }: Next): Promise<SlotCopy> {
  await after?.catch(() => undefined);
  return await takeFilledSlot(engine)(name, start);
}
