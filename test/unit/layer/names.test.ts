import { execFileSync } from 'node:child_process';
import { linkSync, mkdirSync, readdirSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { at, expectResult, layerOf, namesIn, tar, useLayerPlace } from '../../places/layer-place.ts';

const isRoot = process.getuid?.() === 0;

useLayerPlace();

describe('hard links', () => {
  test('a new name of an unchanged file brings the whole file', async () => {
    writeFileSync(at('base/a'), 'content');
    const made = await layerOf((root) => linkSync(`${root}/a`, `${root}/b`));
    expect(namesIn(made.file)).toEqual(['./', 'a', 'b']);
    expect(tar(made.file, '-tvf', '-')).toContain('b link to a');
    await expectResult(made);
  });

  test('a change of a file with several names', async () => {
    for (const name of ['a', 'z']) mkdirSync(at('base', name));
    writeFileSync(at('base/a/1'), 'content');
    for (const name of ['a/2', 'z/3']) linkSync(at('base/a/1'), at('base', name));
    const made = await layerOf((root) => writeFileSync(`${root}/a/2`, 'other'));
    await expectResult(made);
  });

  test('fewer names', async () => {
    writeFileSync(at('base/a'), 'content');
    for (const name of ['b', 'c']) linkSync(at('base/a'), at('base', name));
    const made = await layerOf((root) => rmSync(`${root}/a`));
    expect(namesIn(made.file)).toEqual(['./', '.wh.a']);
    await expectResult(made);
  });

  test('equal files that were one file, and one file that was equal files', async () => {
    for (const name of ['a', 'x', 'y']) writeFileSync(at('base', name), 'content');
    for (const name of ['a', 'x', 'y']) utimesSync(at('base', name), 1, 1);
    linkSync(at('base/a'), at('base/b'));
    utimesSync(at('base'), 1, 1);
    const made = await layerOf((root) => {
      rmSync(`${root}/b`);
      execFileSync('cp', ['-p', `${root}/a`, `${root}/b`]);
      rmSync(`${root}/y`);
      linkSync(`${root}/x`, `${root}/y`);
      utimesSync(root, 1, 1);
    });
    expect(namesIn(made.file)).toEqual(['./', 'b', 'x', 'y']);
    await expectResult(made);
  });

  test.runIf(isRoot)('names of links and devices', async () => {
    const made = await layerOf((root) => {
      symlinkSync('x', `${root}/link`);
      linkSync(`${root}/link`, `${root}/second link`);
      execFileSync('mknod', [`${root}/null`, 'c', '1', '3']);
      linkSync(`${root}/null`, `${root}/second null`);
    });
    await expectResult(made);
  });
});

describe('names that layers reserve', () => {
  test('a new file is refused by its name', async () => {
    const layer = layerOf((root) => {
      mkdirSync(`${root}/sub`);
      writeFileSync(`${root}/sub/.wh.x`, '');
    });
    await expect(layer).rejects.toMatchObject({ code: 'layer-impossible', value: '/sub/.wh.x' });
    expect(readdirSync(at('scratch'))).toEqual([]);
  });

  test('a deleted file is refused by its name, an unchanged file is not', async () => {
    writeFileSync(at('base/.wh.x'), '');
    writeFileSync(at('base/y'), '');
    await expectResult(await layerOf((root) => writeFileSync(`${root}/z`, '')));
    rmSync(at('result'), { recursive: true });
    const layer = layerOf((root) => rmSync(`${root}/.wh.x`));
    await expect(layer).rejects.toMatchObject({ code: 'layer-impossible', value: '/.wh.x' });
  });
});
