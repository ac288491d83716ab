import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import type { ImageOutput, ImageSettings } from '../../src/contract/outputs.ts';
import { buildText, exited, scopesNamed, type Told } from '../fakes/build.ts';
import { type RegistryProxy, startRegistryProxy } from '../fakes/registry-proxy.ts';
import { makeLayoutOf, tarOf } from '../samples/oci-layout.ts';
import { makeBusyboxRoot } from './busybox-root.ts';
import { type Docker, startDocker } from './dockerd.ts';
import { type DriverPlace, driverPlaces } from './driver-places.ts';
import { startRegistry, type TestRegistry } from './registry.ts';
import { openRemoteRunner, type RemoteRunner } from './remote-runner.ts';

// Runners that make images of results, a registry behind a proxy, and a base image with a full config.

interface Manifest {
  readonly config: { readonly digest: string };
  readonly layers: readonly { readonly digest: string; readonly mediaType: string }[];
  readonly annotations?: Readonly<Record<string, string>>;
}

export const scopes = { ...scopesNamed('main'), maySharedWrite: true };
export const directory = mkdtempSync(path.join(tmpdir(), 'images-'));
export let registry: TestRegistry;
export let proxy: RegistryProxy;
export let docker: Docker;
/** Reference of the base image. */
export let base: string;
const places = new Map<string, DriverPlace>();
export const open: RemoteRunner[] = [];

export function useImageRunners(): void {
  beforeAll(async () => {
    registry = await startRegistry();
    proxy = await startRegistryProxy(registry.host);
    base = pushBase();
  }, 60_000);
  afterAll(async () => {
    await proxy?.close();
    await registry?.close();
    for (const place of places.values()) place.remove();
    rmSync(directory, { recursive: true, force: true });
  });
  afterEach(async () => {
    proxy.reset();
    for (const runner of open.splice(0)) await runner.close();
  });
}

/** Starts a daemon of docker. */
export function useDocker(): void {
  beforeAll(async () => {
    docker = await startDocker();
  }, 60_000);
  afterAll(async () => {
    await docker?.close();
  });
}

function pushBase(): string {
  const root = makeBusyboxRoot(path.join(directory, 'root'));
  const above = path.join(directory, 'above');
  mkdirSync(above);
  execFileSync('sh', ['-c', 'mkdir srv && echo of the base > srv/base'], { cwd: above });
  const layout = path.join(directory, 'layout');
  makeLayoutOf(layout, [tarOf(root), tarOf(above)], {
    environment: ['PATH=/bin', 'COLOUR=deep blue'],
    config: {
      User: 'builder',
      WorkingDir: '/srv',
      Entrypoint: ['/bin/sh', '-c'],
      Cmd: ['echo from the base'],
      Labels: { maker: 'base', kept: 'yes' },
      ExposedPorts: { '80/tcp': {} },
      Volumes: { '/data': {} },
      StopSignal: 'SIGINT',
    },
  });
  return registry.pushLayout(layout, 'team/base:1');
}

export async function runner(kind = 'btrfs'): Promise<RemoteRunner> {
  const place = places.get(kind) ?? driverPlaces[kind]?.();
  if (place === undefined) throw new Error(`there is no place ${kind}`);
  places.set(kind, place);
  const one = await openRemoteRunner(place, []);
  open.push(one);
  const shell = (script: string) => (request: { readonly rootfs: string }) => {
    execFileSync('/bin/bash', ['-ec', script], { cwd: request.rootfs });
    return exited(0);
  };
  one.scripts
    .set('one', shell('mkdir -m 1777 out && echo one > out/one && ln out/one out/again && rm srv/base'))
    .set('two', shell('rm out/again && rm -r tmp && mkdir -m 1777 tmp && echo two > out/two'));
  return one;
}

export const spec = (more = '', from = base) =>
  `((build part ((from ${from}) (run (shell part))))
    (from ${from}) (run (shell one)) (run (shell two)) ${more})`;

export const settings: ImageSettings = { labels: {}, annotations: {}, exposedPorts: [] };
export const image = (more: Partial<ImageOutput>): ImageOutput => ({
  type: 'registry',
  text: 'type=registry',
  when: 'success',
  names: [],
  compression: 'gzip',
  squash: false,
  settings,
  ...more,
});

export async function built(one: RemoteRunner, outputs: readonly ImageOutput[], text = spec()) {
  const told = await buildText(one, text, { scopes, outputs });
  expect(told.of('failed')).toEqual([]);
  return { told, images: told.report.images ?? [] };
}

/** Pushes the result under a name, and gives the report. */
export async function pushed(
  one: RemoteRunner,
  name: string,
  more: Partial<ImageOutput> = {},
  text = spec(),
) {
  const { images, told } = await built(one, [image({ names: [name], ...more })], text);
  const [report] = images;
  if (report === undefined) throw new Error('no image');
  return { report, told };
}

export const skopeo = (...args: readonly string[]) => execFileSync('skopeo', args, { encoding: 'utf8' });
export const manifestOf = (reference: string) =>
  JSON.parse(skopeo('inspect', '--raw', '--tls-verify=false', `docker://${reference}`)) as Manifest;
export const configOf = (reference: string) =>
  JSON.parse(skopeo('inspect', '--config', '--tls-verify=false', `docker://${reference}`)) as {
    created: string;
    architecture: string;
    config: Record<string, unknown>;
    history: readonly { created?: string; created_by: string }[];
  };
export const sentBytes = (told: Told) => told.of('image-end').map(({ bytes }) => bytes);
