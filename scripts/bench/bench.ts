import { mkdirSync, mkdtempSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { type Builder, buildkit, ours } from './builders.ts';
import { type Floor, makeFloor } from './floor.ts';
import { btrfsFloor } from './floor-btrfs.ts';
import type { Row } from './measure.ts';
import type { Options } from './options.ts';
import type { Operation, Recipe } from './recipe.ts';
import { makePool, type World } from './world.ts';

/** What a row prepares itself with. All that it makes goes away when the row is done. */
export interface Bench {
  readonly world: World;
  /** The measured program. */
  readonly cli: string;
  /** Size of the step that the rows of carriers move. */
  readonly megabytes: number;
  /** An empty directory for a context. */
  directory(): string;
  /** Our command line on a store on a new pool. */
  ours(): Promise<Builder>;
  /** Our command line on a new store of a pool that is there. */
  oursOn(pool: string): Builder;
  pool(): Promise<string>;
  /** A new BuildKit daemon. */
  buildkit(): Promise<Builder>;
  floor(): Promise<Floor>;
  /** Runs `work` when the row is done. */
  readonly defer: (work: () => void) => void;
  /** A BuildKit daemon for the time of one piece of work. */
  withBuildkit<T>(work: (builder: Builder) => Promise<T>, world?: World): Promise<T>;
  /** Our command line on a store on a new pool, for the time of one piece of work. */
  withOurs<T>(work: (builder: Builder) => Promise<T>, world?: World): Promise<T>;
}

/** A row by name, in the order of the table. */
export interface RowPlan {
  readonly name: string;
  /** A name for several rows. */
  readonly group?: string;
  /** Left out by `--quick`. */
  readonly slow?: boolean;
  /** Measured only by name, with a table of its own on the page. */
  readonly isApart?: boolean;
  prepare(bench: Bench): Promise<Row>;
}

export function makeBench(
  world: World,
  { cli, megabytes }: Pick<Options, 'cli' | 'megabytes'>,
  stack: AsyncDisposableStack,
): Bench {
  const pool = () => makePool(world, stack);
  const oursOn = (mountPoint: string, other = world) => {
    const directory = mkdtempSync(path.join(mountPoint, 'store-'));
    return ours(other, cli, directory);
  };
  return {
    world,
    cli,
    megabytes,
    directory: () => mkdtempSync(path.join(world.directory, 'context-')),
    ours: async () => oursOn(await pool()),
    oursOn: (mountPoint) => oursOn(mountPoint),
    pool,
    buildkit: () => buildkit(world, stack),
    defer: (work) => stack.defer(work),
    floor: async () =>
      makeFloor(btrfsFloor(await pool()), { tree: world.base.tree, directory: world.directory }),
    withBuildkit: async (work, other = world) => {
      await using short = new AsyncDisposableStack();
      return await work(await buildkit(other, short));
    },
    withOurs: async (work, other = world) => {
      await using short = new AsyncDisposableStack();
      return await work(oursOn(await makePool(world, short), other));
    },
  };
}

let nonces = 0;

/** A text that no command of this or an earlier run has held, so that neither side has a result for it. */
export function nonce(): string {
  nonces += 1;
  return `${process.pid}-${Date.now()}-${nonces}`;
}

/** Commands that do nothing; fresh ones were never run before. */
export function trivialCommands(count: number, tag = nonce()): string[] {
  return Array.from({ length: count }, (_, index) => `: ${tag} ${index}`);
}

export function runs(commands: readonly string[], slot?: string): Recipe {
  const operations: Operation[] = commands.map((command) => ({ kind: 'run', command, slot }));
  return { operations };
}

export function ensureDirectory(...parts: readonly string[]): string {
  const directory = path.join(...parts);
  mkdirSync(directory, { recursive: true });
  return directory;
}
