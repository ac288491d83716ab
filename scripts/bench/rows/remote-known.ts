import { type Bench, nonce, type RowPlan, runs, trivialCommands } from '../bench.ts';
import type { Builder, Carrier } from '../builders.ts';
import type { Traffic } from '../counting-proxy.ts';
import { countingProxy } from '../counting-proxy.ts';
import type { World } from '../world.ts';
import { smallSteps, type Work } from './remote-work.ts';

const STEPS = 20;

/** A cold machine: the registry has every result, and no files are needed. The round that warms up counts the traffic. */
export const remoteKnown: RowPlan = {
  name: 'remote-known',
  group: 'remote',
  prepare: async (bench) => {
    const work = await smallSteps(bench);
    const labels = { ours: bench.withOurs, BuildKit: bench.withBuildkit };
    const sides = Object.entries(labels).map(async ([label, within]) =>
      knownSide(bench, { work, label, within }),
    );
    const bounds = [{ of: 'ours', to: 'BuildKit', kind: 'ratio', atMost: 0.5 }] as const;
    const title = `a cold machine, all known and nothing needed: ${work.title}`;
    return {
      sides: await Promise.all(sides),
      lines: [{ title, ours: 'ours', buildkit: 'BuildKit', bounds }],
    };
  },
};

interface Known {
  readonly work: Work;
  readonly label: string;
  readonly within: Bench['withOurs'];
}

async function knownSide(bench: Bench, { work, label, within }: Known) {
  const context = bench.directory();
  const recipe = work.fresh();
  const name = `known-${nonce()}`;
  const inRegistry = (registry: string): Carrier => ({ type: 'registry', ref: `${registry}/${name}` });
  await within((builder) => builder.build(recipe, context, { to: inRegistry(bench.world.registry) }));
  const build = async (builder: Builder, registry: string) => {
    // Sides prepare at once, but are measured in turn.
    const before = work.count();
    const milliseconds = await builder.build(recipe, context, { from: inRegistry(registry) });
    if (work.count() !== before) throw new Error(`${label}: the work was done again`);
    return milliseconds;
  };
  let traffic: Traffic | undefined;
  const counted = async () => {
    const proxy = await countingProxy(bench.world.registry);
    try {
      const milliseconds = await within(
        (builder) => build(builder, proxy.host),
        behind(bench.world, proxy.host),
      );
      traffic = proxy.take();
      return milliseconds;
    } finally {
      proxy.close();
    }
  };
  const { registry } = bench.world;
  return {
    label,
    sample: (round: number) => (round === 0 ? counted() : within((builder) => build(builder, registry))),
    traffic: () => traffic,
  };
}

/** The same world through a proxy. */
function behind(world: World, host: string): World {
  return { ...world, registry: host, reference: world.reference.replace(world.registry, host) };
}

/** A build of which the store has everything, with and without a carrier. */
export const remoteLocal: RowPlan = {
  name: 'remote-local',
  group: 'remote',
  prepare: async (bench) => {
    const our = await bench.ours();
    const context = bench.directory();
    const recipe = runs(trivialCommands(STEPS));
    const from: Carrier = { type: 'registry', ref: `${bench.world.registry}/local-${nonce()}` };
    return {
      moreRounds: 10,
      sides: [
        { label: 'with', sample: () => our.build(recipe, context, { from }), results: () => our.results() },
        { label: 'without', sample: () => our.build(recipe, context), results: () => our.results() },
      ],
      lines: [
        {
          title: `${STEPS} cached steps with \`cache-from\``,
          ours: 'with',
          others: ['without'],
          bounds: [{ of: 'with', to: 'without', kind: 'ratio', atMost: 1.02 }],
        },
      ],
    };
  },
};
