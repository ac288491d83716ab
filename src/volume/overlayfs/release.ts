import { lstatSync, opendirSync, readdirSync, rmdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { errnoOf } from '../../files/errno.ts';
import { flatOf, isLayerName, type Layers, lowerOf, readPointer, usersOf } from './layers.ts';

/**
 * Ends the use of a layer by the volume or view at `volume`, whose pointer stays, so that a killed process can be followed up.
 *
 * @returns the layers that died of it, or had died, in the order in which they have to be removed: through the last one the
 * others can be found again
 */
export function release(layers: Layers, volume: string): readonly string[] {
  const pointer = readPointer(volume);
  if (pointer === undefined) return [];
  endUse(layers, pointer.layer, pointer.user);
  return deaths(layers, pointer.layer);
}

/** Layers that nobody uses, in the same order: a volume was deleted by other means, or a removal was not finished. */
export function orphans(layers: Layers): readonly string[] {
  return readdirSync(layers)
    .filter(isLayerName)
    .flatMap((layer) => deaths(layers, layer));
}

function endUse(layers: Layers, layer: string, user: string): void {
  rmSync(path.join(usersOf(layers, layer), user), { force: true });
}

/** A layer that dies uses no others any more, which then may die too. Some of them may have been removed already. */
function deaths(layers: Layers, layer: string): readonly string[] {
  if (!isDead(layers, layer)) return [];
  const dead = [...deathOfFlat(layers, layer), layer];
  let above = layer;
  for (const below of lowerOf(layers, layer)) {
    endUse(layers, below, above);
    if (!isDead(layers, below)) break;
    dead.unshift(...deathOfFlat(layers, below), below);
    above = below;
  }
  return dead;
}

function deathOfFlat(layers: Layers, layer: string): readonly string[] {
  const flat = flatOf(layers, layer);
  if (flat === undefined) return [];
  endUse(layers, flat, layer);
  return isDead(layers, flat) ? [flat] : [];
}

/** Whether a layer has died; it does so now where it has no users. */
function isDead(layers: Layers, layer: string): boolean {
  const users = usersOf(layers, layer);
  for (;;) {
    if (hasUser(users)) return false;
    try {
      rmdirSync(users);
      return true;
    } catch (error) {
      if (errnoOf(error) === 'ENOENT') return true;
      // Somebody has begun to use it.
      if (errnoOf(error) !== 'ENOTEMPTY' && errnoOf(error) !== 'EEXIST') throw error;
    }
  }
}

/** Whether there is a user; those that are gone are taken away on the way to the first one that is not. */
function hasUser(users: string): boolean {
  try {
    const directory = opendirSync(users);
    try {
      for (let entry = directory.readSync(); entry !== null; entry = directory.readSync()) {
        const link = path.join(users, entry.name);
        if ((lstatSync(link, { throwIfNoEntry: false })?.nlink ?? 0) > 1) return true;
        rmSync(link, { force: true });
      }
      return false;
    } finally {
      directory.closeSync();
    }
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return false;
    throw error;
  }
}
