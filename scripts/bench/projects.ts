import { execFileSync } from 'node:child_process';
import { mkdirSync, statfsSync, writeFileSync } from 'node:fs';
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

/** Both sides with empty stores. */
export interface FreshSides {
  readonly ours: ProjectBuilder;
  readonly BuildKit: ProjectBuilder;
  /** Removes the stores. */
  end(): Promise<void>;
}

/** Our spec, and the Dockerfile that our command line writes from the spec, with the network of the host. */
export async function freshSides({ world, cli }: Pick<Bench, 'world' | 'cli'>): Promise<FreshSides> {
  const stack = new AsyncDisposableStack();
  const pool = await makePool(world, stack);
  const empty = used(pool);
  const { address, client, place } = await startBuildkit(world, stack);
  const dockerfile = path.join(place, 'dockerfile');
  mkdirSync(dockerfile);
  const specOf = ({ directory, image }: Project) => [
    '-f',
    path.join(directory, 'build.spec'),
    `--build-arg=BASE=${image}`,
  ];
  return {
    ours: {
      build: (project) => {
        const flags = [...specOf(project), project.directory, `--store=btrfs:${path.join(pool, 'store')}`];
        return timed(process.execPath, [cli, 'build', ...flags]);
      },
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
      bytes: async () => {
        await run('sync');
        const [size = ''] = execFileSync('du', ['-sx', '--block-size=1', path.join(place, 'state')], {
          encoding: 'utf8',
        }).split('\t');
        return Number(size);
      },
    },
    end: () => stack.disposeAsync(),
  };
}

function used(directory: string): number {
  const { blocks, bfree, bsize } = statfsSync(directory);
  return (blocks - bfree) * bsize;
}
