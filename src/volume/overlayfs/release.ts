import { lstatSync, opendirSync, readdirSync, rmdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { errnoOf } from '../../files/errno.ts';
import { flatOf, isLayerName, type Layers, lowerOf, readPointer, usersOf } from './layers.ts';

/**
 * Ends the use of a layer by the volume or view at `volume`. The pointer stays, so that after a kill the next process continues.
 *
 * @returns the dead layers, in the order in which to remove them: the last layer leads to the others after a kill
 */
export function release(layers: Layers, volume: string): readonly string[] {
  const pointer = readPointer(volume);
  if (pointer === undefined) return [];
  endUse(layers, pointer.layer, pointer.user);
  return deaths(layers, pointer.layer);
}

/** Returns unused layers, in the order of `release`: left by an unfinished removal, or by a volume that another program deleted. */
export function orphans(layers: Layers): readonly string[] {
  return readdirSync(layers)
    .filter(isLayerName)
    .flatMap((layer) => deaths(layers, layer));
}

function endUse(layers: Layers, layer: string, user: string): void {
  rmSync(path.join(usersOf(layers, layer), user), { force: true });
}

/** Ends the uses by a dead layer, so lower layers may die too. Some of the layers may have been removed already. */
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

/** Whether a layer is dead. A layer without users dies now. */
function isDead(layers: Layers, layer: string): boolean {
  const users = usersOf(layers, layer);
  for (;;) {
    if (hasUser(users)) return false;
    try {
      rmdirSync(users);
      return true;
    } catch (error) {
      if (errnoOf(error) === 'ENOENT') return true;
      // Another process has begun to use the layer.
      if (errnoOf(error) !== 'ENOTEMPTY' && errnoOf(error) !== 'EEXIST') throw error;
    }
  }
}

/** Whether a layer has a user. Deletes the links of stale users until the first live user. */
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
