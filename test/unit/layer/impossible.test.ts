import { execFileSync } from 'node:child_process';
import { linkSync, mkdirSync, mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
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

describe('a walk ends before paths fill the memory', () => {
  const maxHeldBytes = 2000;
  const walk = (base: string, result: string) =>
    walkTrees({ base: new Tree(at(base)), result: new Tree(at(result)) }, { maxHeldBytes });
  const tenIn = (directory: string) => Array.from({ length: 10 }, (_, count) => at(`${directory}/${count}`));
  const tooMany = { code: 'layer-impossible', message: expect.stringContaining('too many files') };
  beforeEach(() => mkdirSync(at('base')));

  test('of touched files', async () => {
    writeFileSync(at('result/one'), '');
    expect((await walk('base', 'result')).changed).toContain('one');
    for (const file of tenIn('result')) writeFileSync(file, '');
    await expect(walk('base', 'result')).rejects.toMatchObject(tooMany);
  });

  test('of missing files', async () => {
    writeFileSync(at('base/one'), '');
    expect((await walk('base', 'result')).gone.get('')?.names).toEqual(['one']);
    for (const file of tenIn('base')) writeFileSync(file, '');
    await expect(walk('base', 'result')).rejects.toMatchObject(tooMany);
  });

  test('of names of an untouched file', async () => {
    writeFileSync(at('base/one'), '');
    linkSync(at('base/one'), at('base/two'));
    expect((await walk('base', 'base')).linked).toHaveLength(2);
    for (const name of tenIn('base')) linkSync(at('base/one'), name);
    await expect(walk('base', 'base')).rejects.toMatchObject(tooMany);
  });
});
