import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStore } from '../../src/store/open.ts';
import { type DriverPlace, driverPlaces } from '../places/driver-places.ts';
import { nothingRemains, remains } from '../places/store-leftovers.ts';
import { programEnvironment } from '../programs/environment.ts';

const program = path.join(import.meta.dirname, '../programs/store-random.ts');
const PROCESSES = 4;
const BUILDS_EACH = 25;

describe.each(Object.keys(driverPlaces))(
  'a hundred random builds, ten at once in each of four processes: %s',
  (name) => {
    let at: DriverPlace;
    beforeAll(() => {
      at = (driverPlaces[name] as () => DriverPlace)();
    });
    afterAll(() => at?.remove());

    async function run(store: { readonly place: string; readonly root: string }, ...more: readonly string[]) {
      const all = Array.from({ length: PROCESSES }, () =>
        promisify(execFile)(
          process.execPath,
          [program, at.driver, store.place, String(BUILDS_EACH), ...more],
          { env: programEnvironment() },
        ),
      );
      const said = (await Promise.all(all)).map(
        ({ stdout }) => JSON.parse(stdout) as { readonly built: number; readonly faults: readonly string[] },
      );
      expect(said.flatMap(({ faults }) => faults)).toEqual([]);
      expect(remains(store.root)).toEqual(nothingRemains);
      at.expectNoOtherVolumes(store.root);
      return said.reduce((sum, { built }) => sum + built, 0);
    }

    test('build each id once, with exact logs, outputs and files', async () => {
      const store = at.newStore('random');
      const built = await run(store);
      const opened = await openStore({ driver: at.driver, root: store.place });
      expect(opened.list()).toHaveLength(built);
      await opened.close();
    });

    test('keep results in use during pruning', async () => {
      expect(await run(at.newStore('pruned'), 'prune')).toBeGreaterThan(0);
    });
  },
);
