import { afterEach, expect, test } from 'vitest';
import { buildText } from '../fakes/build.ts';
import { scopes } from '../places/sharing-commands.ts';
import {
  base,
  carrierOf,
  closeRunners,
  keptBy,
  newCarrier,
  openRunner,
  outcomesOf,
  useSharingRunners,
} from '../places/sharing-runners.ts';
import { wholeTree } from '../samples/whole-tree.ts';

// A machine continues from a result that only a carrier has; the spec of the result is not known there.
useSharingRunners();
afterEach(() => closeRunners());

test.each([
  ['btrfs', 'zfs', 'registry'],
  ['zfs', 'copy on xfs', 'local'],
  ['copy on xfs', 'overlayfs on ext4', 'registry'],
  ['overlayfs on ext4', 'btrfs', 'local'],
] as const)(
  'a result from %s is a base on %s by %s',
  async (here, there, type) => {
    const carrier = newCarrier(type);
    const a = await openRunner(here, [carrier]);
    const first = await buildText(a, `((from ${base}) (run (shell aspects)) (run (shell changes)))`, {
      scopes,
    });
    const { id } = first.report;
    await buildText(a, `((from obuilder:${id}) (run (shell other)))`, { scopes });
    const b = await openRunner(there, [carrier]);
    const known = await buildText(b, `((from obuilder:${id}) (run (shell other)))`, { scopes });
    expect(outcomesOf(known)).toEqual(['cached', 'cached']);
    expect(carrierOf(known)).toMatchObject({ found: 2, fetched: 0 });
    expect(carrierOf(known).receivedBytes).toBeLessThan(100_000);
    const text = `((from obuilder:${id}) (run (shell other)) (run (shell more)))`;
    const built = await buildText(b, text, { scopes });
    expect(built.of('warning')).toEqual([]);
    expect(b.counts).toMatchObject({ ran: ['more'], resolved: [], loaded: [] });
    expect(b.keeper.list()).toHaveLength(3);
    const [left, right] = [await a.keeper.view(id), await b.keeper.view(id)];
    expect(wholeTree(right)).toEqual(keptBy(there, wholeTree(left)));
    // Whoever has the whole spec finds the results on top.
    const whole = `((from ${base}) (run (shell aspects)) (run (shell changes)) (run (shell other)) (run (shell more)))`;
    const back = await buildText(a, whole, { scopes });
    expect(back.report).toMatchObject({ id: built.report.id, cacheHit: true });
  },
  120_000,
);
