import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { BuildEvent } from '../../../../src/contract/events.ts';
import type { ImageLayer } from '../../../../src/contract/image-outputs.ts';
import type { ImageOutput } from '../../../../src/contract/outputs.ts';
import { reportImage } from '../../../../src/engine/image/progress.ts';
import { streamOf } from '../../../../src/remote/pieces.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const output: ImageOutput = {
  type: 'registry',
  text: 'type=registry',
  when: 'success',
  names: ['a/b:1', 'a/b:2'],
  compression: 'gzip',
  squash: false,
  settings: { labels: {}, annotations: {}, exposedPorts: [] },
};

const layer = (size: number, isKnown: boolean): ImageLayer => {
  const stored = { digest: `sha256:${size}`, diffId: `sha256:${size}`, mediaType: 'layer', size };
  const ready = async () => ({ layer: stored, open: () => streamOf(Buffer.alloc(0)), drop: () => undefined });
  return { known: isKnown ? stored : undefined, operation: 'run', ready };
};

function watching(...layers: readonly ImageLayer[]) {
  const events: BuildEvent[] = [];
  const progress = reportImage(output, (event) => events.push(event));
  const watched = progress.watch(layers);
  const next = (ms = 5000) => {
    vi.advanceTimersByTime(ms);
    const { type, text, dest, ...rest } = events.at(-1) as Extract<BuildEvent, { type: 'export' }>;
    expect([type, text, dest]).toEqual(['export', 'type=registry', 'a/b:1, a/b:2']);
    return rest;
  };
  return { progress, watched, events, next };
}

test('an image tells its progress after a second, at intervals, and not after the end', () => {
  const { progress, events, next } = watching(layer(30, true), layer(50, false));
  progress.start();
  progress.making({ number: 2, bytes: 10 });
  vi.advanceTimersByTime(999);
  expect(events).toEqual([]);
  progress.making({ number: 2, bytes: 20 });
  expect(next(1)).toEqual({ doneBytes: 20, totalBytes: 0, layer: { number: 2, total: 2 }, isMaking: true });
  progress.making(undefined);
  progress.sent(3);
  progress.sent(4);
  expect(next()).toEqual({ doneBytes: 7, totalBytes: 30, layer: { number: 1, total: 2 }, isMaking: false });
  expect(progress.bytes()).toBe(7);
  progress.end();
  vi.advanceTimersByTime(60_000);
  expect(events).toHaveLength(2);
});

test('the size of a new layer counts when the layer is made', async () => {
  const { progress, watched, next } = watching(layer(30, true), layer(50, false));
  progress.start();
  await watched[1]?.ready();
  progress.sent(30);
  if (watched[0]) progress.arrived(watched[0], 30);
  expect(next()).toMatchObject({ doneBytes: 30, totalBytes: 80, layer: { number: 2, total: 2 } });
});

test('a layer that a registry has counts as no bytes, and a second registry begins again', () => {
  const { progress, watched, next } = watching(layer(30, true), layer(50, true));
  progress.start();
  if (watched[0]) progress.arrived(watched[0], 0);
  progress.sent(25);
  expect(next()).toMatchObject({ doneBytes: 25, totalBytes: 50, layer: { number: 2, total: 2 } });
  progress.start();
  progress.sent(8);
  expect(next()).toMatchObject({ doneBytes: 8, totalBytes: 80, layer: { number: 1, total: 2 } });
  expect(progress.bytes()).toBe(33);
});
