import { runs, trivialCommands } from '../bench.ts';
import { run } from '../command.ts';
import type { Recipe } from '../recipe.ts';
import { fill } from './fill.ts';
import { type Base, type BenchStore, makePlace, newStore, type World } from './world.ts';

const STEPS = 20;
const PRUNED = 100;
const OPENINGS = 20;
const ROUNDS = 5;
const FEWEST_ROUNDS = 2;
/** The rest of a store's time is for measuring. */
const SHARE_FOR_FILLING = 0.65;

export const measures = ['open', 'cached', 'fresh', 'prune'] as const;
export type Measure = (typeof measures)[number];

/** What was measured in a store of one size. Milliseconds, in the order in which they were taken. */
export interface SizeSamples {
  readonly size: number;
  /** How long it took to put one of its results there without runc, four chains at once. */
  readonly filling: number;
  readonly samples: Readonly<Record<Measure, number[]>>;
}

export interface Growth {
  readonly base: string;
  readonly sizes: readonly SizeSamples[];
  /** Sizes for which there was no time. */
  readonly omitted: readonly number[];
  readonly rounds: number;
}

export interface GrowthRequest {
  /** Key of `driverPlaces`. */
  readonly name: string;
  readonly base: Base;
  readonly sizes: readonly number[];
  /** When it has to be done, as `performance.now` tells it. Two rounds are made in any case. */
  readonly deadline: number;
}

/** A store that has its size, besides its base image and the results of one build that is always cached. */
interface Grown extends SizeSamples {
  readonly store: BenchStore;
  readonly cached: Recipe;
  /** The base image and the results of the cached build. */
  readonly own: readonly string[];
  readonly from: string;
}

/**
 * Measures stores of several sizes, each on a file system of its own, in turn: so that all of them meet the same machine. What
 * a round adds is pruned in it, so each store keeps its size, give or take a hundred.
 */
export async function measureGrowth(world: World, request: GrowthRequest): Promise<Growth> {
  await using stack = new AsyncDisposableStack();
  const { name, base, deadline } = request;
  const grown: Grown[] = [];
  const omitted: number[] = [];
  const untilFilled = performance.now() + (deadline - performance.now()) * SHARE_FOR_FILLING;
  for (const size of request.sizes) {
    const needed = size * (grown.at(-1)?.filling ?? 0);
    if (omitted.length > 0 || performance.now() + needed > untilFilled) omitted.push(size);
    else grown.push(await grow(world, { name, base, size }, stack));
  }
  let rounds = 0;
  while (rounds < ROUNDS && (rounds < FEWEST_ROUNDS || performance.now() < deadline)) {
    rounds += 1;
    for (const measure of measures) await takeRound(name, measure, grown);
  }
  const sizes = grown.map(({ size, filling, samples }) => ({ size, filling, samples }));
  return { base: base.title, sizes, omitted, rounds };
}

async function grow(
  world: World,
  { name, base, size }: { readonly name: string; readonly base: Base; readonly size: number },
  stack: AsyncDisposableStack,
): Promise<Grown> {
  const store = newStore(world, makePlace(name, stack), base);
  const cached = runs(trivialCommands(STEPS));
  await store.build(cached);
  await using opened = await openDisposable(store);
  const results = opened.store.list();
  const from = results.find(({ kind }) => kind === 'from')?.id;
  if (from === undefined) throw new Error('the base image is not in the store');
  const own = results.map(({ id }) => id);
  const start = performance.now();
  await opened.store.hold([from]);
  await fill(opened.store, { id: from }, size);
  const filling = (performance.now() - start) / size;
  console.error(`${name}, ${size} results: made in ${filling.toFixed(1)} ms each`);
  return { size, filling, store, cached, own, from, samples: { open: [], cached: [], fresh: [], prune: [] } };
}

async function openDisposable(store: BenchStore) {
  const opened = await store.open();
  return { store: opened, [Symbol.asyncDispose]: () => opened.close() };
}

async function takeRound(name: string, measure: Measure, stores: readonly Grown[]): Promise<void> {
  const taken: string[] = [];
  for (const grown of stores) {
    if (measure === 'prune') await fillUp(grown);
    await run('sync', '-f', grown.store.root);
    const milliseconds = await take[measure](grown);
    grown.samples[measure].push(milliseconds);
    taken.push(`${grown.size}: ${milliseconds.toFixed(1)} ms`);
  }
  console.error(`${name}, ${measure}: ${taken.join(', ')}`);
}

/** So many results that a hundred of them have to go. */
async function fillUp({ store, own, size, from }: Grown): Promise<void> {
  await using opened = await openDisposable(store);
  await opened.store.hold([from]);
  const missing = own.length + size + PRUNED - opened.store.list().length;
  await fill(opened.store, { id: from }, missing);
}

const take: Readonly<Record<Measure, (grown: Grown) => Promise<number>>> = {
  open: async ({ store }) => {
    const start = performance.now();
    for (let time = 0; time < OPENINGS; time += 1) await (await store.open()).close();
    return (performance.now() - start) / OPENINGS;
  },
  cached: ({ store, cached }) => store.build(cached),
  fresh: async ({ store }) => (await store.build(runs(trivialCommands(STEPS)))) / STEPS,
  prune: async ({ store, own, size }) => {
    await using opened = await openDisposable(store);
    await opened.store.hold(own);
    const start = performance.now();
    const { results } = await opened.store.prune({ maxResults: own.length + size });
    const milliseconds = performance.now() - start;
    if (results !== PRUNED) throw new Error(`${results} results were pruned instead of ${PRUNED}`);
    return milliseconds;
  },
};
