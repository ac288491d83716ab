import { asObuilderError } from '../../errors.ts';
import { errnoOf } from '../../files/errno.ts';
import { foundNoSpace } from '../../volume/fault.ts';
import type { Engine } from '../engine.ts';
import { possibleOwnersSince } from '../owner.ts';
import { staleFailures } from '../result/failed.ts';
import { dropSlot } from '../slot/versions.ts';
import { takeOut } from './delete.ts';
import type { Candidate } from './prune-order.ts';

/** Takes a candidate out of the store. Returns false if the candidate is in use or cannot be taken out now. */
export function evict(engine: Engine, candidate: Candidate): boolean {
  switch (candidate.kind) {
    case 'failed':
      return isTaken(engine, () => engine.trash.takeOut(candidate.directory));
    case 'slots':
      return dropSlot(engine, candidate.slot);
    case 'results':
      // A rebuilt catalog has lost the holds of earlier owners.
      if (possibleOwnersSince(engine.layout, engine.catalog.madeAt(), ownName(engine))) return false;
      return isTaken(engine, () => takeOut(engine, candidate.id).length === 0);
  }
}

/** Takes out kept failures that are too old. Returns their number. */
export function dropStaleFailures(engine: Engine): number {
  const stale = staleFailures(engine.layout, Date.now());
  return stale.filter((directory) => isTaken(engine, () => engine.trash.takeOut(directory))).length;
}

/** Returns false if an entry cannot be taken out now. On a full disk, later batches may free space; others may still go. */
function isTaken({ onNotice }: Engine, take: () => boolean): boolean {
  try {
    return take();
  } catch (error) {
    if (foundNoSpace(error)) return false;
    if (errnoOf(error) === undefined) throw error;
    onNotice(`Could not evict a result yet: ${asObuilderError(error).message}`);
    return false;
  }
}

/** Whether a result is in use, or may be in use. Also true for a result of this owner. */
export const isInUse = (engine: Engine, id: string): boolean =>
  possibleOwnersSince(engine.layout, engine.catalog.madeAt(), ownName(engine)) ||
  engine.catalog.usersOf(id).length > 0;

const ownName = ({ owner }: Engine) => (owner.isHeld ? owner.name() : undefined);
