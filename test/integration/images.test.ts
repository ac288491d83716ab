import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { ImageReport } from '../../src/contract/events.ts';
import type { ImageOutput, ImageSettings } from '../../src/contract/outputs.ts';
import { buildText, exited, scopesNamed, type Told } from '../fakes/build.ts';
import { type RegistryProxy, startRegistryProxy } from '../fakes/registry-proxy.ts';
import { makeBusyboxRoot } from '../places/busybox-root.ts';
import { type Docker, startDocker } from '../places/dockerd.ts';
import { type DriverPlace, driverPlaces } from '../places/driver-places.ts';
import { startRegistry, type TestRegistry } from '../places/registry.ts';
import { openRemoteRunner, type RemoteRunner } from '../places/remote-runner.ts';
import { findPeer } from '../programs/peer.ts';
import { makeLayoutOf, tarOf } from '../samples/oci-layout.ts';
import { wholeTree } from '../samples/whole-tree.ts';

// Images of results, made on real stores, in real registries and in the tools of others.
interface Manifest {
  readonly config: { readonly digest: string };
  readonly layers: readonly { readonly digest: string; readonly mediaType: string }[];
  readonly annotations?: Readonly<Record<string, string>>;
}

const scopes = { ...scopesNamed('main'), maySharedWrite: true };
const directory = mkdtempSync(path.join(tmpdir(), 'images-'));
const EPOCH = 1_700_000_000;
let registry: TestRegistry;
let proxy: RegistryProxy;
let docker: Docker;
let base: string;
const places = new Map<string, DriverPlace>();
const open: RemoteRunner[] = [];

beforeAll(async () => {
  registry = await startRegistry();
  proxy = await startRegistryProxy(registry.host);
  docker = await startDocker();
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
  base = registry.pushLayout(layout, 'team/base:1');
}, 60_000);
afterAll(async () => {
  await docker?.close();
  await proxy?.close();
  await registry?.close();
  for (const place of places.values()) place.remove();
  rmSync(directory, { recursive: true, force: true });
});
afterEach(async () => {
  proxy.reset();
  for (const runner of open.splice(0)) await runner.close();
});

