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
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { errnoOf } from '../../files/errno.ts';
import { fileTime } from '../../files/file-time.ts';

/**
 * Layers: what one step changed. They are all in one directory; each has a directory there of a name that is never used
 * again:
 *
 *     upper/   the files that differ from the layers below, as overlayfs writes them
 *     work/    the kernel's
 *     lower    the names of the layers below, the topmost first
 *     flat     the name of a layer that holds the files of this one and of all below it, once one was made
 *     users/   who needs this layer
 *
 * A user of a layer is a hard link in `users` to a file of whoever needs it: to the file that names the layer beside a
 * volume or a view, to `lower` of a layer that stands on it, or to `flat` of the layer that it was made from. So a user that
 * is gone, however it went, is a link without a second name, and nothing depends on where it was. A layer appears by one
 * rename, with a user. It dies by the removal of `users`, which the kernel refuses as long as there is one, and after which
 * nobody can begin to use it (`overlay-deaths.ts`).
 */
export type Layers = string;

const UPPER = 'upper';
const WORK = 'work';
const LOWER = 'lower';
const FLAT = 'flat';
const USERS = 'users';
/** The user that is a layer's own volume. */
const VOLUME = 'volume';
/** A directory among the layers that stays empty, for overlays that need one more. */
export const EMPTY = 'empty';

export const filesOf = (layer: string) => `${layer}/${UPPER}`;
export const workOf = (layer: string) => `${layer}/${WORK}`;
export const usersOf = (layers: Layers, layer: string) => path.join(layers, layer, USERS);

/** What stands in a file is never taken for a path elsewhere. */
export const isLayerName = (name: string) => /^[0-9a-f]{16}$/.test(name);
const newName = () => randomBytes(8).toString('hex');

/** Beside a volume or a view: which layer it has, and under which name it is among the layer's users. */
interface Pointer {
  readonly layer: string;
  readonly user: string;
}

const pointerFile = (volume: string) => `${volume}.layer`;
/** Beside a volume: a layer that is being made. */
export const draftDirectory = (volume: string) => `${volume}.draft`;

/** Undefined where there is none, or none that is whole: then no layer was made yet. */
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

/** The layers of a volume, the topmost first; none where there is no such volume. */
export function stackOf(layers: Layers, volume: string): readonly string[] {
  const layer = readPointer(volume)?.layer;
  return layer === undefined ? [] : [layer, ...lowerOf(layers, layer)];
}

/** The layers below a layer, the topmost first. */
export function lowerOf(layers: Layers, layer: string): readonly string[] {
  return readOrNothing(path.join(layers, layer, LOWER))
    .split('\n')
    .filter(isLayerName);
}

/** The layer that holds all that `layer` and those below it do. */
export function flatOf(layers: Layers, layer: string): string | undefined {
  const name = readOrNothing(path.join(layers, layer, FLAT));
  return isLayerName(name) ? name : undefined;
}

/**
 * Makes an empty layer for `volume` on top of others, the topmost first. Which one is written down beside the volume before
 * there is anything, so that what a killed process leaves can be found.
 *
 * @throws an error with ENOENT where the topmost of the others has died
 */
export function makeLayer(layers: Layers, volume: string, lower: readonly string[]): string {
  const layer = startLayer(layers, { volume, lower, root: lower[0] });
  if (lower[0] !== undefined) use(layers, lower[0], layer);
  return layer;
}

interface LayerRequest {
  readonly volume: string;
  readonly lower: readonly string[];
  /** The layer whose root directory this one's is like. */
  readonly root: string | undefined;
}

function startLayer(layers: Layers, { volume, lower, root }: LayerRequest): string {
  const layer = newName();
  writePointer(volume, { layer, user: VOLUME });
  const draft = draftDirectory(volume);
  for (const part of [UPPER, WORK, USERS])
    mkdirSync(path.join(draft, part), { recursive: true, mode: 0o700 });
  writeFileSync(path.join(draft, LOWER), lower.join('\n'), { mode: 0o600 });
  likeRoot(path.join(draft, UPPER), root === undefined ? undefined : path.join(layers, filesOf(root)));
  linkSync(pointerFile(volume), path.join(draft, USERS, VOLUME));
  renameSync(draft, path.join(layers, layer));
  return layer;
}

/** The root directory of an overlay is its upper one, which therefore is as the one below; attributes aside. */
function likeRoot(directory: string, model: string | undefined): void {
  if (model === undefined) {
    chmodSync(directory, 0o755);
    return;
  }
  const { uid, gid, mode, atimeMs, mtimeMs } = lstatSync(model);
  chownSync(directory, uid, gid);
  chmodSync(directory, mode & 0o7777);
  utimesSync(directory, fileTime(atimeMs / 1000), fileTime(mtimeMs / 1000));
}

/** Makes the layer `above` a user of `layer`. */
function use(layers: Layers, layer: string, above: string): void {
  linkSync(path.join(layers, above, LOWER), path.join(usersOf(layers, layer), above));
}

/**
 * Makes an empty layer for `volume` on top of one that holds all that `from` and those below it do. That one is made by
 * `copyFiles`, to the directory that it is given.
 */
export async function makeOnFlat(
  layers: Layers,
  request: { readonly volume: string; readonly from: string },
  copyFiles: (to: string) => Promise<void>,
): Promise<string> {
  const { volume, from } = request;
  const flat = newName();
  const layer = startLayer(layers, { volume, lower: [flat], root: from });
  const draft = draftDirectory(volume);
  mkdirSync(path.join(draft, USERS), { recursive: true, mode: 0o700 });
  writeFileSync(path.join(draft, LOWER), '', { mode: 0o600 });
  await copyFiles(path.join(draft, UPPER));
  linkSync(path.join(layers, layer, LOWER), path.join(draft, USERS, layer));
  renameSync(draft, path.join(layers, flat));
  offer(layers, { flat, from });
  return layer;
}

/** Lets others find a flat layer. Of several that were made at the same time the first is found; the others serve their makers. */
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
 * Makes what is at `user`, a view perhaps, a user of the layer of a volume.
 *
 * @throws an error with ENOENT where there is no such volume, or its layer has died
 */
export function useFor(layers: Layers, volume: string, user: string): void {
  const layer = readPointer(volume)?.layer;
  if (layer === undefined) throw Object.assign(new Error(`there is no volume ${volume}`), { code: 'ENOENT' });
  const name = newName();
  writePointer(user, { layer, user: name });
  linkSync(pointerFile(user), path.join(usersOf(layers, layer), name));
}

/** Takes away what is beside a volume or a view, which is the last thing of it. */
export function forget(volume: string): void {
  rmSync(pointerFile(volume), { force: true });
}
