import { execFileSync } from 'node:child_process';
import { createReadStream, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect } from 'vitest';
import { applyLayer } from '../../src/layer/apply.ts';
import { makeLayer } from '../../src/layer/make.ts';
import { wholeTree } from '../samples/whole-tree.ts';

export let work: string;
/** Returns a path: `base`, `result` and `applied` are trees. */
export const at = (...names: readonly string[]) => path.join(work, ...names);
const copy = (from: string, to: string) => execFileSync('cp', ['-a', at(from), at(to)]);

/** Makes an empty base for each test of the file. */
export function useLayerPlace(): void {
  beforeEach(() => {
    work = mkdtempSync(path.join(tmpdir(), 'layer-'));
    mkdirSync(at('scratch'));
    mkdirSync(at('base'));
  });
  afterEach(() => rmSync(work, { recursive: true, force: true }));
}

/** Changes a copy of the base, and returns the layer. */
export async function layerOf(change: (root: string) => unknown) {
  copy('base', 'result');
  await change(at('result'));
  return makeLayer(
    { base: at('base'), result: at('result') },
    { compression: 'zstd', scratch: at('scratch') },
  );
}

/** Applies a layer to a copy of the base, and expects the result. */
export async function expectResult({ layer, file }: Awaited<ReturnType<typeof layerOf>>): Promise<void> {
  copy('base', 'applied');
  await applyLayer(createReadStream(file), layer, { rootfs: at('applied') });
  expect(wholeTree(at('applied'))).toEqual(wholeTree(at('result')));
}

/** Runs GNU tar on the archive of a layer. */
export const tar = (file: string, ...args: readonly string[]) =>
  execFileSync('sh', ['-c', 'zstd -dc "$0" 2>/dev/null | tar "$@"', file, ...args], { encoding: 'utf8' });
export const namesIn = (file: string) =>
  tar(file, '--quoting-style=escape', '-tf', '-').split('\n').slice(0, -1);