async function runner(kind = 'btrfs'): Promise<RemoteRunner> {
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

const spec = (more = '', from = base) =>
  `((build part ((from ${from}) (run (shell part))))
    (from ${from}) (run (shell one)) (run (shell two)) ${more})`;

const settings: ImageSettings = { labels: {}, annotations: {}, exposedPorts: [] };
const image = (more: Partial<ImageOutput>): ImageOutput => ({
  type: 'registry',
  text: 'type=registry',
  when: 'success',
  names: [],
  compression: 'gzip',
  squash: false,
  settings,
  ...more,
});

async function built(one: RemoteRunner, outputs: readonly ImageOutput[], text = spec()) {
  const told = await buildText(one, text, { scopes, outputs });
  expect(told.of('failed')).toEqual([]);
  return { told, images: told.report.images ?? [] };
}

/** Pushes the result under a name, and gives the report. */
async function pushed(one: RemoteRunner, name: string, more: Partial<ImageOutput> = {}, text = spec()) {
  const { images, told } = await built(one, [image({ names: [name], ...more })], text);
  const [report] = images;
  if (report === undefined) throw new Error('no image');
  return { report, told };
}

const skopeo = (...args: readonly string[]) => execFileSync('skopeo', args, { encoding: 'utf8' });
const manifestOf = (reference: string) =>
  JSON.parse(skopeo('inspect', '--raw', '--tls-verify=false', `docker://${reference}`)) as Manifest;
const configOf = (reference: string) =>
  JSON.parse(skopeo('inspect', '--config', '--tls-verify=false', `docker://${reference}`)) as {
    created: string;
    architecture: string;
    config: Record<string, unknown>;
    history: readonly { created?: string; created_by: string }[];
  };
const sha256 = (file: string) => createHash('sha256').update(readFileSync(file)).digest('hex');
const sentBytes = (told: Told) => told.of('image-end').map(({ bytes }) => bytes);

/** The files of an image. */
async function treeOf({ machinery }: RemoteRunner, name: string) {
  const rootfs = mkdtempSync(path.join(directory, 'tree-'));
  const scratch = mkdtempSync(path.join(directory, 'scratch-'));
  const resolved = await machinery.images.resolve(name, {
    pull: 'auto',
    directory,
    onWarning: () => undefined,
  });
  await machinery.images.load(resolved, { rootfs, scratch });
  return wholeTree(rootfs);
}

describe('a pushed image', () => {
  let name: string;
  let report: ImageReport;

  beforeAll(async () => {
    name = `${registry.host}/team/app:1`;
    const one = await runner();
    ({ report } = await pushed(one, name, { names: [name, `${registry.host}/team/app:latest`] }));
    await one.close();
    open.length = 0;
  }, 60_000);

  test('is what its report says', () => {
    const digest = skopeo('inspect', '--tls-verify=false', '--format', '{{.Digest}}', `docker://${name}`);
    expect(report).toMatchObject({ type: 'registry', digest: digest.trim() });
    expect(report.names).toEqual([name, `${registry.host}/team/app:latest`]);
    expect(report.imageId).toBe(manifestOf(`${registry.host}/team/app:latest`).config.digest);
  });

  test('keeps the layers of the base image, and each step is a layer', () => {
    const { layers } = manifestOf(name);
    const below = manifestOf(base).layers.map(({ digest }) => digest);
    expect(below).toHaveLength(2);
    expect(layers.map(({ digest }) => digest).slice(0, 2)).toEqual(below);
    expect(layers).toHaveLength(4);
    expect(layers.every(({ mediaType }) => mediaType.endsWith('tar+gzip'))).toBe(true);
    expect(configOf(name).history.map(({ created_by: text }) => text)).toEqual([
      `base image, docker://${base}`,
      `base image, docker://${base}`,
      '(run (shell one))',
      '(run (shell two))',
    ]);
  });

  test('takes over the config of the base image', () => {
    expect(configOf(name).config).toEqual({
      User: 'builder',
      Env: ['PATH=/bin', 'COLOUR=deep blue'],
      WorkingDir: '/srv',
      Entrypoint: ['/bin/sh', '-c'],
      Cmd: ['echo from the base'],
      Labels: { kept: 'yes', maker: 'base' },
      ExposedPorts: { '80/tcp': {} },
      Volumes: { '/data': {} },
      StopSignal: 'SIGINT',
    });
  });

  test('runs in docker', () => {
    docker.run('pull', '--quiet', name);
    const run = (...args: readonly string[]) => docker.run('run', '--rm', '--network', 'none', ...args);
    expect(run(name)).toBe('from the base\n');
    const say = 'cat /out/one /out/two; ls /out /srv; id -un; echo $COLOUR; pwd; stat -c %a /out';
    expect(run(name, say)).toBe('one\ntwo\n/out:\none\ntwo\n\n/srv:\nbuilder\ndeep blue\n/srv\n1777\n');
    const [{ Id: imageId }] = JSON.parse(docker.run('inspect', name)) as [{ Id: string }];
    expect(imageId).toBe(report.imageId);
  });

  test('runs in buildah', () => {
    const root = ['--root', path.join(directory, 'buildah'), '--runroot', path.join(directory, 'run')];
    const buildah = (...args: readonly string[]) =>
      execFileSync('buildah', [...root, '--storage-driver', 'vfs', ...args], { encoding: 'utf8' });
    const container = buildah('from', '--tls-verify=false', '--quiet', name).trim();
    try {
      expect(buildah('run', '--isolation', 'chroot', container, '--', 'cat', '/out/two')).toBe('two\n');
    } finally {
      buildah('rm', '--all');
      buildah('rmi', '--all', '--force');
    }
  });

  test('is copied by skopeo and validated by crane', () => {
    const layout = path.join(directory, 'copied');
    skopeo('copy', '--quiet', '--src-tls-verify=false', `docker://${name}`, `oci:${layout}:x`);
    expect(JSON.parse(skopeo('inspect', `oci:${layout}:x`))).toMatchObject({ Digest: report.digest });
    expect(execFileSync(findPeer('crane'), ['validate', '--remote', name], { encoding: 'utf8' })).toContain(
      'PASS',
    );
  });
});

test('settings replace and extend the config of the base image', async () => {
  const name = `${registry.host}/team/set:1`;
  const own: ImageSettings = {
    labels: { maker: 'me', title: 'app "1"' },
    annotations: { 'org.opencontainers.image.title': 'app' },
    entrypoint: ['/bin/cat'],
    exposedPorts: ['53/udp'],
    stopSignal: 'SIGTERM',
    platform: 'linux/arm64/v8',
  };
  const one = await runner();
  const { report, told } = await pushed(
    one,
    name,
    { settings: own },
    spec('(user (uid 5) (gid 6)) (workdir out) (env A b)'),
  );
  expect(configOf(name)).toMatchObject({ architecture: 'arm64' });
  expect(told.of('warning').map(({ message }) => message)).toEqual([
    expect.stringMatching(/the image is named linux\/arm64\/v8, but its base image .* is made for linux\//),
  ]);
  expect(configOf(name).config).toEqual({
    User: '5:6',
    Env: ['PATH=/bin', 'COLOUR=deep blue', 'A=b'],
    WorkingDir: '/out',
    Entrypoint: ['/bin/cat'],
    Labels: { kept: 'yes', maker: 'me', title: 'app "1"' },
    ExposedPorts: { '53/udp': {}, '80/tcp': {} },
    Volumes: { '/data': {} },
    StopSignal: 'SIGTERM',
  });
  expect(manifestOf(name).annotations).toEqual(own.annotations);
  expect(report.digest).toMatch(/^sha256:/);
});

test('two stores give the same bytes with SOURCE_DATE_EPOCH', async () => {
  const reproducible = { settings: { ...settings, sourceDateEpoch: EPOCH } };
  const ways = [];
  for (const kind of ['btrfs', 'overlayfs on ext4', 'copy on xfs']) {
    const one = await runner(kind);
    const dest = path.join(directory, `${kind}.tar`);
    const name = `${registry.host}/team/same:${kind.split(' ')[0]}`;
    const { images } = await built(one, [
      image({ names: [name], ...reproducible }),
      image({ type: 'oci', dest, names: ['app:1'], ...reproducible }),
    ]);
    ways.push([...images.map(({ digest }) => digest), sha256(dest)]);
    expect(configOf(name).created).toBe('2023-11-14T22:13:20Z');
  }
  expect(ways[0]?.[0]).toBe(ways[0]?.[1]);
  expect(ways[1]).toEqual(ways[0]);
  expect(ways[2]).toEqual(ways[0]);
}, 60_000);

test.each(['btrfs', 'overlayfs on ext4'])(
  'a squashed image on %s has one layer and the same files',
  async (kind) => {
    const one = await runner(kind);
    const [whole, squashed] = ['whole', 'squashed'].map(
      (tag) => `${registry.host}/team/${kind.split(' ')[0]}:${tag}`,
    );
    await built(one, [image({ names: [whole ?? ''] }), image({ names: [squashed ?? ''], squash: true })]);
    expect(manifestOf(squashed ?? '').layers).toHaveLength(3);
    const trees = await Promise.all([whole, squashed].map((name = '') => treeOf(one, name)));
    expect(trees[1]).toEqual(trees[0]);
    expect(Object.keys(trees[0] ?? {})).not.toContain('srv/base');
  },
  60_000,
);

test('an image on a result has its config, and no secrets', async () => {
  const name = `${registry.host}/team/on-result:1`;
  const one = await runner();
  const { told } = await built(
    one,
    [],
    spec('(user (uid 7) (gid 8)) (workdir /srv) (env A b) (run (shell one-more))'),
  );
  const text = `((from obuilder:${told.report.id}) (env TOKEN s3cret-value)
    (run (secrets (token (target /t))) (shell "echo s3cret-value")))`;
  const secrets = { token: 's3cret-value' };
  const next = await buildText(one, text, { scopes, outputs: [image({ names: [name] })], secrets });
  expect([...next.of('failed'), ...next.of('warning')]).toEqual([]);
  const { config, history } = configOf(name);
  expect(config).toMatchObject({
    User: '7:8',
    WorkingDir: '/srv',
    Env: expect.arrayContaining(['A=b', 'COLOUR=deep blue']),
    Entrypoint: ['/bin/sh', '-c'],
    Labels: { maker: 'base', kept: 'yes' },
  });
  expect(JSON.stringify([config, history])).not.toContain('s3cret');
  expect(history.at(-1)?.created_by).toContain('***');
  const digests = (reference: string) => manifestOf(reference).layers.map(({ digest }) => digest);
  expect(digests(name).slice(0, 2)).toEqual(digests(base));
  expect(digests(name)).toHaveLength(6);
  expect(await treeOf(one, name)).toMatchObject({ 'out/two': expect.anything() });
}, 60_000);

test('an archive never goes through a link of the job', async () => {
  const work = path.join(directory, 'workspace');
  const outside = path.join(directory, 'outside');
  for (const made of [work, outside]) mkdirSync(made);
  symlinkSync(outside, path.join(work, 'out'));
  const one = await runner();
  const told = await buildText(one, spec(), {
    scopes,
    outputs: [image({ type: 'oci', dest: path.join(work, 'out/x.tar'), below: work })],
  });
  expect(told.of('failed')[0]?.error).toMatchObject({ code: 'export-failed' });
  expect(readdirSync(outside)).toEqual([]);
});

test('docker and skopeo load archives of builds and nested builds', async () => {
  const one = await runner();
  const [oci, saved] = ['part.oci.tar', 'app.tar'].map((name) => path.join(directory, name));
  const { told, images } = await built(one, [
    image({ type: 'oci', dest: oci, build: 'part', names: ['part:1'] }),
    image({ type: 'docker', dest: saved, names: ['acme/app:7'] }),
  ]);
  expect(images.map(({ type, dest }) => [type, dest])).toEqual([
    ['oci', oci],
    ['docker', saved],
  ]);
  expect(sentBytes(told)).toEqual([oci, saved].map((file = '') => statSync(file).size));
  const inspected = JSON.parse(skopeo('inspect', `oci-archive:${oci}:1`)) as {
    Digest: string;
    Layers: string[];
  };
  expect(inspected.Digest).toBe(images[0]?.digest);
  expect(inspected.Layers).toHaveLength(3);
  const other = JSON.parse(skopeo('inspect', `docker-archive:${saved}:acme/app:7`)) as { Layers: string[] };
  expect(other.Layers).toHaveLength(4);
  docker.run('load', '--quiet', '--input', saved ?? '');
  expect(docker.run('run', '--rm', '--network', 'none', 'acme/app:7', 'cat /out/two')).toBe('two\n');
  const [{ Id: imageId }] = JSON.parse(docker.run('inspect', 'acme/app:7')) as [{ Id: string }];
  expect(imageId).toBe(images[1]?.imageId);
  const left = readdirSync(path.dirname(one.keeper.scratch()), { recursive: true, encoding: 'utf8' });
  expect(left.filter((name) => name.includes('layer-'))).toEqual([]);
}, 60_000);

describe('the requests of a push', () => {
  const named = (name: string) => `${proxy.host}/team/${name}`;

  test('mount base layers, and send each other layer with one PUT', async () => {
    const one = await runner();
    const text = spec('', base.replace(registry.host, proxy.host));
    await built(one, [], text);
    proxy.reset();
    const { told } = await pushed(one, named('mounted:1'), {}, text);
    const seen = proxy.seen().filter((line) => !line.startsWith('HEAD /v2/team/base/'));
    const count = (part: string) => seen.filter((line) => line.includes(part)).length;
    expect(count('PATCH')).toBe(0);
    expect(count('mount=')).toBe(2);
    // Two layers and the config.
    expect(count('PUT /v2/team/mounted/blobs')).toBe(3);
    expect(count('PUT /v2/team/mounted/manifests/1')).toBe(1);
    expect(seen.at(-1)).toContain('manifests/1');
    expect(sentBytes(told)[0]).toBeLessThan(10_000);
    proxy.reset();
    const again = await pushed(one, named('mounted:2'), {}, text);
    expect(proxy.seen().filter((line) => /PUT|POST/.test(line))).toEqual([
      'PUT /v2/team/mounted/manifests/2',
    ]);
    expect(sentBytes(again.told)).toEqual([0]);
    proxy.reset();
    await built(one, [image({ names: [named('first:1'), named('second:1')] })], text);
    expect(proxy.seen().filter((line) => line.startsWith('PUT /v2/team/second/blobs'))).toEqual([]);
    const elsewhere = `${registry.host}/other/app:1`;
    const both = await built(
      one,
      [image({ names: [named('third:1'), elsewhere], compression: 'zstd' })],
      text,
    );
    expect(manifestOf(elsewhere)).toEqual(manifestOf(`${registry.host}/team/third:1`));
    expect(manifestOf(elsewhere).layers.at(-1)?.mediaType).toMatch(/zstd$/);
    expect(both.told.of('warning')).toEqual([]);
  });

  test('retry what passes, and wait as asked', async () => {
    const one = await runner();
    const left = [429, 503, 500];
    proxy.before = ({ method, path: place }) =>
      method === 'PUT' && left.length > 0
        ? { status: left.pop() ?? 500, headers: place.includes('manifests') ? {} : { 'retry-after': '0' } }
        : undefined;
    const { report } = await pushed(one, named('retried:1'));
    expect(left).toEqual([]);
    expect(manifestOf(`${registry.host}/team/retried:1`).config.digest).toBe(report.imageId);
  });

  test('begin a layer again after a cut connection', async () => {
    const one = await runner();
    let cuts = 0;
    proxy.before = ({ method, path: place }) => {
      if (method !== 'PUT' || !place.includes('/blobs/') || cuts === 2) return undefined;
      cuts += 1;
      return { cutAfter: 100 };
    };
    const { report, told } = await pushed(one, named('cut:1'));
    expect(cuts).toBe(2);
    expect(told.of('warning')).toEqual([]);
    expect(manifestOf(`${registry.host}/team/cut:1`).config.digest).toBe(report.imageId);
  });

  test.each([
    [403, /could not push .*refused:1: .* refuses a push without an account \(403\)/, /docker login/],
    [507, /could not push .*refused:1/, undefined],
  ])('refused with %i fail the build with one error, and leave no tag', async (status, message, hint) => {
    const one = await runner();
    proxy.before = ({ method }) => (method === 'POST' ? { status } : undefined);
    const told = await buildText(one, spec(), { scopes, outputs: [image({ names: [named('refused:1')] })] });
    const [failed, ...others] = told.of('failed');
    expect(others).toEqual([]);
    expect(failed?.error).toMatchObject({ code: 'export-failed', message: expect.stringMatching(message) });
    if (hint !== undefined) expect(failed?.error.hint).toMatch(hint);
    const tag = `http://${registry.host}/v2/team/refused/manifests/1`;
    expect((await fetch(tag)).status).toBe(404);
    // The result stays.
    proxy.reset();
    const again = await buildText(one, spec(), { scopes });
    expect(again.report.cacheHit).toBe(true);
  });

  test('end at once when the build is cancelled', async () => {
    const one = await runner();
    await built(one, []);
    const stop = new AbortController();
    proxy.before = ({ method }) => {
      if (method !== 'PUT') return undefined;
      setTimeout(() => stop.abort(), 50);
      return { hang: true };
    };
    const start = Date.now();
    const outputs = [image({ names: [named('cancelled:1')] })];
    const told = await buildText(one, spec(), { scopes, outputs, signal: stop.signal });
    expect(told.result.kind).toBe('cancelled');
    expect(Date.now() - start).toBeLessThan(5000);
  });
});

test.each([
  ['team/app@sha256:1', /sha256:1/],
  ['Team/App:1', /lower-case|no part of a name|Team/],
  [`127.0.0.1:1/app@sha256:${'a'.repeat(64)}`, /it has a digest/],
])('the name %s is refused before the first step', async (name, message) => {
  const one = await runner();
  const told = await buildText(one, spec(), { scopes, outputs: [image({ names: [name] })] });
  expect(one.counts.ran).toEqual([]);
  expect(told.of('failed')[0]?.error).toMatchObject({
    code: 'input-invalid',
    message: expect.stringMatching(message),
    value: name,
  });
});
