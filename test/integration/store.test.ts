import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect } from 'vitest';
import { type DriverName, drivers } from '../../src/store/drivers.ts';
import { openStore } from '../../src/store/open.ts';
import { makePool, type Pool } from '../fixtures/btrfs-pool.ts';
import { leftovers } from '../fixtures/store-leftovers.ts';
import { storeSuite } from '../fixtures/store-suite.ts';

/** A place for each driver of the table; a driver without one fails here instead of going untested. */
const makePlace: Readonly<Record<DriverName, () => Pool>> = { btrfs: () => makePool() };

for (const driver of Object.keys(drivers) as DriverName[]) {
  let pool: Pool;
  let count = 0;
  beforeAll(() => {
    pool = makePlace[driver]();
  });
  afterAll(() => pool?.remove());

  storeSuite(driver, async () => {
    count += 1;
    const root = path.join(pool.path, `store-${count}`);
    mkdirSync(root);
    return {
      open: () => openStore({ driver, root }),
      remove: async () => {
        const { subvolumes, expected, ...left } = leftovers(root);
        expect(left).toEqual({ tmp: [], owners: [], claims: [], mounts: [], unrecorded: [] });
        expect(subvolumes).toEqual(expected);
      },
    };
  });
}
