import { opendirSync } from 'node:fs';
import type { SlotCopy } from '../../contract/slots.ts';
import type { Store } from '../../contract/store.ts';
import type { Engine } from '../engine.ts';
import { takeSlot } from './slots.ts';

type Fill = (directory: string) => Promise<boolean>;

/** Takes a private copy of a slot. The first files of an empty slot become the slot before. */
export const takeFilledSlot =
  (engine: Engine): Store['slot'] =>
  async (name, start) => {
    const { fill } = start;
    const take = () => takeSlot(engine)(name, start);
    if (fill === undefined) return await take();
    const present = engine.fills.get(name);
    if (present !== undefined) {
      // The call that fills has the error, if there is one.
      await present.catch(() => undefined);
      return await take();
    }
    const first = takeOrFill(take, fill).finally(() => engine.fills.delete(name));
    engine.fills.set(name, first);
    return (await first) ?? (await take());
  };

/** Takes a copy with files, or else fills the slot and returns undefined. */
async function takeOrFill(take: () => Promise<SlotCopy>, fill: Fill): Promise<SlotCopy | undefined> {
  const copy = await take();
  if (!isEmpty(copy.path)) return copy;
  let isFilled = false;
  try {
    isFilled = await fill(copy.path);
  } finally {
    // At once, because half-fetched files would take the space that the step needs.
    if (!isFilled) await copy.discard();
  }
  if (isFilled) await copy.finish();
  return undefined;
}

function isEmpty(directory: string): boolean {
  const entries = opendirSync(directory);
  try {
    return entries.readSync() === null;
  } finally {
    entries.closeSync();
  }
}
