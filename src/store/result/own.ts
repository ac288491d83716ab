import { ObuilderError } from '../../errors.ts';
import type { Engine } from '../engine.ts';

/**
 * Refuses to delete a thing for a user if others have used the thing too. Root may delete everything.
 *
 * @throws ObuilderError `result-in-use`
 */
export function checkOwn({ user, catalog }: Engine, thing: string): void {
  if (user === undefined || catalog.ownThings().has(thing)) return;
  const id = thing.slice(thing.indexOf(':') + 1);
  throw new ObuilderError('result-in-use', `other users of this store have used ${id}`, {
    value: id,
    hint: 'Remove it in a shell of root without SUDO_USER (sudo su -), or wait until the limits of the store evict it.',
  });
}
