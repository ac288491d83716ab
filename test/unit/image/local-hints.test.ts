import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { PullPolicy } from '../../../src/contract/images.ts';
import { ObuilderError } from '../../../src/errors.ts';
import { openImages } from '../../../src/image/open.ts';
import { withLocalHint } from '../../../src/image/sources/local-hints.ts';
import { ownFiles } from '../../../src/reader/own-files.ts';
import { memoryMemo } from '../../fakes/memory-memo.ts';
import { file, tarWith } from '../../samples/tar-entries.ts';

const images = openImages({ memo: memoryMemo(), files: ownFiles({}), retryMs: 1 });

async function hintOf(image: string, pull: PullPolicy = 'never'): Promise<string> {
  const options = { pull, directory: '/', onWarning: () => undefined };
  const error: unknown = await images.resolve(image, options).catch((reason: unknown) => reason);
  return (error as { hint?: string }).hint ?? '';
}

test.each([
  ['./node24.tar.zst', 'node24.tar.zst'],
  ['../a/node.tgz', '../a/node.tgz'],
  ['/srv/x.tar', '/srv/x.tar'],
])('the path %s of an archive gets the prefixes of files', async (image, file) => {
  expect(await hintOf(image)).toBe(
    `For a file write (from rootfs:${file}). For a saved image write docker-archive:${file} or oci-archive:${file}.`,
  );
});

test.each(['./x y', './$(touch z)', './`id`', "./a'b", './a;b', './a"b', './a\nb', './(x)'])(
  'the hostile path %j is in no hint',
  async (image) => {
    expect(await hintOf(image)).toBe(
      'For a directory write (from rootfs:PATH), or oci:PATH for an image layout.',
    );
  },
);

test('a path without the end of an archive gets the prefixes of directories', async () => {
  expect(await hintOf('./base')).toBe(
    'For a directory write (from rootfs:base), or oci:base for an image layout.',
  );
});

test.each(['x.tar', 'x.tar.gz', 'x.tgz', 'x.tar.zst', 'x.tar.xz', 'reg.example/x.tar'])(
  'the image %s that cannot be pulled may be a file',
  async (image) => {
    expect(await hintOf(image)).toMatch(
      `Use pull: missing or pull: auto. For a file write (from rootfs:${image}).`,
    );
  },
);

test.each([
  ['python:3.1', 404, '3.1'],
  ['ghcr.io/acme/go:1.2', 404, '1.2'],
  ['python:3.10', 404, undefined],
  ['python:3.1-slim', 404, undefined],
  ['python:3.1', 401, undefined],
])('the missing tag of %s (%i) may be a number of YAML', (name, httpStatus, number) => {
  const error = new ObuilderError('image-unavailable', 'gone', { httpStatus, hint: 'Check the name.' });
  const hint =
    number === undefined
      ? 'Check the name.'
      : `Check the name. If the tag is from a workflow, quote the version, "${number}0": YAML reads ${number}0 without quotes as ${number}.`;
  expect(withLocalHint(name, error)).toMatchObject({ hint });
});

test.each(['debian:12', 'Debian', 'tar'])('the name %s of no file keeps its hint', async (image) => {
  expect(await hintOf(image)).not.toMatch('rootfs:');
});

test.each([
  ['docker-archive:', 'etc/passwd', 'For an archive of a root file system write rootfs:FILE.'],
  ['oci-archive:', 'etc/passwd', 'For an archive of a root file system write rootfs:FILE.'],
  ['docker-archive:', 'index.json', 'For an image layout write oci-archive:FILE.'],
  ['oci-archive:', 'manifest.json', 'For a file of docker save write docker-archive:FILE.'],
])('%s names the prefix for an archive with %s', async (prefix, member, hint) => {
  const directory = mkdtempSync(path.join(tmpdir(), 'local-hints-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  const archive = path.join(directory, 'x.tar');
  writeFileSync(archive, await tarWith([file(member, '{}')]));
  expect(await hintOf(`${prefix}${archive}`)).toBe(hint);
});

test('a registry that cannot be reached leaves local images', async () => {
  expect(await hintOf('localhost:1/node:24', 'auto')).toBe(
    'Check the network and the name of the registry. Without a registry, use a local image: (from rootfs:FILE).',
  );
});

test.each(['base', 'docker://base', 'base:latest'])('the name %s asks for the input base', async (image) => {
  expect(await hintOf(image)).toBe(
    'Use pull: missing or pull: auto. If the name stands for a result, give its id with the input base (--base ID). An expression as the input base is empty if the step that gives the id has failed, or if a name in it is wrong.',
  );
});
