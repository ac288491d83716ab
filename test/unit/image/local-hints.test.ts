import { expect, test } from 'vitest';
import { openImages } from '../../../src/image/open.ts';
import { ownFiles } from '../../../src/reader/own-files.ts';
import { memoryMemo } from '../../fakes/memory-memo.ts';

const images = openImages({ memo: memoryMemo(), files: ownFiles({}), retryMs: 1 });

async function hintOf(image: string): Promise<string> {
  const options = { pull: 'never', directory: '/', onWarning: () => undefined } as const;
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

test.each(['debian:12', 'Debian', 'tar'])('the name %s of no file keeps its hint', async (image) => {
  expect(await hintOf(image)).not.toMatch('rootfs:');
});
