import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { debianBase } from '../debian-base.ts';
import { unpackLayout } from '../lib/image-layout.ts';
import { run, startDaemon } from './command.ts';
import { peer } from './peers.ts';

const POOL_BYTES = 40 * 2 ** 30;
const UNMOUNT_TRIES = 50;

/** What all rows share: a directory on the disk, the base image, and a registry on loopback that serves it. */
export interface World {
  readonly directory: string;
  readonly base: { readonly tree: string; readonly layout: string };
  /** How both sides name the base image, e.g. `127.0.0.1:40123/debian:bench`. */
  readonly reference: string;
  /** HOST:PORT of the registry. */
  readonly registry: string;
}

/** Makes the world; `stack` takes it away again, with whatever is still mounted in it. */
export async function makeWorld(parent: string, stack: AsyncDisposableStack): Promise<World> {
  const layout = await debianBase();
  const directory = mkdtempSync(path.join(parent, 'obuilder-bench-'));
  stack.defer(() => rmSync(directory, { recursive: true, force: true }));
  stack.defer(() => unmountUnder(directory));
  const base = { tree: path.join(directory, 'debian'), layout };
  await unpackLayout(layout, base.tree);
  const registry = await serveRegistry(directory, stack);
  const reference = `${registry}/debian:bench`;
  await run(peer('crane'), 'push', base.layout, reference);
  return { directory, base, reference, registry };
}

/** A btrfs pool in a sparse file, made and mounted like the pool of `auto`. It goes away with `stack`. */
export async function makePool(world: World, stack: AsyncDisposableStack): Promise<string> {
  const place = mkdtempSync(path.join(world.directory, 'pool-'));
  const [image, mountPoint] = [path.join(place, 'image'), path.join(place, 'mnt')];
  writeFileSync(image, '');
  truncateSync(image, POOL_BYTES);
  await run('mkfs.btrfs', '--quiet', '--nodesize', '4096', '--metadata', 'single', image);
  mkdirSync(mountPoint);
  await run('mount', '-o', 'loop,noatime', image, mountPoint);
  stack.defer(async () => {
    await unmountUnder(place);
    rmSync(place, { recursive: true, force: true });
  });
  return mountPoint;
}

async function serveRegistry(directory: string, stack: AsyncDisposableStack): Promise<string> {
  const address = `127.0.0.1:${await freePort()}`;
  const config = path.join(directory, 'registry.yml');
  const storage = { filesystem: { rootdirectory: path.join(directory, 'registry') } };
  writeFileSync(
    config,
    JSON.stringify({ version: 0.1, log: { level: 'error' }, storage, http: { addr: address } }),
  );
  const isReady = () =>
    fetch(`http://${address}/v2/`).then(
      ({ ok }) => ok,
      () => false,
    );
  const log = path.join(directory, 'registry.log');
  const daemon = await startDaemon(['docker-registry', 'serve', config], { log, isReady });
  stack.defer(() => daemon.stop());
  return address;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

/** Unmounts whatever is mounted under the directory, last mounted first; what is still busy is asked again. */
export async function unmountUnder(directory: string): Promise<void> {
  for (let tries = 0; tries < UNMOUNT_TRIES; tries += 1) {
    const points = mountsUnder(directory);
    if (points.length === 0) return;
    // Not through `run`, which refuses to start anything once the bench is interrupted.
    for (const point of points) spawnSync('umount', [point], { stdio: 'ignore' });
    if (mountsUnder(directory).length > 0) await sleep(100);
  }
  throw new Error(`still mounted: ${mountsUnder(directory).join(', ')}`);
}

function mountsUnder(directory: string): string[] {
  const lines = readFileSync('/proc/self/mounts', 'utf8').split('\n');
  return lines
    .map((line) => line.split(' ')[1] ?? '')
    .filter((point) => point.startsWith(`${directory}/`))
    .reverse();
}
