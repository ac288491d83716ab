import { opendirSync } from 'node:fs';
import path from 'node:path';
import type { SlotCopy } from '../../contract/slots.ts';
import type { Store } from '../../contract/store.ts';
import type { Engine } from '../engine.ts';
import { takeSlot } from './slots.ts';

type Fill = (directory: string) => Promise<boolean>;

/** Takes a private copy of a slot, after the first files of an empty slot have become the slot. */
export const takeFilledSlot =
  (engine: Engine): Store['slot'] =>
  async (name, start) => {
    const copy = await takeSlot(engine)(name, start);
    const { fill } = start;
    if (fill === undefined || !isEmpty(copy.path)) return copy;
    await fillOnce(engine, copy, fill);
    return await takeSlot(engine)(name, start);
  };

/** Fills a copy and makes the copy the slot, or waits until another step of this process has done so. */
async function fillOnce({ fills, trash }: Engine, copy: SlotCopy, fill: Fill): Promise<void> {
  const { name } = copy;
  const drop = () => trash.add(path.dirname(copy.path));
  const present = fills.get(name);
  if (present !== undefined) {
    drop();
    return await present;
  }
  const going = fillCopy(copy, fill, drop).finally(() => fills.delete(name));
  fills.set(name, going);
  await going;
}

async function fillCopy(copy: SlotCopy, fill: Fill, drop: () => void): Promise<void> {
  let isFilled = false;
  try {
    isFilled = await fill(copy.path);
  } finally {
    if (!isFilled) drop();
  }
  if (isFilled) await copy.finish();
}

function isEmpty(directory: string): boolean {
  const entries = opendirSync(directory);
  try {
    return entries.readSync() === null;
  } finally {
    entries.closeSync();
  }
}
