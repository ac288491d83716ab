import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LoadProgress } from '../../src/contract/images.ts';
import { useImagePlace } from '../places/image-place.ts';
import { startRegistry, type TestRegistry } from '../places/registry.ts';
import { makeDockerArchive } from '../samples/docker-archive.ts';
import { describeTree, makeSource } from '../samples/image-tree.ts';
import { makeLayout, makeLayoutOf, putImage, putIndex, tarOf } from '../samples/oci-layout.ts';
import { file, tarWith } from '../samples/tar-entries.ts';

const here = useImagePlace();
const { resolve, load } = here;

let registry: TestRegistry;
beforeAll(async () => {
  registry = await startRegistry();
});
afterAll(async () => {
  await registry.close();
});

describe('every source gives the same tree as tar', () => {
  test.each(['gzip', 'zstd', 'none'] as const)('from a registry, compressed with %s', async (compression) => {
    makeSource(here.source);
    const name = await registry.pushRoot(here.source, `tree:${compression}`, { compression });
    const told: LoadProgress[] = [];
    const rootfs = await load(name, { onProgress: (progress) => told.push(progress) });
    expect(describeTree(rootfs)).toEqual(describeTree(here.source));
    const last = told.at(-1);
    expect(last?.doneBytes).toBe(last?.totalBytes);
    const extracted = path.join(here.work, 'extracted');
    mkdirSync(extracted);
    writeFileSync(path.join(here.work, 'x.tar'), tarOf(here.source));
    execFileSync('tar', [
      '-xf',
      path.join(here.work, 'x.tar'),
      '-C',
      extracted,
      '-p',
      '--numeric-owner',
      '--xattrs',
      '--xattrs-include=*',
    ]);
    expect(describeTree(rootfs)).toEqual(describeTree(extracted));
  });

  test('from a layout, an archive of it, a docker archive, a directory and tar files', async () => {
    makeSource(here.source);
    const layout = path.join(here.work, 'layout');
    await makeLayout(layout, here.source, { tag: 'v1' });
    execFileSync('tar', ['-cf', path.join(here.work, 'layout.tar'), '-C', layout, '.']);
    execFileSync('tar', ['-czf', path.join(here.work, 'layout.tgz'), '-C', layout, '.']);
    const tar = tarOf(here.source);
    makeDockerArchive(path.join(here.work, 'docker.tar'), [tar], ['app:1', 'app:2']);
    writeFileSync(
      path.join(here.work, 'docker.tgz'),
      gzipSync(readFileSync(path.join(here.work, 'docker.tar'))),
    );
    writeFileSync(path.join(here.work, 'root.tar'), tar);
    writeFileSync(path.join(here.work, 'root.tgz'), gzipSync(tar));
    const wanted = describeTree(here.source);
    for (const image of [
      'oci:layout',
      'oci:layout:v1',
      'oci-archive:layout.tar:v1',
      'oci-archive:layout.tgz',
      'docker-archive:docker.tar',
      'docker-archive:docker.tgz:app:2',
      'docker-archive:docker.tar:@0',
      'rootfs:source',
      'rootfs:root.tar',
      'rootfs:root.tgz',
    ]) {
      const rootfs = await load(image);
      expect(describeTree(rootfs), image).toEqual(wanted);
      rmSync(rootfs, { recursive: true });
    }
  });
});

describe('a registry', () => {
  test('many layers are fetched ahead and unpacked in order', async () => {
    const layers = [];
    for (let index = 0; index < 12; index += 1) {
      const whiteout = index % 3 === 2 ? [file(`d/.wh.f${index - 1}`, '')] : [];
      layers.push(await tarWith([file(`d/f${index}`, `${index}`), file('d/last', `${index}`), ...whiteout]));
    }
    const layout = path.join(here.work, 'layout');
    makeLayoutOf(layout, layers);
    const rootfs = await load(registry.pushLayout(layout, 'many:1'));
    const kept = [0, 2, 3, 5, 6, 8, 9, 11].map((index) => `f${index}`);
    expect(readdirSync(path.join(rootfs, 'd')).sort()).toEqual([...kept, 'last'].sort());
    expect(readFileSync(path.join(rootfs, 'd/last'), 'utf8')).toBe('11');
    expect(here.leftInScratch()).toEqual([]);
  });

  test('an index selects the image of the platform', async () => {
    const layout = path.join(here.work, 'layout');
    const manifests = await Promise.all(
      ['amd64', 'arm64'].map(async (architecture) => ({
        mediaType: 'application/vnd.oci.image.manifest.v1+json',
        ...putImage(layout, [await tarWith([file(architecture)])], { architecture }),
        platform: { os: 'linux', architecture },
      })),
    );
    const { putBlob } = await import('../samples/oci-layout.ts');
    const index = { schemaVersion: 2, mediaType: 'application/vnd.oci.image.index.v1+json', manifests };
    putIndex(layout, [{ mediaType: index.mediaType, ...putBlob(layout, JSON.stringify(index)) }]);
    const name = registry.pushLayout(layout, 'multi:1');
    for (const [at, architecture] of ['amd64', 'arm64'].entries()) {
      const image = await resolve(name, { platform: `linux/${architecture}` });
      expect(image).toMatchObject({ digest: manifests[at]?.digest, platform: `linux/${architecture}` });
    }
    await expect(resolve(name, { platform: 'linux/s390x' })).rejects.toMatchObject({
      code: 'image-invalid',
      hint: 'The image is made for linux/amd64, linux/arm64.',
    });
    expect(await resolve('oci:layout', { platform: 'linux/arm64' })).toMatchObject({
      digest: manifests[1]?.digest,
    });
    expect(here.warnings).toEqual([]);
    const single = `${name.replace(/:1$/, '')}@${manifests[1]?.digest}`;
    await resolve(single, { platform: 'linux/amd64' });
    expect(here.warnings).toEqual([
      expect.stringContaining('is made for linux/arm64, this machine is linux/amd64'),
    ]);
  });

  test('a registry that is down: last digest, warning or error', async () => {
    writeFileSync(path.join(here.source, 'x'), 'x');
    const name = await registry.pushRoot(here.source, 'down:1');
    const { digest } = await resolve(name);
    await registry.stop();
    try {
      expect((await resolve(name)).digest).toBe(digest);
      expect(here.warnings).toEqual([expect.stringContaining(digest)]);
      expect((await resolve(`${registry.host}/down@${digest}`)).digest).toBe(digest);
      await expect(resolve(name, { pull: 'always' })).rejects.toMatchObject({ code: 'image-unavailable' });
      await expect(resolve(`${registry.host}/never-seen`)).rejects.toMatchObject({
        code: 'image-unavailable',
      });
    } finally {
      await registry.start();
    }
  });

  test('unknown tags and repositories are errors', async () => {
    for (const name of ['nothing:1', 'nothing@sha256:'.padEnd(79, '0')]) {
      await expect(resolve(`${registry.host}/${name}`)).rejects.toMatchObject({
        code: 'image-unavailable',
        httpStatus: 404,
        value: undefined,
      });
    }
  });
});

