import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, realpathSync, rmdirSync } from 'node:fs';
import path from 'node:path';
import type { MayDiffer } from '../../contract/results.ts';
import { isObuilderError, ObuilderError } from '../../errors.ts';
import { errnoOf } from '../../files/errno.ts';
import { bytesIn, copyTree, removeTrees } from '../../files/file-trees.ts';
import { fullPlaceOf, spaceAt } from '../../files/full-disk.ts';
import { makeSync } from '../../files/sync.ts';
import { unmountBelow, unmountForGood } from '../../host/mounts.ts';
import { mountOverlay, tryOverlay } from '../../host/overlay.ts';
import { canLoadModule, kernelHas, mountOf, nearestExisting } from '../../host/probes.ts';
import {
  type AutoMachine,
  type DriverEntry,
  directoryFault,
  type SnapshotDriver,
  wholeOrNothing,
} from '../driver.ts';
import { asPlaceError } from '../fault.ts';
import { makeRoot } from '../root.ts';
import { diskSpare, storeUsed } from '../space.ts';
import {
  draftDirectory,
  EMPTY,
  filesOf,
  flatOf,
  forget,
  type Layers,
  makeLayer,
  makeOnFlat,
  stackOf,
  useFor,
  workOf,
} from './layers.ts';
import { orphans, release } from './release.ts';

const layersAt = (root: string) => path.join(root, 'v1', 'layer');
const hasLayers = (place: string) => existsSync(path.join(layersAt(place), EMPTY));

export const overlayfs: DriverEntry = {
  summary: 'a directory on ext4, xfs or another file system that overlayfs can write to; a step is a layer',
  form: 'DIRECTORY',
  example: '/srv/obuilder',
  needs: {
    programs: [{ program: 'mount', package: 'mount' }],
    fileSystem: { name: 'overlay', hint: 'sudo modprobe overlay, or use another kind of store' },
  },
  fallback: { obstacle, trial },
  faultOf: directoryFault,
  isThere: hasLayers,
  unsuited,
  open: async (place) => {
    const fault = unsuited(place);
    if (fault !== undefined) throw fault;
    if (!hasLayers(place)) await makePlace(place);
    const root = realpathSync(place);
    return { driver: driverAt(root), root };
  },
};

function unsuited(place: string): ObuilderError | undefined {
  if (kernelHas('overlay') || canLoadModule('overlay')) return undefined;
  const hint = `Use a kernel with overlayfs (every stock Debian and Ubuntu kernel has it), or the store copy:${place}.`;
  return new ObuilderError('store-unavailable', 'this kernel has no overlayfs', { value: place, hint });
}

function obstacle(machine: AutoMachine): string | undefined {
  if (!machine.kernelHas('overlay')) return ' and no overlayfs';
  // A container's own file system. The kernel refuses an overlayfs as the writable layer of another overlayfs.
  const isStacked = machine.fileSystem() === 'overlay';
  return isStacked ? `, and ${machine.directory} is on an overlayfs, which cannot hold another` : undefined;
}

async function trial(directory: string): Promise<void> {
  await tryOverlay(path.join(directory, `.overlay-trial-${randomBytes(6).toString('hex')}`));
}

async function makePlace(place: string): Promise<void> {
  const near = realpathSync(nearestExisting(place));
  try {
    await trial(near);
  } catch (cause) {
    if (!isObuilderError(cause, 'tool-failed')) throw cause;
    const told = asPlaceError(near, cause);
    if (told.code === 'store-full') throw told;
    const type = mountOf(near)?.type ?? 'an unknown file system';
    throw new ObuilderError(
      'store-unavailable',
      `overlayfs cannot write below ${place}, which is on ${type}: ${cause.message}`,
      {
        value: place,
        hint: `Give a directory on a disk's own file system, such as ext4 or xfs, or use the store copy:${place}.`,
        cause,
      },
    );
  }
  makeRoot(place);
  mkdirSync(path.join(layersAt(place), EMPTY), { recursive: true, mode: 0o700 });
}

