import path from 'node:path';
import { ObuilderError } from '../errors.ts';
import type { Engine } from './engine.ts';
import { withStoreErrors } from './fault.ts';
import { isSafeId } from './layout.ts';
import { repairOwner } from './repair.ts';

/** Takes a result out of the store, as the contract's `delete` promises; its space is freed by `clean` or `close`. */
export function deleteResult(engine: Engine, id: string): Promise<void> {
  return withStoreErrors(async () => {
    if (!isSafeId(id) || !engine.catalog.find([id]).has(id)) {
      throw new ObuilderError('result-missing', `there is no result ${id} in the store`, {
        value: id,
        hint: 'List the results to see their ids.',
      });
    }
    const owner = engine.owner.name();
    await refuseInUse(engine, id);
    // A claim of our own keeps others from building the id while its files move away.
    const outcome = engine.catalog.claim(id, { owner, freshSince: Number.POSITIVE_INFINITY });
    if (outcome.kind !== 'claimed') throw inUse(id);
    try {
      // A build may have begun to stand on it just before our claim.
      await refuseInUse(engine, id, owner);
      engine.trash.take(path.join(engine.layout.results, id));
      engine.catalog.forget(id);
    } finally {
      engine.catalog.unclaim(id, owner);
    }
  });
}

function inUse(id: string): ObuilderError {
  return new ObuilderError('result-in-use', `a running build uses the result ${id}`, {
    value: id,
    hint: 'Wait until that build has ended.',
  });
}

async function refuseInUse(engine: Engine, id: string, except?: string): Promise<void> {
  for (const user of engine.catalog.usersOf(id)) {
    if (user.claimed === id && user.owner === except) continue;
    const isDead = user.owner !== engine.owner.name() && (await repairOwner(engine, user.owner));
    if (!isDead) throw inUse(id);
  }
}
