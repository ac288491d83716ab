import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import type { StoreKeeper } from '../../src/contract/store.ts';
import { openStore } from '../../src/store/open.ts';
import { killStoreProcesses } from '../programs/store-process.ts';
import { make, usingStore } from '../suites/store-making.ts';
import { makeLoopFileSystem, type Pool } from './loop-file-system.ts';
import { layersInUse, layersOnDisk } from './overlay-layers.ts';
import { nothingRemains, remains } from './store-leftovers.ts';

let disk: Pool;
/** The place of the store. */
export let root: string;
let count = 0;

/** Makes a disk for the file, and a new place there for each test. */
export function useOverlayPlace(): void {
  beforeAll(() => {
    disk = makeLoopFileSystem('ext4');
  });
  afterAll(() => disk?.remove());
  beforeEach(() => {
    count += 1;
    root = path.join(disk.path, `s${count}`);
  });
  afterEach(killStoreProcesses);
}

const open = () => openStore({ driver: 'overlayfs', root });
export const withStore = <T>(use: (store: StoreKeeper) => Promise<T> | T) => usingStore(open, use);

export function expectNothingLeft(): void {
  expect(remains(root)).toEqual(nothingRemains);
  expect(layersOnDisk(root)).toEqual(layersInUse(root));
}

/** Results `c1` to `c<length>`, each standing on the one before. */
export async function makeChain(store: StoreKeeper, length: number): Promise<void> {
  for (let number = 1; number <= length; number += 1)
    await make(store, `c${number}`, number === 1 ? undefined : { id: `c${number - 1}` });
}