function driverAt(root: string): SnapshotDriver {
  const layers = layersAt(root);
  const fullPlace = () => fullPlaceOf([root]);
  const whole = (volume: string, make: () => Promise<void>) =>
    wholeOrNothing({ remove: (volumes) => remove(layers, volumes), fullPlace }, volume, make);
  const snapshot = (from: string, to: string) => whole(to, () => snapshotTo(layers, from, to));
  let isSwept = false;
  return {
    create: (volume) =>
      whole(volume, async () => {
        mkdirSync(volume, { mode: 0o700 });
        await mountWritable(layers, { layer: await makeLayer(layers, volume, []), lower: [] }, volume);
      }),
    snapshot,
    advance: async (from, to) => {
      await unmountForGood(from);
      await snapshot(from, to);
    },
    seal: unmountForGood,
    rest: unmountForGood,
    persist: makeSync(root),
    view: async (volume, at) => {
      await whole(at, async () => {
        mkdirSync(at, { mode: 0o700 });
        useFor(layers, volume, at);
        await mountReadOnly(layers, stackOf(layers, volume), at);
      });
      return at;
    },
    changes: async () => differsByInode,
    remove: (volumes) => remove(layers, volumes),
    settle: async () => {
      // Once is enough: each removal deletes all dead layers, unless a file was lost.
      if (isSwept) return;
      isSwept = true;
      await removeLayers(layers, orphans(layers));
    },
    space: () => spaceAt(root),
    fullPlace,
    removesAtOnce: false,
    // An upper directory of overlayfs must not serve two mounts, and each step behind the second wall mounts for itself.
    hasManyWriters: false,
    spareBytes: () => diskSpare(root),
    ownBytes: async (volume, base) => {
      const below = new Set(base === undefined ? [] : stackOf(layers, base));
      const own = stackOf(layers, volume).filter((layer) => !below.has(layer));
      return own.length === 0 ? 0 : await bytesIn(own.map((layer) => path.join(layers, filesOf(layer))));
    },
    usedBytes: () => storeUsed(root),
  };
}

/** Views show a directory that a step has not changed as the directory of an older layer, with that directory's inode number. */
const differsByInode: MayDiffer = (_, { from, to }) => from !== to;

/** Maximum depth of a stack, since each lookup may visit all layers. The kernel's own limit is far higher. */
const MAX_LAYERS = 64;

async function snapshotTo(layers: Layers, from: string, to: string): Promise<void> {
  const lower = stackOf(layers, from);
  const [top] = lower;
  if (top === undefined)
    throw new ObuilderError('result-missing', `there is no volume ${from}`, { value: from });
  mkdirSync(to, { mode: 0o700 });
  if (lower.length < MAX_LAYERS) {
    await mountWritable(layers, { layer: await makeLayer(layers, to, lower), lower }, to);
    return;
  }
  const layer =
    (await makeOnKnownFlat(layers, top, to)) ?? (await flatten(layers, { from, stack: lower }, to));
  await mountWritable(layers, { layer, lower: stackOf(layers, to).slice(1) }, to);
}

async function makeOnKnownFlat(layers: Layers, top: string, to: string): Promise<string | undefined> {
  const flat = flatOf(layers, top);
  if (flat === undefined) return undefined;
  try {
    return await makeLayer(layers, to, [flat]);
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT') throw error;
    // The flat layer has died: its maker was killed before another layer used it.
    await remove(layers, [to]);
    mkdirSync(to, { mode: 0o700 });
    return undefined;
  }
}

/** A file beside a volume that keeps the layers of the source alive while they are copied. */
const sourceOf = (volume: string) => `${volume}.source`;

/** Copies the files of many layers into a flat layer, which all children of a volume share. */
async function flatten(
  layers: Layers,
  { from, stack }: { readonly from: string; readonly stack: readonly string[] },
  to: string,
): Promise<string> {
  const [top = ''] = stack;
  // Another process may remove `from` meanwhile; its layers stay until they are copied.
  useFor(layers, from, sourceOf(to));
  const layer = await makeOnFlat(layers, { volume: to, from: top }, async (files) => {
    await mountReadOnly(layers, stack, to);
    await copyTree(to, files);
    await unmountForGood(to);
  });
  await remove(layers, [sourceOf(to)]);
  return layer;
}

interface Stack {
  readonly layer: string;
  readonly lower: readonly string[];
}

function mountWritable(layers: Layers, { layer, lower }: Stack, at: string): Promise<void> {
  const names = lower.length === 0 ? [EMPTY] : lower.map(filesOf);
  const upper = { files: filesOf(layer), work: workOf(layer) };
  return mountOverlay({ base: layers, lower: names, upper }, at);
}

function mountReadOnly(layers: Layers, stack: readonly string[], at: string): Promise<void> {
  const names = stack.map(filesOf);
  return mountOverlay({ base: layers, lower: names.length === 1 ? [...names, EMPTY] : names }, at);
}

async function remove(layers: Layers, volumes: readonly string[]): Promise<void> {
  await unmountBelow(volumes);
  await removeTrees(volumes.map(draftDirectory));
  const users = volumes.flatMap((volume) => [volume, sourceOf(volume)]);
  await removeLayers(
    layers,
    users.flatMap((user) => release(layers, user)),
  );
  // Empty, unless a program wrote there while nothing was mounted.
  await removeTrees(volumes.filter((volume) => !removeEmpty(volume)));
  users.forEach(forget);
}

function removeEmpty(directory: string): boolean {
  try {
    rmdirSync(directory);
    return true;
  } catch (error) {
    return errnoOf(error) === 'ENOENT';
  }
}

const removeLayers = (layers: Layers, names: readonly string[]) =>
  removeTrees(names.map((name) => path.join(layers, name)));
