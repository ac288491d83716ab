import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Carrier, ChainLayer, RemoteRecord } from '../../src/contract/remote.ts';
import { openCarrier } from '../../src/remote/open.ts';
import { makeBusyboxRoot } from '../places/busybox-root.ts';
import { carrierSettings } from '../places/carrier-worlds.ts';
import { type Docker, startDocker } from '../places/dockerd.ts';
import { startRegistry, type TestRegistry } from '../places/registry.ts';
import { findPeer } from '../programs/peer.ts';
import { idOf, layerOf, type SampleCompression } from '../samples/remote-records.ts';
import { never } from '../suites/carrier-place.ts';

interface Manifest {
  readonly config: { readonly digest: string };
  readonly layers: readonly { readonly digest: string; readonly size: number; readonly mediaType: string }[];
}

/**
 * Other people's tools pull the images of a carrier from a real registry and run them. Docker 20.10 and the checks of crane know no
 * zstd: they take the images of `compression=gzip`.
 */
describe.each<SampleCompression>(['gzip', 'zstd'])('an image of a result in %s', (compression) => {
  const readsAll = compression === 'gzip';
  const id = idOf('step');
  const work = mkdtempSync(path.join(tmpdir(), 'images-'));
  let registry: TestRegistry;
  let docker: Docker;
  let carrier: Carrier;
  let base: Manifest;
  let name: string;

  const skopeo = (...args: readonly string[]) => execFileSync('skopeo', args, { encoding: 'utf8' });
  const manifestOf = (reference: string) =>
    JSON.parse(skopeo('inspect', '--raw', '--tls-verify=false', `docker://${reference}`)) as Manifest;

  beforeAll(async () => {
    registry = await startRegistry();
    if (readsAll) docker = await startDocker();
    const root = makeBusyboxRoot(path.join(work, 'root'));
    base = manifestOf(await registry.pushRoot(root, 'library/busybox:1'));
    name = `${registry.host}/team/cache`;
    carrier = await openCarrier({ type: 'registry', ref: name }, carrierSettings());
    await carrier.put([await uploadAbove(base)], never);
  });
  afterAll(async () => {
    await carrier?.close();
    await docker?.close();
    await registry?.close();
    rmSync(work, { recursive: true, force: true });
  });

  async function uploadAbove({ config, layers }: Manifest) {
    const [layer, bytes] = await layerOf('made', Buffer.from('made by a step\n'), compression);
    const blob = await fetch(`http://${registry.host}/v2/library/busybox/blobs/${config.digest}`);
    const { rootfs } = (await blob.json()) as { rootfs: { diff_ids: string[] } };
    const baseLayers = layers.map((each, at) => ({ ...each, diffId: rootfs.diff_ids[at] }) as ChainLayer);
    const log = Buffer.from('the log\n');
    const operation = '(run (shell "echo made by a step > /made"))';
    const startedAt = 1_700_000_000_000;
    const record: RemoteRecord = {
      version: 1,
      id,
      names: [id],
      meta: { kind: 'run', operation, startedAt, seconds: 1, outputs: {}, source: 'built' },
      chain: {
        base: {
          id: idOf('base'),
          layers: baseLayers,
          repository: { domain: registry.host, repository: 'library/busybox' },
        },
        steps: [{ id, operation, startedAt, layer }],
      },
      image: {
        platform: 'linux/amd64',
        environment: [
          ['PATH', '/bin'],
          ['COLOUR', 'deep blue'],
        ],
        workdir: '/tmp',
        user: { uid: 1000, gid: 100 },
        shell: ['/bin/sh', '-c'],
      },
      log: { digest: `sha256:${idOf('the log\n')}`, size: log.length },
    };
    async function* open({ digest }: { readonly digest: string }) {
      if (digest !== layer.digest && digest !== record.log.digest) throw new Error(`${digest} was opened`);
      yield digest === layer.digest ? bytes : log;
    }
    return { record, open };
  }

  test('keeps the layers of the base image', () => {
    const { layers } = manifestOf(`${name}:${id}`);
    expect(layers).toHaveLength(base.layers.length + 1);
    expect(layers.slice(0, -1).map(({ digest }) => digest)).toEqual(base.layers.map(({ digest }) => digest));
  });

  if (readsAll) {
    test('opens in docker with environment, user and directory', () => {
      docker.run('pull', '--quiet', `${name}:${id}`);
      const say = 'echo $COLOUR; pwd; id -u; id -g; cat /made';
      const said = docker.run('run', '--rm', '--network', 'none', `${name}:${id}`, '/bin/sh', '-c', say);
      expect(said).toBe('deep blue\n/tmp\n1000\n100\nmade by a step\n');
      const history = docker.run('history', '--no-trunc', '--format', '{{.CreatedBy}}', `${name}:${id}`);
      expect(history.split('\n')[0]).toBe('(run (shell "echo made by a step > /made"))');
      const [{ Id: imageId }] = JSON.parse(docker.run('inspect', `${name}:${id}`)) as [{ Id: string }];
      expect(imageId).toBe(manifestOf(`${name}:${id}`).config.digest);
    });
  }

  if (readsAll) {
    test('opens a shell in docker without a command', () => {
      const said = execFileSync(
        'sh',
        ['-c', `echo 'echo shell of $COLOUR' | docker run --rm -i --network none ${name}:${id}`],
        { encoding: 'utf8', env: { ...process.env, DOCKER_HOST: docker.host } },
      );
      expect(said).toBe('shell of deep blue\n');
    });
  }

  test('is copied by skopeo without a change', () => {
    const layout = path.join(work, 'layout');
    skopeo('copy', '--quiet', '--src-tls-verify=false', `docker://${name}:${id}`, `oci:${layout}:x`);
    const inspected = JSON.parse(skopeo('inspect', `oci:${layout}:x`)) as { Digest: string; Env: string[] };
    expect(inspected.Env).toContain('COLOUR=deep blue');
    const tag = `docker://${name}:${id}`;
    const digest = skopeo('inspect', '--tls-verify=false', '--format', '{{.Digest}}', tag).trim();
    expect(inspected.Digest).toBe(digest);
  });

  test('runs in buildah', () => {
    const root = ['--root', path.join(work, 'buildah'), '--runroot', path.join(work, 'run')];
    const buildah = (...args: readonly string[]) =>
      execFileSync('buildah', [...root, '--storage-driver', 'vfs', ...args], { encoding: 'utf8' });
    const container = buildah('from', '--tls-verify=false', '--quiet', `${name}:${id}`).trim();
    try {
      const said = buildah('run', '--isolation', 'chroot', container, '--', 'cat', '/made');
      expect(said).toBe('made by a step\n');
    } finally {
      buildah('rm', '--all');
      buildah('rmi', '--all', '--force');
    }
  });

  if (readsAll) {
    test('passes the checks of crane', () => {
      const validate = ['validate', '--remote', `${name}:${id}`];
      expect(execFileSync(findPeer('crane'), validate, { encoding: 'utf8' })).toContain('PASS');
    });
  }

  test('has the same bytes when stored twice', async () => {
    const again = await openCarrier({ type: 'registry', ref: `${name}-again` }, carrierSettings());
    await again.put([await uploadAbove(base)], never);
    await again.close();
    expect(manifestOf(`${name}-again:${id}`)).toEqual(manifestOf(`${name}:${id}`));
  });

  test('in a directory opens in skopeo and crane', async () => {
    const layout = path.join(work, 'cache');
    const directory = await openCarrier({ type: 'local', directory: layout }, carrierSettings());
    const { record } = await uploadAbove(base);
    const upload = await uploadAbove(base);
    const blobs = `http://${registry.host}/v2/library/busybox/blobs`;
    async function* open(bytes: { readonly digest: string; readonly size: number }) {
      const isBase = base.layers.some(({ digest }) => digest === bytes.digest);
      if (isBase) yield Buffer.from(await (await fetch(`${blobs}/${bytes.digest}`)).arrayBuffer());
      else yield* upload.open(bytes);
    }
    await directory.put([{ record, open }], never);
    await directory.close();
    const inspected = JSON.parse(skopeo('inspect', `oci:${layout}:${id}`)) as { Layers: string[] };
    expect(inspected.Layers).toEqual(manifestOf(`${name}:${id}`).layers.map(({ digest }) => digest));
    skopeo('copy', '--quiet', `oci:${layout}:${id}`, `dir:${path.join(work, 'copied')}`);
    expect(readFileSync(path.join(layout, 'oci-layout'), 'utf8')).toContain('1.0.0');
    const crane = findPeer('crane');
    if (!readsAll) return;
    execFileSync(crane, ['push', '--insecure', layout, `${registry.host}/from/layout:1`], {
      stdio: 'ignore',
    });
    execFileSync(crane, ['validate', '--remote', `${registry.host}/from/layout:1`]);
  });
});
