import { expect, test } from 'vitest';
import { exportText, imageText } from '../../../src/report/export-text.ts';
import { recorder } from '../../../src/report/summary/record.ts';
import { summary } from '../../../src/report/summary/summary.ts';
import { terminalReporter } from '../../../src/report/terminal.ts';

const end = {
  type: 'export-end',
  text: 'dist',
  dest: '/work/a`b\nc',
  files: 12,
  bytes: 3_355_444,
  seconds: 0.42,
} as const;
const progress = {
  type: 'export',
  text: 'dist',
  dest: '/work/dist',
  doneBytes: 1024,
  totalBytes: 4096,
} as const;

test('a line tells how many files went where', () => {
  expect(exportText(end)).toBe('Wrote 12 files (3.2 MB) to /work/a`b c in 0.4 s');
  expect(exportText({ ...end, files: 1 })).toContain('Wrote 1 file (');
  expect(exportText(progress)).toBe('Writing to /work/dist: 1.0 KB of 4.0 KB (25 %)');
  expect(exportText({ ...progress, totalBytes: 0 })).toBe('Writing to /work/dist: 1.0 KB so far');
  expect(exportText({ ...progress, doneBytes: 5000 })).toContain('(100 %)');
});

test('a shell shows exports as lines', () => {
  const { event } = terminalReporter();
  expect(event(progress) + event(end)).toBe(`${exportText(progress)}\n${exportText(end)}\n`);
});

test('the summary lists exports', () => {
  const { add, record } = recorder();
  add(progress);
  add(end);
  const text = summary(record(), { seconds: 1, cancelled: false });
  expect(text).toContain('12 files (3.2 MB)');
  expect(text).not.toContain('1.0 KB');
  expect(text.split('\n').filter((line) => line.includes('/work/'))).toHaveLength(1);
});

const digest = `sha256:${'a'.repeat(64)}`;
const image = {
  type: 'image-end',
  image: {
    type: 'registry',
    names: ['ghcr.io/acme/app:1', 'ghcr.io/acme/app:latest'],
    digest,
    size: 500,
    mediaType: 'application/vnd.oci.image.manifest.v1+json',
    imageId: digest,
  },
  bytes: 3_355_444,
  seconds: 0.42,
} as const;

test('a line tells the names and the digest of an image', () => {
  expect(imageText(image)).toBe(
    `Pushed ghcr.io/acme/app:1, ghcr.io/acme/app:latest (3.2 MB sent) in 0.4 s: ${digest}`,
  );
  const archive = { ...image, image: { ...image.image, type: 'oci', dest: '/work/a`b\nc' } } as const;
  expect(imageText(archive)).toBe(`Wrote the image /work/a\`b c (3.2 MB) in 0.4 s: ${digest}`);
  expect(exportText({ ...progress, totalBytes: 0, isMaking: true })).toBe(
    'Making a layer for /work/dist: 1.0 KB so far',
  );
});

test('a line tells the layer of an image under way', () => {
  const layer = { number: 2, total: 5 };
  expect(exportText({ ...progress, layer })).toBe(
    'Writing to /work/dist: layer 2 of 5, 1.0 KB of 4.0 KB (25 %)',
  );
  expect(exportText({ ...progress, totalBytes: 0, layer, isMaking: true })).toBe(
    'Making layer 2 of 5 for /work/dist: 1.0 KB so far',
  );
});

test('the summary lists images', () => {
  const { add, record } = recorder();
  add(image);
  const text = summary(record(), { seconds: 1, cancelled: false });
  expect(text).toContain(
    '<code>ghcr.io/acme/app&#58;1</code>, <code>ghcr.io/acme/app&#58;latest</code>: image <code>sha256&#58;aaa',
  );
});
