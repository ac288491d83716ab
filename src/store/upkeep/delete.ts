import path from 'node:path';
import { asObuilderError, ObuilderError } from '../../errors.ts';
import { missingResult, withStoreErrors } from '../../volume/fault.ts';
import type { Engine } from '../engine.ts';
import { isSafeId } from '../layout.ts';
import { checkOwn } from '../result/own.ts';
import { takeViewForPeople } from '../result/views.ts';
import { rememberBase } from './lineage.ts';
import { repairOwner } from './repair.ts';
import { measureDependents } from './sizes.ts';

/** Implements `delete` of the contract. */
export function deleteResult(engine: Engine, id: string): Promise<void> {
  return withStoreErrors(engine.driver, async () => {
    if (!isSafeId(id) || !engine.catalog.find([id]).has(id)) throw missingResult(id);
    checkOwn(engine, id);
    await noteDependents(engine, id);
    const except = engine.owner.isHeld ? engine.owner.name() : undefined;
    for (;;) {
      const users = takeOut(engine, id, except);
      if (users.length === 0) return;
      for (const user of users) {
        const isDead = user !== except && (await repairOwner(engine, user));
        if (!isDead) throw inUse(id);
      }
    }
  });
}

/** Remembers for estimates what later nobody could measure. A full disk or a broken dependent prevents no removal. */
async function noteDependents(engine: Engine, id: string): Promise<void> {
  try {
    rememberBase(engine, id, engine.catalog.uses().find((use) => use.id === id)?.parent);
    await measureDependents(engine, id);
  } catch (error) {
    if (asObuilderError(error).code === 'internal') throw error;
  }
}

/** Moves an unused result to the trash. @returns the owners using the result; empty after a removal */
export function takeOut(engine: Engine, id: string, except?: string): readonly string[] {
  const { catalog, trash, layout } = engine;
  const move = () => {
    takeViewForPeople(engine, id);
    trash.takeOut(path.join(layout.results, id));
  };
  return catalog.takeOut(id, { move, except });
}

function inUse(id: string): ObuilderError {
  return new ObuilderError('result-in-use', `a running build uses the result ${id}`, {
    value: id,
    hint: 'Wait until the build has ended.',
  });
}
