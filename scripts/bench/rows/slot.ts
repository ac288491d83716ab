import { type RowPlan, runs, trivialCommands } from '../bench.ts';

const STEPS = 20;

/** What a cache slot adds to a step: twenty that use one slot after each other, beside twenty that use none. */
export const slot: RowPlan = {
  name: 'slot',
  prepare: async (bench) => {
    const [our, their] = [await bench.ours(), await bench.buildkit()];
    const context = bench.directory();
    const sides = [
      { label: 'ours', builder: our },
      { label: 'BuildKit', builder: their },
    ].flatMap(({ label, builder }) =>
      [undefined, 'cache'].map((name) => ({
        label: name === undefined ? `${label} without` : label,
        sample: () => builder.build(runs(trivialCommands(STEPS), name), context),
        results: () => builder.results(),
      })),
    );
    return {
      units: STEPS,
      sides,
      lines: [
        {
          title: `${STEPS} fresh trivial steps with a cache slot, a step`,
          ours: 'ours',
          buildkit: 'BuildKit',
          others: ['ours without', 'BuildKit without'],
          bounds: [{ of: 'ours', to: 'ours without', kind: 'difference', atMost: 10 }],
        },
      ],
    };
  },
};
