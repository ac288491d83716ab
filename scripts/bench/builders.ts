import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { startDaemon, timed } from './command.ts';
import { peer, peers } from './peers.ts';
import { asDockerfile, asSpec, type Recipe } from './recipe.ts';
import { unmountUnder, type World } from './world.ts';

/** One side of the comparison, with a store of its own. */
export interface Builder {
  /** Builds the recipe and gives the milliseconds of the whole client process. The context is a directory. */
  build(recipe: Recipe, context: string, remote?: Remote): Promise<number>;
  /** How many results its store holds, the base image among them. */
  results(): number;
}

/** A place for results outside the builder. */
export type Carrier =
  | { readonly type: 'registry'; readonly ref: string; readonly isZstd?: boolean }
  | { readonly type: 'local'; readonly directory: string };

/** Where a build takes results from, and where new results go. */
interface Remote {
  readonly from?: Carrier;
  readonly to?: Carrier;
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
  return (recipe, context, remote = {}) => {
    writeFileSync(spec, asSpec(recipe, image));
    const flags = [`--store=${store}`, ...carrierFlags(remote)];
    return timed(process.execPath, [cli, 'build', '-f', spec, context, ...flags]);
  };
}

function carrierFlags({ from, to }: Remote): string[] {
  const line = (carrier: Carrier, field: string) =>
    carrier.type === 'registry'
      ? `type=registry,ref=${carrier.ref}`
      : `type=local,${field}=${carrier.directory}`;
  return [
    ...(from === undefined ? [] : [`--cache-from=${line(from, 'src')}`]),
    // On a fast machine, tar unpacks packages at a rate that makes unpacking cheaper than fetching, by default.
    ...(to === undefined ? [] : [`--cache-to=${line(to, 'dest')}`, '--cache-max-rate=100GB']),
  ];
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

/** A running BuildKit daemon. */
export interface BuildkitDaemon {
  readonly address: string;
  /** The path of `buildctl`. */
  readonly client: string;
  /** A directory that goes away with the daemon. The directory `state` has the daemon's state. */
  readonly place: string;
}

/** Starts a daemon with the state on the machine's own file system, where people have it, with overlayfs. It goes away with `stack`. */
export async function startBuildkit(world: World, stack: AsyncDisposableStack): Promise<BuildkitDaemon> {
  const place = mkdtempSync(path.join(world.directory, 'buildkit-'));
  const address = `unix://${place}/state/sock`;
  const client = peer('buildctl');
  mkdirSync(path.join(place, 'state'));
  const answers = async () =>
    timed(client, ['--addr', address, 'debug', 'workers']).then(
      () => true,
      () => false,
    );
  const command = [peers, 'buildkitd', path.join(place, 'state'), world.registry];
  stack.defer(async () => {
    await unmountUnder(place);
    rmSync(place, { recursive: true, force: true });
  });
  const daemon = await startDaemon(command, { log: path.join(place, 'log'), isReady: answers });
  stack.defer(() => daemon.stop());
  return { address, client, place };
}

/** A BuildKit daemon that builds recipes. */
export async function buildkit(world: World, stack: AsyncDisposableStack): Promise<Builder> {
  const { address, client, place } = await startBuildkit(world, stack);
  mkdirSync(path.join(place, 'dockerfile'));
  return {
    build: (recipe, context, remote = {}) => {
      const dockerfile = path.join(place, 'dockerfile');
      writeFileSync(path.join(dockerfile, 'Dockerfile'), asDockerfile(recipe, world.reference));
      return timed(client, buildctlArguments({ address, context, dockerfile, recipe, remote }));
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
  readonly recipe: Recipe;
  readonly remote: Remote;
}

function buildctlArguments({ address, context, dockerfile, recipe, remote }: BuildctlPlaces): string[] {
  // The daemon's steps have the network of the host by default.
  const isOnline = recipe.operations.some(({ network }) => network !== undefined);
  const network = isOnline ? [] : ['--opt', 'force-network-mode=none'];
  const locals = ['--local', `context=${context}`, '--local', `dockerfile=${dockerfile}`];
  const frontend = ['--frontend', 'dockerfile.v0', ...network, ...locals];
  return ['--addr', address, 'build', '--progress=plain', ...frontend, ...buildctlCaches(remote)];
}

/** Each step is exported, as with us. Compression is BuildKit's default, gzip, unless Zstandard is asked for. */
function buildctlCaches({ from, to }: Remote): string[] {
  const line = (carrier: Carrier, field: string) => {
    if (carrier.type === 'local') return `type=local,${field}=${carrier.directory}`;
    return `type=registry,ref=${carrier.ref}${carrier.isZstd && field === 'dest' ? ',compression=zstd' : ''}`;
  };
  return [
    ...(from === undefined ? [] : ['--import-cache', line(from, 'src')]),
    ...(to === undefined ? [] : ['--export-cache', `${line(to, 'dest')},mode=max`]),
  ];
}
