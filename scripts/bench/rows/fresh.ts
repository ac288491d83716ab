import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Bench, nonce, type RowPlan, runs, trivialCommands } from '../bench.ts';
import type { Builder } from '../builders.ts';
import type { Operation } from '../recipe.ts';

const STEPS = 20;
const FULL = 1000;
const PER_BUILD = 100;

/** Steps that do nothing, in a store that holds little else: what a step costs besides its work. */
export const fresh: RowPlan = {
  name: 'fresh',
  prepare: async (bench) => {
    const [our, their, floor] = [await bench.ours(), await bench.buildkit(), await bench.floor()];
    const context = bench.directory();
    return {
      units: STEPS,
      sides: [
        side('ours', our, context),
        side('BuildKit', their, context),
        { label: 'floor', sample: () => floor.steps(trivialCommands(STEPS)) },
      ],
      lines: [
        {
          title: `${STEPS} fresh trivial steps, near-empty store, a step`,
          ours: 'ours',
          buildkit: 'BuildKit',
          others: ['floor'],
          bounds: [
            { of: 'ours', to: 'BuildKit', kind: 'ratio', atMost: 0.7 },
            { of: 'ours', to: 'floor', kind: 'ratio', atMost: 1.15 },
          ],
        },
      ],
    };
  },
};

/** The same in a store with a thousand results of that base, beside one that is near-empty. */
export const freshFull: RowPlan = {
  name: 'fresh-1000',
  slow: true,
  prepare: async (bench) => {
    const [full, nearEmpty, their] = [await bench.ours(), await bench.ours(), await bench.buildkit()];
    for (const builder of [full, their]) await fill(bench, builder);
    const context = bench.directory();
    return {
      units: STEPS,
      sides: [
        side('ours', full, context),
        side('ours near-empty', nearEmpty, context),
        side('BuildKit', their, context),
      ],
      lines: [
        {
          title: `${STEPS} fresh trivial steps, ${FULL} results of that base in the store, a step`,
          ours: 'ours',
          buildkit: 'BuildKit',
          others: ['ours near-empty'],
          bounds: [{ of: 'ours', to: 'ours near-empty', kind: 'ratio', atMost: 1.1 }],
        },
      ],
    };
  },
};

function side(label: string, builder: Builder, context: string) {
  return {
    label,
    sample: () => builder.build(runs(trivialCommands(STEPS)), context),
    results: () => builder.results(),
  };
}

/** A thousand results on the base image: ten chains of a hundred copies of one small file, each to another name. */
async function fill(bench: Bench, builder: Builder): Promise<void> {
  const context = bench.directory();
  for (let made = 0; made < FULL; made += PER_BUILD) {
    writeFileSync(path.join(context, 'file'), nonce());
    const operations: Operation[] = Array.from({ length: PER_BUILD }, (_, index) => ({
      kind: 'copy',
      src: 'file',
      dst: `/srv/file-${index}`,
    }));
    await builder.build({ operations }, context);
  }
}
