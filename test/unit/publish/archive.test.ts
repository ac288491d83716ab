import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import type { ImageLayer, ImageRequest } from '../../../src/contract/image-outputs.ts';
import { ImageArchive } from '../../../src/publish/archive.ts';
import { assembled } from '../../../src/publish/assemble.ts';
import { streamOf } from '../../../src/remote/pieces.ts';

function layerOf(text: string): ImageLayer {
  const digest = `sha256:${createHash('sha256').update(text).digest('hex')}`;
  const stored = { digest, diffId: digest, mediaType: 'layer', size: text.length };
  const ready = async () => ({
    layer: stored,
    open: () => streamOf(Buffer.from(text)),
    drop: () => undefined,
  });
  return { known: undefined, operation: text, ready };
}

test('an archive tells each layer in its place, and no bytes for a repeated layer', async () => {
  const layers = [layerOf('one'), layerOf('three'), layerOf('one')];
  const told: unknown[] = [];
  const request: ImageRequest = {
    output: {
      type: 'oci',
      text: 'type=oci',
      when: 'success',
      dest: '/a.tar',
      names: [],
      compression: 'gzip',
      squash: false,
      settings: { labels: {}, annotations: {}, exposedPorts: [] },
    },
    facts: { platform: 'linux/amd64', environment: [], workdir: '/', user: { uid: 0, gid: 0 }, shell: [] },
    fields: {},
    layers,
    createdAt: 0,
    onBytes: () => undefined,
    onStart: () => told.push('start'),
    onLayer: (layer, bytes) => told.push([layers.indexOf(layer), bytes]),
    signal: new AbortController().signal,
  };
  const archive = new ImageArchive(request, [], (stored) => assembled(request, stored));
  for await (const _ of archive.bytes());
  expect(told).toEqual(['start', [0, 3], [1, 5], [2, 0]]);
});
