import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import type { Bench } from './bench.ts';
import { startBuildkit } from './builders.ts';
import { run, timed } from './command.ts';
import { makePool } from './world.ts';

/** A project with a `build.spec`, and the image for the arg `BASE`. */
export interface Project {
  readonly directory: string;
  readonly image: string;
}

interface ProjectBuilder {
  /** Builds the project and gives the milliseconds of the whole client process. */
  build(project: Project): Promise<number>;
  /** The bytes that the store takes on its disk. */
  bytes(): Promise<number>;
}

/** All sides with empty stores. */
export interface FreshSides {
  readonly ours: ProjectBuilder;
  /** Our command line on a store of the kind that BuildKit has, on the machine's own file system. */
  readonly overlayfs: ProjectBuilder;
  readonly BuildKit: ProjectBuilder;
  /** Removes the stores. */
  end(): Promise<void>;
}

/** Our spec, and the Dockerfile that our command line writes from the spec, with the network of the host. */
export async function freshSides({ world, cli }: Pick<Bench, 'world' | 'cli'>): Promise<FreshSides> {
  const stack = new AsyncDisposableStack();
  const pool = await makePool(world, stack);
  const empty = used(pool);
  const layers = mkdtempSync(path.join(world.directory, 'overlayfs-'));
  stack.defer(() => rmSync(layers, { recursive: true }));
  const { address, client, place } = await startBuildkit(world, stack);
  const dockerfile = path.join(place, 'dockerfile');
  mkdirSync(dockerfile);
  const specOf = ({ directory, image }: Project) => [
    '-f',
    path.join(directory, 'build.spec'),
    `--build-arg=BASE=${image}`,
  ];
  const buildOn = (store: string) => (project: Project) => {
    const flags = [...specOf(project), project.directory, `--store=${store}`];
    return timed(process.execPath, [cli, 'build', ...flags]);
  };
  return {
    overlayfs: { build: buildOn(`overlayfs:${layers}`), bytes: () => diskUsage(layers) },
    ours: {
      build: buildOn(`btrfs:${path.join(pool, 'store')}`),
      bytes: async () => {
        await run('sync');
        return used(pool) - empty;
      },
    },
    BuildKit: {
      build: (project) => {
        const text = execFileSync(process.execPath, [cli, 'dockerfile', '--buildkit', ...specOf(project)], {
          stdio: ['ignore', 'pipe', 'ignore'],
        });
        writeFileSync(path.join(dockerfile, 'Dockerfile'), text);
        const locals = ['--local', `context=${project.directory}`, '--local', `dockerfile=${dockerfile}`];
        const frontend = ['--progress=plain', '--frontend', 'dockerfile.v0', ...locals];
        return timed(client, ['--addr', address, 'build', ...frontend]);
      },
      bytes: () => diskUsage(path.join(place, 'state')),
    },
    end: () => stack.disposeAsync(),
  };
}

async function diskUsage(directory: string): Promise<number> {
  await run('sync');
  const [size = ''] = execFileSync('du', ['-sx', '--block-size=1', directory], { encoding: 'utf8' }).split(
    '\t',
  );
  return Number(size);
}

function used(directory: string): number {
  const { blocks, bfree, bsize } = statfsSync(directory);
  return (blocks - bfree) * bsize;
}
