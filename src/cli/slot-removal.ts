import type { NamedSlot, StoreKeeper } from '../contract/store.ts';
import { isObuilderError, ObuilderError } from '../errors.ts';
import { oneLine } from '../report/text.ts';
import { type StorePlace, storeName } from '../volume/drivers.ts';

type Slots = Pick<StoreKeeper, 'slotsNamed' | 'deleteSlot'>;

/**
 * Removes the slots of a name in all scopes. Keeps the slots that other users have used too, unless these are all.
 *
 * @returns lines for the output
 * @throws ObuilderError `result-missing`; `result-in-use`
 */
export async function removeSlots(store: Slots, place: StorePlace, name: string): Promise<readonly string[]> {
  const slots = store.slotsNamed(name);
  if (slots.length === 0) throw noSlot(place, name);
  const refusals: unknown[] = [];
  const lines: string[] = [];
  for (const slot of slots) {
    try {
      lines.push(removedText(slot, await store.deleteSlot(slot.id)));
    } catch (error) {
      if (!isObuilderError(error, 'result-in-use')) throw error;
      refusals.push(error);
      lines.push(`kept ${wordsFor(slot)}: other users of this store have used the slot too`);
    }
  }
  if (refusals.length === slots.length) throw refusals[0];
  return lines;
}

/** What to write instead of an id that is the name of a slot. */
export const slotHint = (store: Slots, given: string): string | undefined =>
  store.slotsNamed(given).length === 0 ? undefined : `${given} is a cache slot: remove --slot=${given}.`;

const removedText = (slot: NamedSlot, mayBeCopied: boolean) =>
  `removed ${wordsFor(slot)}${mayBeCopied ? '; steps that run now keep their copies, and do not bring the slot back' : ''}`;

const wordsFor = ({ id, name, scope }: NamedSlot) =>
  name === undefined || scope === undefined ? `slot ${id}` : `slot ${oneLine(name)}  (of ${oneLine(scope)})`;

function noSlot(place: StorePlace, name: string): ObuilderError {
  const message = `there is no cache slot ${name} in the store ${storeName(place)}`;
  const hint = '"slots" prints the names of all cache slots in the store. --store names another store.';
  return new ObuilderError('result-missing', message, { value: name, hint });
}
