import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeLayer } from '../../../src/layer/make.ts';

const isRoot = process.getuid?.() === 0;

let work: string;
const at = (name: string) => path.join(work, name);

beforeEach(() => {
  work = mkdtempSync(path.join(tmpdir(), 'layer-'));
  for (const name of ['scratch', 'result']) mkdirSync(at(name));
  for (const name of ['a', 'b', 'c'])
    execFileSync('dd', ['if=/dev/urandom', `of=${at(`result/${name}`)}`, 'bs=1M', 'count=20', 'status=none']);
});
afterEach(() => rmSync(work, { recursive: true, force: true }));

const making = (signal?: AbortSignal, onProgress?: (bytes: number) => void) =>
  makeLayer(
    { base: undefined, result: at('result') },
    { compression: 'zstd', scratch: at('scratch'), signal, onProgress },
  );

test.runIf(isRoot)('a full disk ends the work at once and leaves no file', async () => {
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', at('scratch')]);
  try {
    let done = 0;
    const layer = making(undefined, (bytes) => {
      done = bytes;
    });
    await expect(layer).rejects.toMatchObject({
      code: 'disk-full',
      message: expect.stringContaining(at('scratch')),
    });
    expect(readdirSync(at('scratch'))).toEqual([]);
    expect(done).toBeLessThan(60 * 1024 ** 2);
  } finally {
    // The program for system calls has started there and ends with this process.
    execFileSync('umount', ['--lazy', at('scratch')]);
  }
});

test('a signal ends the work and leaves no file', async () => {
  const controller = new AbortController();
  const layer = making(controller.signal, (bytes) => {
    if (bytes > 5_000_000) controller.abort();
  });
  await expect(layer).rejects.toMatchObject({ code: 'cancelled' });
  expect(readdirSync(at('scratch'))).toEqual([]);
});

test('the progress counts the bytes of the archive', async () => {
  const told: number[] = [];
  const { layer } = await making(undefined, (bytes) => told.push(bytes));
  expect(told).toEqual(told.toSorted((a, b) => a - b));
  expect(told.at(-1)).toBeGreaterThan(60 * 1024 ** 2);
  expect(layer.size).toBeGreaterThan(60 * 1024 ** 2);
});
