import path from 'node:path';
import type { NamedSlot } from '../../contract/store.ts';
import { ObuilderError } from '../../errors.ts';
import type { Engine } from '../engine.ts';
import { possibleOwnersSince } from '../owner.ts';
import { checkOwn } from '../result/own.ts';
import { slotThing } from '../result/used-by.ts';
import { dropSlot, listSlots, type SlotUse, wordsOf } from './versions.ts';

const idOf = ({ slot }: SlotUse) => path.basename(slot);

/** Implements `slotsNamed` of the contract. */
export function slotsNamed({ layout }: Engine, given: string): readonly NamedSlot[] {
  const named = listSlots(layout).map((use) => ({ id: idOf(use), ...wordsOf(use.slot) }));
  return named.filter(({ id, name = id }) => name === given);
}

/** Implements `deleteSlot` of the contract. */
export function deleteSlot(engine: Engine, id: string): boolean {
  const find = () => listSlots(engine.layout).find((use) => idOf(use) === id);
  let slot = find();
  if (slot === undefined) throw missing(id);
  checkOwn(engine, slotThing(id));
  // A step may replace the slot meanwhile.
  while (slot !== undefined && !dropSlot(engine, slot)) {
    const before: SlotUse = slot;
    slot = find();
    if (slot?.version === before.version) throw full(id);
  }
  const own = engine.owner.isHeld ? engine.owner.name() : undefined;
  return possibleOwnersSince(engine.layout, Number.POSITIVE_INFINITY, own);
}

const missing = (id: string) =>
  new ObuilderError('result-missing', `there is no cache slot ${id}`, { value: id });

const full = (id: string) =>
  new ObuilderError('store-full', `the cache slot ${id} cannot be removed: the disk is full`, {
    value: id,
    hint: 'Free some space first: prune --max-age=7d.',
  });
