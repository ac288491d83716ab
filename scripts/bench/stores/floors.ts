import { runs, trivialCommands } from '../bench.ts';
import { makeFloor } from '../floor.ts';
import { type Measured, measure } from '../measure.ts';
import type { StorePlan } from './plans.ts';
import { makePlace, newStore, type World } from './world.ts';

export interface FloorFigures {
  readonly title: string;
  readonly base: string;
  readonly steps: number;
  readonly atMost: number | undefined;
  readonly ours: Measured;
  readonly floor: Measured;
}

/** Measures fresh trivial steps beside the bare commands of their file system, in turn, each on a file system of its own. */
export async function measureFloor(world: World, name: string, plan: StorePlan): Promise<FloorFigures> {
  await using stack = new AsyncDisposableStack();
  const { title, steps, rounds, atMost, isCleared } = plan.floor;
  const base = world.bases[plan.floor.base];
  const store = newStore(world, makePlace(name, stack), base);
  const commands = plan.floor.commands(makePlace(name, stack).newStore('floor'));
  const floor = await makeFloor(commands, { tree: base.tree, directory: world.directory });
  const clear = async () => {
    await commands.clear?.();
    const opened = await store.open();
    await opened.prune({ maxResults: 1 });
    await opened.close();
  };
  const [ours, bare] = await measure(
    name,
    {
      lines: [],
      units: steps,
      sides: [
        { label: 'ours', sample: () => store.build(runs(trivialCommands(steps))) },
        { label: 'floor', sample: () => floor.steps(trivialCommands(steps)) },
      ],
      ...(isCleared === true ? { beforeRound: clear } : {}),
    },
    rounds,
  );
  if (ours === undefined || bare === undefined) throw new Error('a side was not measured');
  return { title, base: base.title, steps, atMost, ours, floor: bare };
}
