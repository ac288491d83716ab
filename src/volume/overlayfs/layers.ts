import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { errnoOf } from '../../files/errno.ts';
import { NewTimes } from '../../files/new-times.ts';

/**
 * The directory of all layers. A layer holds the changes of one step, in a directory of its own whose name is never reused:
 *
 *     upper/   the files that differ from the layers below, as overlayfs writes them
 *     work/    the kernel's work directory
 *     lower    the names of the layers below, the topmost first
 *     flat     the name of a flat layer, with the files of this layer and all layers below, if a process has made one
 *     users/   the users of this layer
 *
 * A user is a hard link in `users` to a file of a dependent: the pointer beside a volume or a view, `lower` of a layer above, or
 * `flat` of the layer from which a flat layer was copied. So a deleted user, in whatever way it was deleted, is a link
 * without a second name, wherever the dependent was. A layer appears by one rename, together with its first user. It dies by
 * rmdir of `users`, which the kernel refuses while a user exists, and which prevents new users (`release.ts`).
 */
export type Layers = string;

const UPPER = 'upper';
const WORK = 'work';
const LOWER = 'lower';
const FLAT = 'flat';
const USERS = 'users';
/** The name of the user that is the layer's own volume. */
const VOLUME = 'volume';
/** A directory among the layers that stays empty: a second lower layer for overlays with only a single layer. */
export const EMPTY = 'empty';

export const filesOf = (layer: string) => `${layer}/${UPPER}`;
export const workOf = (layer: string) => `${layer}/${WORK}`;
export const usersOf = (layers: Layers, layer: string) => path.join(layers, layer, USERS);

/** Guards against a damaged file whose text would be a path elsewhere. */
export const isLayerName = (name: string) => /^[0-9a-f]{16}$/.test(name);
const newName = () => randomBytes(8).toString('hex');

/** The content of a file beside a volume or a view: its layer, and its name in the layer's `users`. */
interface Pointer {
  readonly layer: string;
  readonly user: string;
}

const pointerFile = (volume: string) => `${volume}.layer`;
/** The directory beside a volume in which its layer is made. */
export const draftDirectory = (volume: string) => `${volume}.draft`;

/** Returns undefined for a missing or incomplete pointer: then no layer was made yet. */
export function readPointer(volume: string): Pointer | undefined {
  const [layer = '', user = ''] = readOrNothing(pointerFile(volume)).split(' ');
  return isLayerName(layer) && (user === VOLUME || isLayerName(user)) ? { layer, user } : undefined;
}

function writePointer(volume: string, { layer, user }: Pointer): void {
  writeFileSync(pointerFile(volume), `${layer} ${user}`, { flag: 'wx', mode: 0o600 });
}

function readOrNothing(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return '';
    throw error;
  }
}

/** Returns the layers of a volume, the topmost first; an empty list for a missing volume. */
export function stackOf(layers: Layers, volume: string): readonly string[] {
  const layer = readPointer(volume)?.layer;
  return layer === undefined ? [] : [layer, ...lowerOf(layers, layer)];
}

/** Returns the layers below a layer, the topmost first. */
export function lowerOf(layers: Layers, layer: string): readonly string[] {
  return readOrNothing(path.join(layers, layer, LOWER))
    .split('\n')
    .filter(isLayerName);
}

/** Returns the flat layer made of `layer` and all layers below, if any. */
export function flatOf(layers: Layers, layer: string): string | undefined {
  const name = readOrNothing(path.join(layers, layer, FLAT));
  return isLayerName(name) ? name : undefined;
}

/**
 * Makes an empty layer for `volume` on top of the layers `lower`, the topmost first. Writes the pointer beside the volume first, so that
 * the next process finds the leftovers of a killed process.
 *
 * @throws an error with ENOENT if the topmost lower layer has died
 */
export async function makeLayer(layers: Layers, volume: string, lower: readonly string[]): Promise<string> {
  const layer = await startLayer(layers, { volume, lower, root: lower[0] });
  if (lower[0] !== undefined) use(layers, lower[0], layer);
  return layer;
}

