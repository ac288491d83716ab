import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ChainLayer } from '../../../../src/contract/remote.ts';
import { Ahead } from '../../../../src/engine/elsewhere/ahead.ts';
import { must } from '../../../../src/errors.ts';
import type { VirtualResult } from '../../../../src/plan/virtual.ts';

let scratch: string;
beforeEach(() => {
  scratch = mkdtempSync(path.join(tmpdir(), 'ahead-'));
});
afterEach(() => rmSync(scratch, { recursive: true, force: true }));

const turn = () => new Promise((resolve) => setTimeout(resolve, 5));

/** A chain of layers whose bytes come when the test says so. */
function chain(sizes: readonly number[], spareBytes = 1e12) {
  const opened: number[] = [];
  const gates = sizes.map(() => Promise.withResolvers<void>());
  const layers = sizes.map((size, index): ChainLayer => {
    return { digest: `sha256:${index}`, diffId: `sha256:${index}`, size, mediaType: 'tar' };
  });
  const results = layers.map((layer, index) => {
    const open = async function* (_: unknown, signal: AbortSignal) {
      opened.push(index);
      signal.addEventListener('abort', () => must(gates[index], 'a gate').reject(new Error('ended')));
      await must(gates[index], 'a gate').promise;
      yield Buffer.from(`layer ${index}`);
    };
    return { remote: { record: { chain: { steps: [{ layer }] } }, open } } as unknown as VirtualResult;
  });
  for (const { promise } of gates) promise.catch(() => undefined);
  const { signal } = new AbortController();
  const store = { scratch: () => scratch, spareBytes: () => spareBytes };
  return { opened, gates, layers, store, ahead: new Ahead({ store, results, signal }) };
}

async function textOf(bytes: AsyncIterable<Buffer> | undefined): Promise<string | undefined> {
  if (bytes === undefined) return undefined;
  const pieces: Buffer[] = [];
  for await (const piece of bytes) pieces.push(piece);
  return Buffer.concat(pieces).toString();
}

test('eight small layers are fetched at a time, and 32 wait in memory', async () => {
  const { ahead, opened, gates, layers } = chain(Array<number>(60).fill(100), 0);
  await turn();
  expect(opened).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  for (const { resolve } of gates) resolve();
  await turn();
  expect(opened.at(-1)).toBe(32);
  expect(await textOf(await ahead.take(must(layers[1], 'a layer')))).toBe('layer 1');
  await turn();
  expect(opened.at(-1)).toBe(33);
  expect(readdirSync(scratch)).toEqual([]);
  await ahead.close();
});

test('three large layers are fetched at a time into files', async () => {
  const { ahead, opened, gates, layers } = chain(Array<number>(20).fill(1e6));
  await turn();
  expect(opened).toEqual([1, 2, 3]);
  for (const { resolve } of gates) resolve();
  await expect.poll(() => opened.at(-1)).toBe(6);
  expect(await textOf(await ahead.take(must(layers[1], 'a layer')))).toBe('layer 1');
  await expect.poll(() => opened.at(-1)).toBe(7);
  await ahead.close();
  expect(readdirSync(scratch)).toEqual([]);
});

test('a large layer without room on the disk waits for its turn', async () => {
  const { ahead, opened, layers } = chain([100, 1e6], 3e6);
  await turn();
  expect(opened).toEqual([]);
  expect(await ahead.take(must(layers[1], 'a layer'))).toBeUndefined();
  await ahead.close();
});

test('a store that cannot tell its room spoils no fetched layer', async () => {
  const { ahead, gates, layers, store } = chain([100, 100, 1e6], 0);
  store.spareBytes = () => {
    throw new Error('the disk is broken');
  };
  for (const { resolve } of gates) resolve();
  expect(await textOf(await ahead.take(must(layers[1], 'a layer')))).toBe('layer 1');
  expect(await ahead.take(must(layers[2], 'a layer'))).toBeUndefined();
  await ahead.close();
});

test('the end stops all fetches and removes the files', async () => {
  const { ahead, opened } = chain([1e6, 1e6, 100]);
  await expect.poll(() => opened.toSorted()).toEqual([1, 2]);
  await ahead.close();
  expect(readdirSync(scratch)).toEqual([]);
});
