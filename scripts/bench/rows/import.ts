import { nonce, type RowPlan, runs } from '../bench.ts';

/** A first build: the base image comes from the registry, then one step runs. Each sample has a store of its own. */
export const importBase: RowPlan = {
  name: 'import',
  prepare: async (bench) => {
    const pool = await bench.pool();
    const context = bench.directory();
    const recipe = () => runs([`: ${nonce()}`]);
    return {
      sides: [
        { label: 'ours', sample: () => bench.oursOn(pool).build(recipe(), context), results: () => 0 },
        {
          label: 'BuildKit',
          sample: () => bench.withBuildkit((builder) => builder.build(recipe(), context)),
          results: () => 0,
        },
      ],
      lines: [
        {
          title: 'import the 205 MB base from loopback, and one step',
          ours: 'ours',
          buildkit: 'BuildKit',
          bounds: [{ of: 'ours', to: 'BuildKit', kind: 'ratio', atMost: 0.8 }],
        },
      ],
    };
  },
};
