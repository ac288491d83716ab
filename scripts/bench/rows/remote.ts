import { mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { type Bench, nonce, type RowPlan, runs, trivialCommands } from '../bench.ts';
import type { Carrier } from '../builders.ts';
import { run } from '../command.ts';
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

/** Each export is of work that was just done, to an empty place. Each import is on a machine that has the base image only. */
function transferRow(bench: Bench, work: Work): Row {
  const sides = Object.keys(CARRIERS).flatMap((type) => [
    ...transfers({
      bench,
      work,
      label: `ours, ${type}`,
      within: bench.withOurs,
      makePlace: places(bench, type),
    }),
    ...transfers({
      bench,
      work,
      label: `BuildKit, ${type}`,
      within: bench.withBuildkit,
      makePlace: places(bench, type),
    }),
  ]);
  const zstd = transfers({
    bench,
    work,
    label: ZSTD,
    within: bench.withBuildkit,
    makePlace: places(bench, 'registry', true),
  });
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
function places(bench: Bench, type: string, isZstd = false): () => Carrier {
  let last: string | undefined;
  return () => {
    if (type === 'registry') return { type, ref: `${bench.world.registry}/cache-${nonce()}`, isZstd };
    if (last !== undefined) rmSync(last, { recursive: true });
    last = mkdtempSync(path.join(bench.world.directory, 'layout-'));
    return { type: 'local', directory: last };
  };
}

interface Transfer {
  readonly bench: Bench;
  readonly work: Work;
  readonly label: string;
  readonly within: Bench['withOurs'];
  readonly makePlace: () => Carrier;
}

function transfers({ bench, work, label, within, makePlace }: Transfer): Row['sides'] {
  const context = bench.directory();
  let there: { readonly recipe: Recipe; readonly place: Carrier } | undefined;
  return [
    {
      label: `${label}, export`,
      sample: () =>
        within(async (builder) => {
          const [recipe, place] = [work.fresh(), makePlace()];
          await builder.build(recipe, context);
          await run('sync');
          const milliseconds = await builder.build(withStep(recipe), context, { to: place });
          there = { recipe, place };
          return milliseconds;
        }),
    },
    {
      label: `${label}, import`,
      sample: () =>
        within(async (builder) => {
          if (there === undefined) throw new Error('an import comes after an export');
          await builder.build(runs(trivialCommands(1)), context);
          await run('sync');
          const before = work.count();
          const milliseconds = await builder.build(withStep(there.recipe), context, { from: there.place });
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
