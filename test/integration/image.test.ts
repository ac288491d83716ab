import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { LoadProgress, PullPolicy } from '../../src/image/contract.ts';
import { openImages } from '../../src/image/images.ts';
import { makeDockerArchive } from '../fixtures/docker-archive.ts';
import { memoryMemo } from '../fixtures/memory-memo.ts';
import { makeLayout, makeLayoutOf, putImage, putIndex, tarOf } from '../fixtures/oci-layout.ts';
import { startRegistry, type TestRegistry } from '../fixtures/registry.ts';
import { file, symlink, tarWith } from '../fixtures/tar-entries.ts';

/** Not on tmpfs, which has no attributes of users. */
const base = '/var/tmp';
let work: string;
let source: string;
let registry: TestRegistry;
let memo: ReturnType<typeof memoryMemo>;
let warnings: string[];

/** A root file system with one of everything that an image can hold. */
function makeSource(root: string): void {
  mkdirSync(path.join(root, 'bin'), { recursive: true });
  mkdirSync(path.join(root, 'dev'));
  mkdirSync(path.join(root, 'tmp'));
  chmodSync(path.join(root, 'tmp'), 0o1777);
  writeFileSync(path.join(root, 'bin/su'), 'su');
  chownSync(path.join(root, 'bin/su'), 0, 42);
  chmodSync(path.join(root, 'bin/su'), 0o6755);
  writeFileSync(path.join(root, 'bin/ping'), 'ping'.repeat(200_000));
  linkSync(path.join(root, 'bin/ping'), path.join(root, 'bin/ping4'));
  // Revision 2, permitted, with bytes that are no UTF-8: CAP_SETUID and CAP_NET_RAW.
  const capability = '0x0100000280200000000000000000000000000000';
  execFileSync('setfattr', ['-n', 'security.capability', '-v', capability, path.join(root, 'bin/ping')]);
  execFileSync('setfattr', ['-n', 'user.note', '-v', 'dir', path.join(root, 'bin')]);
  execFileSync('mknod', ['-m', '666', path.join(root, 'dev/null'), 'c', '1', '3']);
  execFileSync('mknod', ['-m', '660', path.join(root, 'dev/loop0'), 'b', '7', '0']);
  execFileSync('mkfifo', ['-m', '600', path.join(root, 'dev/pipe')]);
  linkSync(path.join(root, 'bin/su'), path.join(root, 'bin/sv'));
  chownSync(path.join(root, 'dev/loop0'), 0, 6);
  symlinkSync('su', path.join(root, 'bin/link'));
  const name = Buffer.concat([Buffer.from(path.join(root, 'bin/')), Buffer.from([0xe9, 0x78])]);
  writeFileSync(name, 'latin-1 name');
  const long = path.join(root, 'n'.repeat(120), 'm'.repeat(120));
  mkdirSync(long, { recursive: true });
  writeFileSync(path.join(long, 'é'), '');
  chownSync(long, 3_000_000, 3_000_000);
  for (const directory of ['bin', 'dev', 'tmp', '.'])
    utimesSync(path.join(root, directory), 1_500_000_000, 1_500_000_000);
}

/** One line for each thing in a tree with all that an image keeps of it; links between files by their first name. */
function describeTree(root: string): string[] {
  const lines: string[] = [];
  const inodes = new Map<number, string>();
  const visit = (directory: string) => {
    const full = (name: string) =>
      Buffer.from(path.join(Buffer.from(root).toString('latin1'), name), 'latin1');
    const record = (name: string) => {
      const stat = lstatSync(full(name));
      const first = inodes.get(stat.ino) ?? name;
      inodes.set(stat.ino, first);
      const content = stat.isFile() ? readFileSync(full(name)).length : stat.rdev;
      const time = Math.floor(stat.mtimeMs / 1000);
      lines.push(
        [
          name,
          stat.mode.toString(8),
          stat.uid,
          stat.gid,
          time,
          content,
          stat.isDirectory() ? '' : first,
        ].join(' '),
      );
      return stat;
    };
    if (directory === '') record('.');
    for (const name of readdirSync(full(directory), 'latin1').sort()) {
      const inside = path.join(directory, name);
      if (record(inside).isDirectory()) visit(inside);
    }
  };
  visit('');
  const dump = execFileSync('getfattr', ['-R', '-P', '-d', '-m', '^(user|security)\\.', '-e', 'hex', '.'], {
    cwd: root,
  });
  return [...lines, dump.toString('latin1')];
}

beforeAll(async () => {
  registry = await startRegistry();
});
afterAll(async () => {
  await registry.close();
});
beforeEach(() => {
  work = mkdtempSync(path.join(base, 'image-'));
  source = path.join(work, 'source');
  mkdirSync(source);
  memo = memoryMemo();
  warnings = [];
});
afterEach(() => {
  rmSync(work, { recursive: true, force: true });
});

const resolve = (image: string, more: { pull?: PullPolicy; platform?: string } = {}) =>
  openImages({ memo, retryMs: 1, platform: more.platform }).resolve(image, {
    pull: more.pull ?? 'auto',
    directory: work,
    onWarning: (text) => warnings.push(text),
  });

