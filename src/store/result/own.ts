import { ObuilderError } from '../../errors.ts';
import type { Engine } from '../engine.ts';

/** @throws ObuilderError `result-in-use` where the store is open for a user, and others have used a thing too */
export function checkOwn({ user, catalog }: Engine, thing: string): void {
  if (user === undefined || catalog.ownThings().has(thing)) return;
  const id = thing.slice(thing.indexOf(':') + 1);
  throw new ObuilderError('result-in-use', `other users of this store have used ${id}`, {
    value: id,
    hint: 'Let root remove it, or wait until the limits of the store take it.',
  });
}
