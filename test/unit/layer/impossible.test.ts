import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Tree } from '../../../src/layer/difference/node.ts';
import { walkTrees } from '../../../src/layer/difference/walk.ts';
import { makeLayer } from '../../../src/layer/make.ts';
import { PartFinder } from '../../../src/layer/write/parts.ts';

/** A tmpfs keeps any time. */
let work: string;
const at = (name: string) => path.join(work, name);
beforeEach(() => {
  work = mkdtempSync('/dev/shm/layer-');
  for (const name of ['scratch', 'result']) mkdirSync(at(name));
});
afterEach(() => rmSync(work, { recursive: true, force: true }));

/** Makes an empty file with a time of more digits than readers take. */
function strange(file: string, size: number): void {
  writeFileSync(at(file), '');
  truncateSync(at(file), size);
  execFileSync('touch', ['-d', '@1000000000000000000', at(file)]);
}

const made = (base?: string) =>
  makeLayer({ base, result: at('result') }, { compression: 'zstd', scratch: at('scratch') });

describe('a file that readers refuse is named', () => {
  test.each([
    ['small', 0],
    ['large', 65 * 1024 ** 2],
  ])('a %s file', async (_, size) => {
    writeFileSync(at('result/before'), 'x');
    strange('result/file', size);
    await expect(made()).rejects.toMatchObject({ code: 'layer-impossible', value: '/file' });
    expect(readdirSync(at('scratch'))).toEqual([]);
  });

  test('a file to compare', async () => {
    mkdirSync(at('base'));
    for (const side of ['base', 'result']) strange(`${side}/file`, 0);
    await expect(made(at('base'))).rejects.toMatchObject({ code: 'layer-impossible', value: '/file' });
  });
});

test('wide holes between too many parts never become zeros', () => {
  const finder = new PartFinder('sub/disk');
  const data = Buffer.from('x');
  const takeParts = () => {
    for (let count = 0; count <= 20_000; count += 1) {
      finder.write(data);
      finder.hole(40 * 1024 ** 3);
    }
  };
  expect(takeParts).toThrow(
    expect.objectContaining({
      code: 'layer-impossible',
      value: '/sub/disk',
      message: expect.stringContaining('it has too many holes'),
    }),
  );
});

test('a walk ends before the paths of touched files fill the memory', async () => {
  for (const side of ['base', 'result']) mkdirSync(at(`${side}/kept`), { recursive: true });
  for (let count = 0; count < 10; count += 1) writeFileSync(at(`result/file-${count}`), '');
  const trees = { base: new Tree(at('base')), result: new Tree(at('result')) };
  // The root and "kept" count too.
  const enough = { maxHeldBytes: 12 * 250 + 10 * 'file-0'.length + 'kept'.length };
  expect((await walkTrees(trees, enough)).changed.size).toBeGreaterThan(9);
  const tooFew = { maxHeldBytes: enough.maxHeldBytes - 1 };
  await expect(walkTrees(trees, tooFew)).rejects.toMatchObject({
    code: 'layer-impossible',
    message: expect.stringContaining('too many files'),
  });
});
