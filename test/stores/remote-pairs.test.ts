import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { CarrierRequest } from '../../src/contract/request.ts';
import { buildText } from '../fakes/build.ts';
import type { RemoteRunner } from '../places/remote-runner.ts';
import { scopes } from '../places/sharing-commands.ts';
import {
  base,
  carrierOf,
  closeRunners,
  directory,
  keptBy,
  newCarrier,
  openRunner,
  outcomesOf,
  useGhaCache,
  useSharingRunners,
} from '../places/sharing-runners.ts';
import { type WholeTree, wholeTree } from '../samples/whole-tree.ts';
import { isInPart, partName } from '../suites/part.ts';

// A runner builds and uploads. Runners with empty stores of each kind find everything on each carrier, and export the same files.
// The gate tries every two of store, carrier and other store together, and all three if TEST_ALL_CASES is set.
const STORES = ['btrfs', 'zfs', 'overlayfs on ext4', 'copy on xfs'];
const TYPES = ['registry', 'local', 'gha'] as const;
/** More than the records and logs of the build, and less than a layer of it. */
const NO_LAYER = 100_000;
const LAYER = 1_000_000;

useSharingRunners();
useGhaCache();

const spec = () => `((from ${base}) (run (shell aspects)) (run (shell later)))`;
let exports = 0;

/** Everything that a build exports, by the way of the export. */
interface ExportedTrees {
  readonly archive: WholeTree;
  readonly directory: WholeTree;
}

/** Builds with two outputs, and reads both. */
async function exported(runner: RemoteRunner) {
  exports += 1;
  const place = path.join(directory, `exported-${exports}`);
  const [archive, copy, unpacked] = ['x.tar', 'copy', 'unpacked'].map((name) => path.join(place, name));
  const output = { text: 'test', when: 'success' } as const;
  const outputs = [
    { ...output, type: 'tar', dest: `${archive}` },
    { ...output, type: 'local', dest: `${copy}` },
  ] as const;
  mkdirSync(`${unpacked}`, { recursive: true });
  const told = await buildText(runner, spec(), { scopes, outputs });
  const flags = ['--same-owner', '--numeric-owner', '--xattrs', '--xattrs-include=*'];
  execFileSync('tar', ['-xpf', `${archive}`, ...flags, '-C', `${unpacked}`]);
  const trees: ExportedTrees = { archive: contentsOf(`${unpacked}`), directory: contentsOf(`${copy}`) };
  rmSync(place, { recursive: true });
  return { told, trees };
}

/** Without the directory itself, which is no file of the result. */
function contentsOf(root: string): WholeTree {
  const { '': _, ...contents } = wholeTree(root);
  return contents;
}

/** Every step is cached, and neither layers nor files move. */
async function expectKnown(runner: RemoteRunner): Promise<void> {
  const known = await buildText(runner, spec(), { scopes });
  expect(outcomesOf(known)).toEqual(['cached', 'cached', 'cached']);
  expect(known.report).toMatchObject({ cacheHit: true, outputs: { answer: '42' } });
  expect([known.output(1), known.of('warning')]).toEqual(['log of the step\n', []]);
  const { counts, keeper } = runner;
  expect([counts.ran, counts.drafts, keeper.list()]).toEqual([[], 0, []]);
  expect(carrierOf(known)).toMatchObject({ found: 3, fetched: 0, stored: 0, sentBytes: 0 });
  expect(carrierOf(known).receivedBytes).toBeLessThan(NO_LAYER);
}

describe.each(STORES)('the results of a %s store', (here) => {
  const carriers = new Map<string, CarrierRequest>();
  let made: ExportedTrees;

  beforeAll(async () => {
    for (const type of TYPES) carriers.set(type, newCarrier(type));
    const { told, trees } = await exported(await openRunner(here, [...carriers.values()]));
    expect([told.result.kind, told.of('warning')]).toEqual(['built', []]);
    made = trees;
    await closeRunners();
  });

  test('has files with every aspect', () => {
    const { archive } = made;
    expect(archive['dir/two']).toMatchObject({ file: archive['one']?.['file'], content: 'x' });
    expect(archive['two']).toMatchObject({ file: archive['three']?.['file'], content: '3' });
    expect(archive['dir']).toMatchObject({ mode: '1770', owner: '12:34' });
    expect(archive['no\xfftext']).toMatchObject({ content: 'x' });
    const isExact = keptBy(here, archive) === archive;
    expect([archive['one']?.['time'], archive['one']?.['attributes'] !== '']).toEqual([
      isExact ? expect.stringMatching(/123456789$/) : expect.stringMatching(/0{9}$/),
      isExact,
    ]);
  });

  const pairs = TYPES.flatMap((type, at) =>
    STORES.filter((there) => isInPart(STORES.indexOf(here) + STORES.indexOf(there) + at)).map(
      (there) => [there, type] as const,
    ),
  );
  test.concurrent.each(pairs)(
    `are cached on a %s store through %s, without files, and exported (${partName})`,
    async (there, type) => {
      const carrier = carriers.get(type);
      const b = await openRunner(there, carrier === undefined ? [] : [carrier]);
      try {
        await expectKnown(b);
        const { told, trees } = await exported(b);
        expect([b.counts.ran, told.of('warning')]).toEqual([[], []]);
        expect(carrierOf(told)).toMatchObject({ fetched: 2, stored: 0 });
        expect(carrierOf(told).receivedBytes).toBeGreaterThan(LAYER);
        expect(trees.archive).toEqual(keptBy(there, made.archive));
        expect(trees.directory).toEqual(keptBy(there, made.directory));
      } finally {
        await closeRunners([b]);
      }
    },
  );
});