test('archives of skopeo can be read', async () => {
  makeSource(here.source);
  const layout = path.join(here.work, 'layout');
  await makeLayout(layout, here.source, { tag: 'v1' });
  for (const kind of ['docker-archive', 'oci-archive']) {
    execFileSync(
      'skopeo',
      ['copy', '--quiet', `oci:${layout}:v1`, `${kind}:${path.join(here.work, kind)}:app:1`],
      {
        env: { ...process.env, TMPDIR: tmpdir() },
      },
    );
    expect(describeTree(await load(`${kind}:${kind}:app:1`)), kind).toEqual(describeTree(here.source));
  }
});

/** Every file of a zstd:chunked layer has frames of its own, and the table of contents is in skippable frames. */
test('zstd:chunked layers of skopeo are read to their end', async () => {
  makeSource(here.source);
  // Skopeo 1.9 drops the padding behind the end marker, but keeps the digest with the padding.
  const tar = execFileSync('tar', [
    ...['--numeric-owner', '--xattrs', '--xattrs-include=*', '--format=posix', '--blocking-factor=1'],
    ...['-cf', '-', '-C', here.source, '.'],
  ]);
  makeLayoutOf(path.join(here.work, 'layout'), [tar], { tag: 'v1' });
  const chunked = ['--insecure-policy', '--dest-compress', '--dest-compress-format=zstd:chunked'];
  const copy = (target: string, ...words: readonly string[]) =>
    execFileSync('skopeo', ['copy', '--quiet', ...chunked, ...words, 'oci:layout:v1', target], {
      cwd: here.work,
      env: { ...process.env, TMPDIR: tmpdir() },
    });
  copy('oci:chunked:v1');
  copy('oci-archive:chunked.tar:v1');
  copy(`docker://${registry.host}/chunked:1`, '--dest-tls-verify=false');
  const blobs = path.join(here.work, 'chunked/blobs/sha256');
  const count = (bytes: Buffer, magic: string) => bytes.toString('hex').split(magic).length - 1;
  const layer = readdirSync(blobs)
    .map((name) => readFileSync(path.join(blobs, name)))
    .find((bytes) => count(bytes, '28b52ffd') > 0);
  expect(count(layer ?? Buffer.alloc(0), '28b52ffd')).toBeGreaterThan(5);
  expect(count(layer ?? Buffer.alloc(0), '502a4d18')).toBe(2);
  for (const name of ['oci:chunked:v1', 'oci-archive:chunked.tar:v1', `${registry.host}/chunked:1`])
    expect(describeTree(await load(name)), name).toEqual(describeTree(here.source));
});

test.each(['oci-archive', 'docker-archive'])(
  'an %s in several zstd frames is read to its end',
  async (kind) => {
    makeSource(here.source);
    await makeLayout(path.join(here.work, 'layout'), here.source, { tag: 'v1' });
    if (kind === 'docker-archive')
      makeDockerArchive(path.join(here.work, 'a.tar'), [tarOf(here.source)], ['v1']);
    else
      execFileSync('tar', ['-cf', path.join(here.work, 'a.tar'), '-C', path.join(here.work, 'layout'), '.']);
    const tar = readFileSync(path.join(here.work, 'a.tar'));
    const frames: Buffer[] = [];
    for (let at = 0; at < tar.length; at += 1000) frames.push(zstdCompressSync(tar.subarray(at, at + 1000)));
    writeFileSync(path.join(here.work, 'a.tar.zst'), Buffer.concat(frames));
    expect(describeTree(await load(`${kind}:a.tar.zst`))).toEqual(describeTree(here.source));
  },
);