let loads = 0;
async function load(image: string, onProgress?: (progress: LoadProgress) => void): Promise<string> {
  const resolved = await resolve(image);
  loads += 1;
  const [rootfs, scratch] = [path.join(work, `rootfs-${loads}`), path.join(work, `scratch-${loads}`)];
  mkdirSync(rootfs);
  mkdirSync(scratch);
  await resolved.load({ rootfs, scratch, onProgress });
  return rootfs;
}

describe('the same tree as tar makes of it', () => {
  test.each(['gzip', 'zstd', 'none'] as const)('from a registry, compressed with %s', async (compression) => {
    makeSource(source);
    const name = await registry.pushRoot(source, `tree:${compression}`, { compression });
    const told: LoadProgress[] = [];
    const rootfs = await load(name, (progress) => told.push(progress));
    expect(describeTree(rootfs)).toEqual(describeTree(source));
    const last = told.at(-1);
    expect(last?.doneBytes).toBe(last?.totalBytes);
    const extracted = path.join(work, 'extracted');
    mkdirSync(extracted);
    writeFileSync(path.join(work, 'x.tar'), tarOf(source));
    execFileSync('tar', [
      '-xf',
      path.join(work, 'x.tar'),
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
    makeSource(source);
    const layout = path.join(work, 'layout');
    await makeLayout(layout, source, { tag: 'v1' });
    execFileSync('tar', ['-cf', path.join(work, 'layout.tar'), '-C', layout, '.']);
    execFileSync('tar', ['-czf', path.join(work, 'layout.tgz'), '-C', layout, '.']);
    const tar = tarOf(source);
    makeDockerArchive(path.join(work, 'docker.tar'), [tar], ['app:1', 'app:2']);
    writeFileSync(path.join(work, 'docker.tgz'), gzipSync(readFileSync(path.join(work, 'docker.tar'))));
    writeFileSync(path.join(work, 'root.tar'), tar);
    writeFileSync(path.join(work, 'root.tgz'), gzipSync(tar));
    const wanted = describeTree(source);
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
  test('many layers over each other, fetched ahead', async () => {
    const layers = [];
    for (let index = 0; index < 12; index += 1) {
      const whiteout = index % 3 === 2 ? [file(`d/.wh.f${index - 1}`, '')] : [];
      layers.push(await tarWith([file(`d/f${index}`, `${index}`), file('d/last', `${index}`), ...whiteout]));
    }
    const layout = path.join(work, 'layout');
    makeLayoutOf(layout, layers);
    const rootfs = await load(registry.pushLayout(layout, 'many:1'));
    const kept = [0, 2, 3, 5, 6, 8, 9, 11].map((index) => `f${index}`);
    expect(readdirSync(path.join(rootfs, 'd')).sort()).toEqual([...kept, 'last'].sort());
    expect(readFileSync(path.join(rootfs, 'd/last'), 'utf8')).toBe('11');
    expect(readdirSync(path.join(work, `scratch-${loads}`))).toEqual([]);
  });

  test('an index gives the image of the platform', async () => {
    const layout = path.join(work, 'layout');
    const manifests = await Promise.all(
      ['amd64', 'arm64'].map(async (architecture) => ({
        mediaType: 'application/vnd.oci.image.manifest.v1+json',
        ...putImage(layout, [await tarWith([file(architecture)])], { architecture }),
        platform: { os: 'linux', architecture },
      })),
    );
    const { putBlob } = await import('../fixtures/oci-layout.ts');
    const index = { schemaVersion: 2, mediaType: 'application/vnd.oci.image.index.v1+json', manifests };
    putIndex(layout, [{ mediaType: index.mediaType, ...putBlob(layout, JSON.stringify(index)) }]);
    const name = registry.pushLayout(layout, 'multi:1');
    for (const [at, architecture] of ['amd64', 'arm64'].entries()) {
      const image = await resolve(name, { platform: `linux/${architecture}` });
      expect(image).toMatchObject({ digest: manifests[at]?.digest, platform: `linux/${architecture}` });
    }
    await expect(resolve(name, { platform: 'linux/s390x' })).rejects.toMatchObject({
      code: 'image-invalid',
      hint: 'It is made for linux/amd64, linux/arm64.',
    });
    expect(await resolve('oci:layout', { platform: 'linux/arm64' })).toMatchObject({
      digest: manifests[1]?.digest,
    });
    expect(warnings).toEqual([]);
    const single = `${name.replace(/:1$/, '')}@${manifests[1]?.digest}`;
    await resolve(single, { platform: 'linux/amd64' });
    expect(warnings).toEqual([
      expect.stringContaining('is made for linux/arm64, this machine is linux/amd64'),
    ]);
  });

  test('one that is down: the last digest with a warning, or an error; a digest needs none', async () => {
    writeFileSync(path.join(source, 'x'), 'x');
    const name = await registry.pushRoot(source, 'down:1');
    const { digest } = await resolve(name);
    await registry.stop();
    try {
      expect((await resolve(name)).digest).toBe(digest);
      expect(warnings).toEqual([expect.stringContaining(digest)]);
      expect((await resolve(`${registry.host}/down@${digest}`)).digest).toBe(digest);
      await expect(resolve(name, { pull: 'always' })).rejects.toMatchObject({ code: 'image-unavailable' });
      await expect(resolve(`${registry.host}/never-seen`)).rejects.toMatchObject({
        code: 'image-unavailable',
      });
    } finally {
      await registry.start();
    }
  });

  test('a tag and a repository that are not there', async () => {
    for (const name of ['nothing:1', 'nothing@sha256:'.padEnd(79, '0')]) {
      await expect(resolve(`${registry.host}/${name}`)).rejects.toMatchObject({
        code: 'image-unavailable',
        value: '404',
      });
    }
  });
});

describe('local sources', () => {
  test('scratch is empty', async () => {
    expect(readdirSync(await load('scratch'))).toEqual([]);
  });

  test('a directory: its digest is of what is in it, and follows every change', async () => {
    makeSource(source);
    const first = (await resolve('rootfs:source')).digest;
    memo.forget();
    expect((await resolve('rootfs:source')).digest).toBe(first);
    const changes = [
      () => chmodSync(path.join(source, 'bin/su'), 0o755),
      () => chownSync(path.join(source, 'bin/su'), 1, 1),
      () => writeFileSync(path.join(source, 'bin/su'), 'sU'),
      () => execFileSync('setfattr', ['-n', 'user.note', '-v', 'other', path.join(source, 'bin')]),
      () => symlinkSync('x', path.join(source, 'new')),
    ];
    const digests = new Set([first]);
    for (const change of changes) {
      change();
      digests.add((await resolve('rootfs:source')).digest);
    }
    expect(digests.size).toBe(changes.length + 1);
  });

  test('a directory that changes between resolving and loading is refused', async () => {
    writeFileSync(path.join(source, 'x'), '1');
    const image = await resolve('rootfs:source');
    writeFileSync(path.join(source, 'x'), '2');
    mkdirSync(path.join(work, 'rootfs'));
    await expect(image.load({ rootfs: path.join(work, 'rootfs'), scratch: work })).rejects.toMatchObject({
      code: 'image-invalid',
    });
  });

  test('archives: damaged, changed, hostile, with links for layers', async () => {
    const tar = await tarWith([file('hello')]);
    const archive = path.join(work, 'docker.tar');
    makeDockerArchive(archive, [tar, tar], ['app:1']);
    expect(readdirSync(await load('docker-archive:docker.tar'))).toEqual(['hello']);
    makeDockerArchive(archive, [tar], ['app:1'], await tarWith([file('other')]));
    await expect(load('docker-archive:docker.tar')).rejects.toMatchObject({ code: 'image-invalid' });
    await expect(resolve('docker-archive:docker.tar:app:9')).rejects.toMatchObject({
      code: 'image-unavailable',
      hint: 'It has app:1.',
    });
    truncateSync(archive, 1500);
    await expect(resolve('docker-archive:docker.tar')).rejects.toMatchObject({ code: 'image-invalid' });
    writeFileSync(archive, await tarWith([symlink('manifest.json', '/etc/passwd')]));
    await expect(resolve('docker-archive:docker.tar')).rejects.toMatchObject({ code: 'image-invalid' });
    writeFileSync(archive, 'not a tar at all'.repeat(100));
    await expect(resolve('oci-archive:docker.tar')).rejects.toMatchObject({ code: 'image-invalid' });
  });

  test('a layout whose blob was damaged, and names that are not there', async () => {
    const layout = path.join(work, 'layout');
    makeLayoutOf(layout, [await tarWith([file('hello')])], { tag: 'v1' });
    await expect(resolve('oci:layout:v2')).rejects.toMatchObject({
      code: 'image-unavailable',
      hint: 'It has v1.',
    });
    await expect(resolve('oci:nowhere')).rejects.toMatchObject({ code: 'image-unavailable' });
    const image = await resolve('oci:layout');
    for (const name of readdirSync(path.join(layout, 'blobs/sha256'))) {
      const blob = path.join(layout, 'blobs/sha256', name);
      const bytes = readFileSync(blob);
      if (bytes[0] === 0x1f) writeFileSync(blob, Buffer.concat([bytes.subarray(0, -1), Buffer.from([7])]));
    }
    mkdirSync(path.join(work, 'rootfs'));
    await expect(image.load({ rootfs: path.join(work, 'rootfs'), scratch: work })).rejects.toMatchObject({
      code: 'image-invalid',
    });
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

test('skopeo writes archives that we read', async () => {
  makeSource(source);
  const layout = path.join(work, 'layout');
  await makeLayout(layout, source, { tag: 'v1' });
  for (const kind of ['docker-archive', 'oci-archive']) {
    execFileSync(
      'skopeo',
      ['copy', '--quiet', `oci:${layout}:v1`, `${kind}:${path.join(work, kind)}:app:1`],
      {
        env: { ...process.env, TMPDIR: tmpdir() },
      },
    );
    expect(describeTree(await load(`${kind}:${kind}:app:1`)), kind).toEqual(describeTree(source));
  }
});
