import { chownSync, existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import type { SlotCopy } from '../../contract/slots.ts';
import type { Store } from '../../contract/store.ts';
import { ObuilderError } from '../../errors.ts';
import { asStoreError, withStoreErrors } from '../../volume/fault.ts';
import type { Engine } from '../engine.ts';
import { SLOT_DATA } from '../layout.ts';
import { removeEntries } from '../removal.ts';
import { slotThing } from '../result/used-by.ts';
import { withRoom } from '../upkeep/retry-when-full.ts';
import { copyLatest } from './clone.ts';
import { encodeSlotName, latestOf, replaceSlot, type SlotVersion } from './versions.ts';

/** Implements `slot` of the contract. */
export const takeSlot =
  (engine: Engine): Store['slot'] =>
  (name, { uid, gid, from = [], words, isTemporary = false }) =>
    withStoreErrors(engine.driver, async () => {
      const slot = directoryOf(engine, name);
      const entry = path.join(engine.layout.tmp, engine.owner.newEntry());
      const data = path.join(entry, SLOT_DATA);
      engine.catalog.noteUse(slotThing(path.basename(slot)));
      try {
        mkdirSync(entry, { mode: 0o700 });
        const own = { slot, to: data, keepsVolume: isTemporary };
        const version = await withRoom(engine, () => copyLatest(engine, own));
        for (const other of from) {
          if (existsSync(data)) break;
          const shown = { slot: directoryOf(engine, other), to: data, keepsVolume: true };
          await withRoom(engine, () => copyLatest(engine, shown));
        }
        if (!existsSync(data)) {
          await withRoom(engine, () => engine.driver.create(data));
          chownSync(data, uid, gid);
        }
        return slotCopy(engine, { name, slot, entry, version, words });
      } catch (error) {
        const told = asStoreError(engine.driver, error);
        engine.trash.add(entry);
        throw told;
      }
    });

const directoryOf = (engine: Engine, name: string) => path.join(engine.layout.slots, encodeSlotName(name));

interface Copy extends SlotVersion {
  readonly name: string;
}

function slotCopy(engine: Engine, copy: Copy): SlotCopy {
  let isOver = false;
  const end = () => {
    if (isOver)
      throw new ObuilderError('internal', `the copy of slot ${copy.name} is over`, { value: copy.name });
    isOver = true;
  };
  return {
    name: copy.name,
    path: path.join(copy.entry, SLOT_DATA),
    finish: () =>
      withStoreErrors(engine.driver, async () => {
        end();
        // A copy that has already lost need not be put at rest.
        if (latestOf(copy.slot) !== copy.version) engine.trash.add(copy.entry);
        else {
          await engine.driver.rest(path.join(copy.entry, SLOT_DATA));
          await replaceSlot(engine, copy);
        }
      }),
    discard: async () => {
      end();
      // What cannot be deleted now is deleted when the store closes.
      await removeEntries(engine.driver, [copy.entry]).catch(() => engine.trash.add(copy.entry));
    },
  };
}
