import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { StoreKeeper } from '../../../src/contract/store.ts';
import { openStore } from '../../../src/store/open.ts';
import { makeBusyboxRoot } from '../../../test/places/busybox-root.ts';
import { type DriverPlace, driverPlaces } from '../../../test/places/driver-places.ts';
import { debianBase } from '../../debian-base.ts';
import { unpackLayout } from '../../lib/image-layout.ts';
import { commandLine } from '../builders.ts';
import type { Recipe } from '../recipe.ts';

/** Files that chains of steps start from. */
export interface Base {
  readonly title: string;
  /** How a spec names it. */
  readonly image: string;
  readonly tree: string;
}

export type BaseName = 'debian' | 'busybox';

/** What all stores share. */
export interface World {
  readonly cli: string;
  readonly directory: string;
  readonly bases: Readonly<Record<BaseName, Base>>;
}

export async function makeWorld(cli: string, parent: string, stack: AsyncDisposableStack): Promise<World> {
  const layout = await debianBase();
  const directory = mkdtempSync(path.join(parent, 'obuilder-stores-'));
  stack.defer(() => rmSync(directory, { recursive: true, force: true }));
  const tree = path.join(directory, 'debian');
  await unpackLayout(layout, tree);
  const busybox = makeBusyboxRoot(path.join(directory, 'busybox'));
  const debian: Base = { title: "Debian's minimal root file system, 205 MB", image: `oci:${layout}`, tree };
  const small: Base = { title: 'busybox, 2 MB', image: `rootfs:${busybox}`, tree: busybox };
  return { cli, directory, bases: { debian, busybox: small } };
}

/** Sparse, and larger than what any store here comes to. */
const PLACE_BYTES = 40 * 2 ** 30;

/** A new file system of the kind that `driverPlaces` has under this name. It goes away with `stack`. */
export function makePlace(name: string, stack: AsyncDisposableStack): DriverPlace {
  const make = driverPlaces[name];
  if (make === undefined) throw new Error(`there is no place for a store named ${name}`);
  const place = make({ bytes: PLACE_BYTES });
  stack.defer(() => place.remove());
  return place;
}

/** One store that is measured. */
export interface BenchStore {
  /** Its directory. */
  readonly root: string;
  open(): Promise<StoreKeeper>;
  /** Builds with our command line and gives the milliseconds of the whole process. */
  build(recipe: Recipe): Promise<number>;
}

export function newStore(world: World, place: DriverPlace, base: Base): BenchStore {
  const { place: named, root } = place.newStore('store');
  const context = path.join(world.directory, 'context');
  mkdirSync(context, { recursive: true });
  const build = commandLine({
    cli: world.cli,
    store: `${place.driver}:${named}`,
    image: base.image,
    directory: world.directory,
  });
  return {
    root,
    open: () => openStore({ driver: place.driver, root: named }),
    build: (recipe) => build(recipe, context),
  };
}