interface LayerRequest {
  readonly volume: string;
  readonly lower: readonly string[];
  /** The layer whose root directory is the model for the new layer's root directory. */
  readonly root: string | undefined;
}

async function startLayer(layers: Layers, { volume, lower, root }: LayerRequest): Promise<string> {
  const layer = newName();
  writePointer(volume, { layer, user: VOLUME });
  const draft = draftDirectory(volume);
  for (const part of [UPPER, WORK, USERS])
    mkdirSync(path.join(draft, part), { recursive: true, mode: 0o700 });
  writeFileSync(path.join(draft, LOWER), lower.join('\n'), { mode: 0o600 });
  await likeRoot(path.join(draft, UPPER), root === undefined ? undefined : path.join(layers, filesOf(root)));
  linkSync(pointerFile(volume), path.join(draft, USERS, VOLUME));
  renameSync(draft, path.join(layers, layer));
  return layer;
}

/** Copies owner, mode and times, since the upper directory is the root directory of the overlay. Extended attributes are not copied. */
async function likeRoot(directory: string, model: string | undefined): Promise<void> {
  if (model === undefined) {
    chmodSync(directory, 0o755);
    return;
  }
  const { uid, gid, mode } = lstatSync(model);
  const { atimeNs: accessed, mtimeNs: modified } = lstatSync(model, { bigint: true });
  chownSync(directory, uid, gid);
  chmodSync(directory, mode & 0o7777);
  const times = new NewTimes();
  times.set(directory, { path: '', accessed, modified }, directory);
  await times.finish(directory);
}

/** Makes the layer `above` a user of `layer`. */
function use(layers: Layers, layer: string, above: string): void {
  linkSync(path.join(layers, above, LOWER), path.join(usersOf(layers, layer), above));
}

/**
 * Makes an empty layer for `volume` on top of a new flat layer of `from` and all layers below.
 *
 * @param copyFiles copies the files of the flat layer to a directory
 */
export async function makeOnFlat(
  layers: Layers,
  request: { readonly volume: string; readonly from: string },
  copyFiles: (to: string) => Promise<void>,
): Promise<string> {
  const { volume, from } = request;
  const flat = newName();
  const layer = await startLayer(layers, { volume, lower: [flat], root: from });
  const draft = draftDirectory(volume);
  mkdirSync(path.join(draft, USERS), { recursive: true, mode: 0o700 });
  writeFileSync(path.join(draft, LOWER), '', { mode: 0o600 });
  await copyFiles(path.join(draft, UPPER));
  linkSync(path.join(layers, layer, LOWER), path.join(draft, USERS, layer));
  renameSync(draft, path.join(layers, flat));
  offer(layers, { flat, from });
  return layer;
}

/**
 * Records a flat layer for other processes. Of several flat layers made at the same time the first wins; the others serve their makers
 * only.
 */
function offer(layers: Layers, { flat, from }: { readonly flat: string; readonly from: string }): void {
  const file = path.join(layers, from, FLAT);
  try {
    writeFileSync(file, flat, { flag: 'wx', mode: 0o600 });
    linkSync(file, path.join(usersOf(layers, flat), from));
  } catch (error) {
    // ENOENT: `from` was removed meanwhile.
    if (errnoOf(error) !== 'EEXIST' && errnoOf(error) !== 'ENOENT') throw error;
  }
}

/**
 * Makes the view or file at `user` a user of the layer of a volume.
 *
 * @throws an error with ENOENT for a missing volume or a dead layer
 */
export function useFor(layers: Layers, volume: string, user: string): void {
  const layer = readPointer(volume)?.layer;
  if (layer === undefined) throw Object.assign(new Error(`there is no volume ${volume}`), { code: 'ENOENT' });
  const name = newName();
  writePointer(user, { layer, user: name });
  linkSync(pointerFile(user), path.join(usersOf(layers, layer), name));
}

/** Deletes the pointer of a volume or a view, which is its last file. */
export function forget(volume: string): void {
  rmSync(pointerFile(volume), { force: true });
}
