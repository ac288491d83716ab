import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { startDaemon, timed } from './command.ts';
import { peer, peers } from './peers.ts';
import { asDockerfile, asSpec, type Recipe } from './recipe.ts';
import type { World } from './world.ts';

/** One side of the comparison, with a store of its own. */
export interface Builder {
  /** Builds the recipe and gives the milliseconds of the whole client process. The context is a directory. */
  build(recipe: Recipe, context: string): Promise<number>;
  /** How many results its store holds, the base image among them. */
  results(): number;
}

/** Our command line on one store, with the image that its recipes start from. */
export interface CommandLine {
  readonly cli: string;
  /** As `--store` takes it. */
  readonly store: string;
  readonly image: string;
  /** Where the spec can be put. */
  readonly directory: string;
}

/** Builds recipes with our command line and gives the milliseconds of the whole process. */
export function commandLine({ cli, store, image, directory }: CommandLine): Builder['build'] {
  const spec = path.join(mkdtempSync(path.join(directory, 'ours-')), 'bench.spec');
  return (recipe, context) => {
    writeFileSync(spec, asSpec(recipe, image));
    return timed(process.execPath, [cli, 'build', '-f', spec, context, `--store=${store}`]);
  };
}

/** Our command line, with a store in `directory`, which is on a pool. */
export function ours(world: World, cli: string, directory: string): Builder {
  const store = `btrfs:${directory}`;
  return {
    build: commandLine({ cli, store, image: world.reference, directory: world.directory }),
    results: () => {
      const results = path.join(directory, 'v1/result');
      return existsSync(results) ? readdirSync(results).length : 0;
    },
  };
}

/** A BuildKit daemon with its state on the machine's own file system, where people have it, with overlayfs. It goes away with `stack`. */
export async function buildkit(world: World, stack: AsyncDisposableStack): Promise<Builder> {
  const place = mkdtempSync(path.join(world.directory, 'buildkit-'));
  const address = `unix://${place}/state/sock`;
  const client = peer('buildctl');
  mkdirSync(path.join(place, 'state'));
  mkdirSync(path.join(place, 'dockerfile'));
  const answers = async () =>
    timed(client, ['--addr', address, 'debug', 'workers']).then(
      () => true,
      () => false,
    );
  const command = [peers, 'buildkitd', path.join(place, 'state'), world.registry];
  const daemon = await startDaemon(command, { log: path.join(place, 'log'), isReady: answers });
  stack.defer(() => daemon.stop());
  return {
    build: (recipe, context) => {
      writeFileSync(path.join(place, 'dockerfile/Dockerfile'), asDockerfile(recipe, world.reference));
      return timed(
        client,
        buildctlArguments({ address, context, dockerfile: path.join(place, 'dockerfile') }),
      );
    },
    results: () => {
      const usage = execFileSync(client, ['--addr', address, 'du', '--format', '{{json .}}'], {
        encoding: 'utf8',
      });
      return (JSON.parse(usage) as readonly unknown[]).length;
    },
  };
}

interface BuildctlPlaces {
  readonly address: string;
  readonly context: string;
  readonly dockerfile: string;
}

function buildctlArguments({ address, context, dockerfile }: BuildctlPlaces): string[] {
  const frontend = ['--frontend', 'dockerfile.v0', '--opt', 'force-network-mode=none'];
  const locals = ['--local', `context=${context}`, '--local', `dockerfile=${dockerfile}`];
  return ['--addr', address, 'build', '--progress=plain', ...frontend, ...locals];
}
