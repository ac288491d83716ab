import { mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { type Bench, nonce, type RowPlan, runs, trivialCommands } from '../bench.ts';
import type { Carrier } from '../builders.ts';
import { run } from '../command.ts';
import { type CountingProxy, countingProxy, type Traffic } from '../counting-proxy.ts';
import type { Line, Row } from '../measure.ts';
import type { Recipe } from '../recipe.ts';
import { packagesStep, smallSteps, type Work } from './remote-work.ts';

const AT_MOST = 0.7;
const CARRIERS = { registry: 'a registry', local: 'a directory' } as const;

/** A large step, to and from a carrier. */
export const remoteLarge: RowPlan = {
  name: 'remote-large',
  group: 'remote',
  slow: true,
  prepare: async (bench) => transferRow(bench, await packagesStep(bench)),
};

/** Many small steps, to and from a carrier. */
export const remoteSteps: RowPlan = {
  name: 'remote-steps',
  group: 'remote',
  slow: true,
  prepare: async (bench) => transferRow(bench, await smallSteps(bench)),
};

/**
 * Each export is of work that was just done, to an empty place. Each import is on a machine that has the base image only. In the round
 * that warms up, the registry is behind a proxy that counts.
 */
async function transferRow(bench: Bench, work: Work): Promise<Row> {
  const proxy = await countingProxy(bench.world.registry);
  bench.defer(() => proxy.close());
  const given = { bench, work, proxy };
  const sides = Object.keys(CARRIERS).flatMap((type) => {
    const [ours, theirs] = [`ours, ${type}`, `BuildKit, ${type}`];
    return [
      ...transfers({ ...given, label: ours, within: bench.withOurs, makePlace: places(given, type) }),
      ...transfers({ ...given, label: theirs, within: bench.withBuildkit, makePlace: places(given, type) }),
    ];
  });
  const makePlace = places(given, 'registry', true);
  const zstd = transfers({ ...given, label: ZSTD, within: bench.withBuildkit, makePlace });
  const lines = Object.entries(CARRIERS).flatMap(([type, where]) => linesOf(work, type, where));
  return { sides: [...sides, ...zstd], lines };
}

const ZSTD = 'BuildKit with zstd';

function linesOf({ title }: Work, type: string, where: string): Line[] {
  const directions = { export: `export to ${where}`, import: `import from ${where}` };
  return Object.entries(directions).map(([direction, what]) => {
    const [ours, buildkit] = [`ours, ${type}, ${direction}`, `BuildKit, ${type}, ${direction}`];
    const others = type === 'registry' ? [`${ZSTD}, ${direction}`] : [];
    const bounds = [buildkit, ...others].map(
      (to) => ({ of: ours, to, kind: 'ratio', atMost: AT_MOST }) as const,
    );
    return { title: `${what}: ${title}`, ours, buildkit, others, bounds };
  });
}

/** Returns how to make new, empty places. A place in a directory goes away when the next is made. */
function places({ bench, proxy }: Given, type: string, isZstd = false): Transfer['makePlace'] {
  let last: string | undefined;
  return (isCounted) => {
    const host = isCounted ? proxy.host : bench.world.registry;
    if (type === 'registry') return { type, ref: `${host}/cache-${nonce()}`, isZstd };
    if (last !== undefined) rmSync(last, { recursive: true });
    last = mkdtempSync(path.join(bench.world.directory, 'layout-'));
    return { type: 'local', directory: last };
  };
}

interface Given {
  readonly bench: Bench;
  readonly work: Work;
  readonly proxy: CountingProxy;
}

interface Transfer extends Given {
  readonly label: string;
  readonly within: Bench['withOurs'];
  readonly makePlace: (isCounted: boolean) => Carrier;
}

function transfers({ bench, work, label, within, makePlace, proxy }: Transfer): Row['sides'] {
  const context = bench.directory();
  const counted: { export?: Traffic; import?: Traffic } = {};
  let there: { readonly recipe: Recipe; readonly place: Carrier } | undefined;
  return [
    {
      label: `${label}, export`,
      traffic: () => counted.export,
      sample: (round) =>
        within(async (builder) => {
          const [recipe, place] = [work.fresh(), makePlace(round === 0)];
          await builder.build(recipe, context);
          await run('sync');
          const milliseconds = await builder.build(withStep(recipe), context, { to: place });
          there = { recipe, place };
          if (round === 0 && place.type === 'registry') counted.export = proxy.take();
          return milliseconds;
        }),
    },
    {
      label: `${label}, import`,
      traffic: () => counted.import,
      sample: (round) =>
        within(async (builder) => {
          if (there === undefined) throw new Error('an import comes after an export');
          await builder.build(runs(trivialCommands(1)), context);
          await run('sync');
          const before = work.count();
          const milliseconds = await builder.build(withStep(there.recipe), context, { from: there.place });
          if (round === 0 && there.place.type === 'registry') counted.import = proxy.take();
          if (work.count() !== before) throw new Error(`${label}: the work was done again`);
          return milliseconds;
        }),
    },
  ];
}

/** A new step on all others needs their files. */
function withStep({ operations }: Recipe): Recipe {
  return { operations: [...operations, ...runs(trivialCommands(1)).operations] };
}
