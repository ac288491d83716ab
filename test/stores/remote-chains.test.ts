import { afterEach, describe, expect, test } from 'vitest';
import { ObuilderError } from '../../src/errors.ts';
import type { SnapshotDriver } from '../../src/volume/driver.ts';
import { type DriverName, drivers } from '../../src/volume/drivers.ts';
import { buildText } from '../fakes/build.ts';
import { scopes } from '../places/sharing-commands.ts';
import {
  base,
  carrierOf,
  closeRunners,
  newCarrier,
  openRunner,
  outcomesOf,
  useSharingRunners,
} from '../places/sharing-runners.ts';

// Long chains of small results: the commits of fetched results overlap.
useSharingRunners();
const real = Object.fromEntries(Object.entries(drivers).map(([name, { open }]) => [name, open]));
afterEach(async () => {
  await closeRunners();
  for (const [name, entry] of Object.entries(drivers)) Object.assign(entry, { open: real[name] });
});

const STEPS = 8;
const spec = (last = '') => {
  const commands = Array.from({ length: STEPS }, (_, index) => `(run (shell small-${index}))`);
  return `((from ${base}) ${commands.join(' ')} ${last})`;
};

type Operation = 'snapshot' | 'advance' | 'seal';

/** Notes the operations of the driver, in stores that open from now on. */
function noteOperations(name: DriverName, onCall: (operation: Operation) => void = () => undefined) {
  const noted: Operation[] = [];
  const open = drivers[name].open;
  const watch = (driver: SnapshotDriver): SnapshotDriver => {
    const watched = (['snapshot', 'advance', 'seal'] as const).map((operation) => {
      const call = driver[operation] as (...args: readonly unknown[]) => Promise<void>;
      const noting = async (...args: readonly unknown[]) => {
        noted.push(operation);
        onCall(operation);
        await call(...args);
      };
      return [operation, noting] as const;
    });
    return { ...driver, ...Object.fromEntries(watched) };
  };
  Object.assign(drivers[name], {
    open: async (at: string) => {
      const opened = await open(at);
      return { ...opened, driver: watch(opened.driver) };
    },
  });
  return noted;
}

describe.each([
  ['btrfs', 'btrfs', 'registry'],
  ['overlayfs on ext4', 'overlayfs', 'local'],
] as const)('a chain on %s', (place, driver, type) => {
  test('each fetched result costs one operation of the driver', async () => {
    const carrier = newCarrier(type);
    await buildText(await openRunner('btrfs', [carrier]), spec(), { scopes });
    const noted = noteOperations(driver);
    const one = await openRunner(place, [carrier], { mayStore: false });
    const told = await buildText(one, spec('(run (shell new))'), { scopes });
    expect(outcomesOf(told)).toEqual(['built', ...Array<string>(STEPS).fill('cached'), 'built']);
    expect(carrierOf(told)).toMatchObject({ fetched: STEPS });
    const others = noted.filter((operation) => operation !== 'advance');
    expect(noted.length - others.length).toBeGreaterThanOrEqual(STEPS);
    // The base image, if the code of the fetch loads meanwhile, and the last result.
    expect(others.length).toBeLessThanOrEqual(3);
  }, 120_000);

  test('a result that cannot be kept is the one error, and results below stay', async () => {
    const carrier = newCarrier(type);
    await buildText(await openRunner('btrfs', [carrier]), spec(), { scopes });
    let advances = 0;
    noteOperations(driver, (operation) => {
      if (operation === 'advance') advances += 1;
      if (advances >= 5 && operation !== 'snapshot') throw new ObuilderError('tool-failed', 'no snapshot');
    });
    const one = await openRunner(place, [carrier], { mayStore: false });
    const told = await buildText(one, spec('(run (shell new))'), { scopes });
    expect(told.result.kind).toBe('failed');
    expect(told.of('failed').map(({ error }) => error.message)).toEqual(['no snapshot']);
    expect(told.of('warning')).toEqual([]);
    expect(one.counts.ran).toEqual([]);
    expect(one.keeper.list()).toHaveLength(4);
  }, 120_000);
});
