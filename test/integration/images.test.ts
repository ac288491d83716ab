import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { ImageReport } from '../../src/contract/events.ts';
import type { ImageSettings } from '../../src/contract/outputs.ts';
import { buildText } from '../fakes/build.ts';
import {
  base,
  built,
  configOf,
  directory,
  docker,
  image,
  manifestOf,
  open,
  pushed,
  registry,
  runner,
  scopes,
  skopeo,
  spec,
  useDocker,
  useImageRunners,
} from '../places/image-runners.ts';
import type { RemoteRunner } from '../places/remote-runner.ts';
import { findPeer } from '../programs/peer.ts';
import { wholeTree } from '../samples/whole-tree.ts';

// Images of results, made on real stores, in a real registry and in the tools of others.
useImageRunners();
useDocker();

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
  });

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
  300_000,
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
});
