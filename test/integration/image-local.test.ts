import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ResolvedImage } from '../../src/contract/images.ts';
import { loadImage } from '../../src/image/load.ts';
import { useImagePlace } from '../places/image-place.ts';
import { makeDockerArchive } from '../samples/docker-archive.ts';
import { makeSource } from '../samples/image-tree.ts';
import { makeLayoutOf } from '../samples/oci-layout.ts';
import { file, symlink, tarWith } from '../samples/tar-entries.ts';

const here = useImagePlace();
const { resolve, load } = here;

async function refusesToLoad(image: ResolvedImage): Promise<void> {
  const rootfs = path.join(here.work, 'rootfs');
  mkdirSync(rootfs);
  await expect(loadImage(image, { rootfs, scratch: here.work })).rejects.toMatchObject({
    code: 'image-invalid',
  });
}

describe('local sources', () => {
  test('scratch is empty', async () => {
    expect(readdirSync(await load('scratch'))).toEqual([]);
  });

  test('the digest of a directory follows every change', async () => {
    makeSource(here.source);
    const first = (await resolve('rootfs:source')).digest;
    here.memo.forget();
    expect((await resolve('rootfs:source')).digest).toBe(first);
    const changes = [
      () => chmodSync(path.join(here.source, 'bin/su'), 0o755),
      () => chownSync(path.join(here.source, 'bin/su'), 1, 1),
      () => writeFileSync(path.join(here.source, 'bin/su'), 'sU'),
      () => execFileSync('setfattr', ['-n', 'user.note', '-v', 'other', path.join(here.source, 'bin')]),
      () => symlinkSync('x', path.join(here.source, 'new')),
    ];
    const digests = new Set([first]);
    for (const change of changes) {
      change();
      digests.add((await resolve('rootfs:source')).digest);
    }
    expect(digests.size).toBe(changes.length + 1);
  });

  test('a directory that changes between resolving and loading is refused', async () => {
    writeFileSync(path.join(here.source, 'x'), '1');
    const image = await resolve('rootfs:source');
    writeFileSync(path.join(here.source, 'x'), '2');
    await refusesToLoad(image);
  });

  test('a Docker archive without layers is empty', async () => {
    makeDockerArchive(path.join(here.work, 'docker.tar'), [], ['app:1']);
    expect(readdirSync(await load('docker-archive:docker.tar'))).toEqual([]);
  });

  test('archives may link layers; damaged, changed, hostile archives fail', async () => {
    const tar = await tarWith([file('hello')]);
    const archive = path.join(here.work, 'docker.tar');
    makeDockerArchive(archive, [tar, tar], ['app:1']);
    expect(readdirSync(await load('docker-archive:docker.tar'))).toEqual(['hello']);
    makeDockerArchive(archive, [tar], ['app:1'], await tarWith([file('other')]));
    await expect(load('docker-archive:docker.tar')).rejects.toMatchObject({ code: 'image-invalid' });
    await expect(resolve('docker-archive:docker.tar:app:9')).rejects.toMatchObject({
      code: 'image-unavailable',
      hint: 'The archive has app:1.',
    });
    truncateSync(archive, 1500);
    await expect(resolve('docker-archive:docker.tar')).rejects.toMatchObject({ code: 'image-invalid' });
    writeFileSync(archive, await tarWith([symlink('manifest.json', '/etc/passwd')]));
    await expect(resolve('docker-archive:docker.tar')).rejects.toMatchObject({ code: 'image-invalid' });
    writeFileSync(archive, 'not a tar at all'.repeat(100));
    await expect(resolve('oci-archive:docker.tar')).rejects.toMatchObject({ code: 'image-invalid' });
  });

  test('damaged blobs and unknown names are errors', async () => {
    const layout = path.join(here.work, 'layout');
    makeLayoutOf(layout, [await tarWith([file('hello')])], { tag: 'v1' });
    await expect(resolve('oci:layout:v2')).rejects.toMatchObject({
      code: 'image-unavailable',
      hint: 'The tags are v1.',
    });
    await expect(resolve('oci:nowhere')).rejects.toMatchObject({ code: 'image-unavailable' });
    const image = await resolve('oci:layout');
    for (const name of readdirSync(path.join(layout, 'blobs/sha256'))) {
      const blob = path.join(layout, 'blobs/sha256', name);
      const bytes = readFileSync(blob);
      if (bytes[0] === 0x1f) writeFileSync(blob, Buffer.concat([bytes.subarray(0, -1), Buffer.from([7])]));
    }
    await refusesToLoad(image);
  });

  test.each([
    ['rootfs:sourec', 'Did you mean "source"?'],
    ['rootfs:sourec/deep/root.tar', 'Did you mean "source"?'],
    ['docker-archive:dokcer.tar', 'Did you mean "docker.tar"?'],
    ['oci:layuot', 'Did you mean "layout"?'],
    ['oci:manifests', 'An OCI image layout is a directory with index.json and blobs/.'],
    ['rootfs:other', 'Relative paths start at the context.'],
  ])('the hint for a missing %s is %s', async (image, hint) => {
    for (const name of ['layout', 'manifests']) mkdirSync(path.join(here.work, name));
    for (const name of ['docker.tar', 'manifests/manifest.json'])
      writeFileSync(path.join(here.work, name), '');
    await expect(resolve(image)).rejects.toMatchObject({ code: 'image-unavailable', hint });
  });

  test('a hint names no file outside of the context', async () => {
    mkdirSync(path.join(here.work, 'context'));
    symlinkSync('..', path.join(here.work, 'context/up'));
    const directory = path.join(here.work, 'context');
    for (const [isConfined, hint] of [
      [false, 'Did you mean "source"?'],
      [true, 'Relative paths start at the context.'],
    ] as const)
      await expect(resolve('rootfs:up/sourec', { isConfined, directory })).rejects.toMatchObject({ hint });
  });

  test.each(['rootfs:', 'oci:', 'docker-archive:', 'rootfs:missing', 'ftp://x/y', 'Oci:x'])(
    '%s is refused',
    async (image) => {
      await expect(resolve(image)).rejects.toMatchObject({
        code: expect.stringMatching(/^image-/) as string,
      });
    },
  );
});
