import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect } from 'vitest';
import { createUnpacker } from '../../src/image/unpack/unpacker.ts';
import { type ForgedEntry, tarWith } from '../samples/tar-entries.ts';
import { contentsOf } from '../samples/tree-listing.ts';

export let work: string;
export let rootfs: string;
/** Stands for the host's files. */
export let outside: string;

/** Makes an empty root for each test of the file, and expects no change outside. */
export function useUnpackPlace(): void {
  beforeEach(() => {
    work = mkdtempSync(path.join(tmpdir(), 'unpack-'));
    rootfs = path.join(work, 'rootfs');
    outside = path.join(work, 'outside');
    mkdirSync(rootfs);
    mkdirSync(outside);
    writeFileSync(path.join(outside, 'passwd'), 'host');
  });
  afterEach(() => {
    expect(readdirSync(outside)).toEqual(['passwd']);
    expect(readFileSync(path.join(outside, 'passwd'), 'utf8')).toBe('host');
    expect(readdirSync(work).sort()).toEqual(['outside', 'rootfs']);
    rmSync(work, { recursive: true, force: true });
  });
}

export async function unpack(layers: readonly (readonly ForgedEntry[])[], whiteouts = true): Promise<void> {
  const unpacker = createUnpacker({ rootfs, whiteouts });
  for (const entries of layers) {
    const layer = unpacker.layer();
    layer.write(await tarWith(entries));
    await layer.end();
  }
  await unpacker.end();
}

export const contents = () => contentsOf(rootfs);

export const refused = (problem: string) =>
  expect.objectContaining({ code: 'image-invalid', message: expect.stringContaining(problem) as string });
