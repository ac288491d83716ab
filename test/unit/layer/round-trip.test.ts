import { execFileSync } from 'node:child_process';
import {
  linkSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { describe, expect, test } from 'vitest';
import { at, expectResult, layerOf, namesIn, useLayerPlace } from '../../places/layer-place.ts';

useLayerPlace();

describe('a layer holds what a step changed', () => {
  test('new, changed and deleted files', async () => {
    writeFileSync(at('base/same'), 'same');
    writeFileSync(at('base/changed'), 'before');
    writeFileSync(at('base/gone'), 'gone');
    mkdirSync(at('base/deep/er'), { recursive: true });
    writeFileSync(at('base/deep/er/same'), 'same');
    const made = await layerOf((root) => {
      writeFileSync(`${root}/changed`, 'afterwards');
      writeFileSync(`${root}/deep/er/new`, 'new');
      rmSync(`${root}/gone`);
    });
    expect(namesIn(made.file)).toEqual(['./', '.wh.gone', 'changed', 'deep/', 'deep/er/', 'deep/er/new']);
    await expectResult(made);
  });

  test('the same size and time with other content', async () => {
    writeFileSync(at('base/file'), 'aaaa');
    utimesSync(at('base/file'), 1, 1);
    utimesSync(at('base'), 1, 1);
    const made = await layerOf((root) => {
      writeFileSync(`${root}/file`, 'bbbb');
      utimesSync(`${root}/file`, 1, 1);
      utimesSync(root, 1, 1);
    });
    expect(namesIn(made.file)).toEqual(['./', 'file']);
    await expectResult(made);
  });

  test('nothing for a step that changed nothing, or wrote the same again', async () => {
    writeFileSync(at('base/file'), 'aaaa');
    utimesSync(at('base/file'), 1, 1);
    utimesSync(at('base'), 1, 1);
    const made = await layerOf((root) => {
      rmSync(`${root}/file`);
      writeFileSync(`${root}/file`, 'aaaa');
      utimesSync(`${root}/file`, 1, 1);
      utimesSync(root, 1, 1);
    });
    expect(namesIn(made.file)).toEqual([]);
    await expectResult(made);
  });

  test('kinds that turn into other kinds', async () => {
    mkdirSync(at('outside'));
    writeFileSync(at('outside/inside'), '');
    symlinkSync(at('outside'), at('base/away'));
    mkdirSync(at('base/directory/inner'), { recursive: true });
    writeFileSync(at('base/directory/inner/file'), '');
    writeFileSync(at('base/file'), '');
    symlinkSync('directory', at('base/link'));
    mkdirSync(at('base/other'));
    const made = await layerOf((root) => {
      rmSync(`${root}/directory`, { recursive: true });
      writeFileSync(`${root}/directory`, 'now a file');
      rmSync(`${root}/file`);
      mkdirSync(`${root}/file`);
      writeFileSync(`${root}/file/inside`, '');
      rmSync(`${root}/link`);
      mkdirSync(`${root}/link`);
      writeFileSync(`${root}/link/inside`, '');
      rmSync(`${root}/other`, { recursive: true });
      rmSync(`${root}/away`);
      mkdirSync(`${root}/away`);
      execFileSync('cp', ['-a', at('outside/inside'), `${root}/away`]);
      symlinkSync('file', `${root}/other`);
    });
    await expectResult(made);
  });

  test('one opaque mark for a directory whose old entries are all gone', async () => {
    mkdirSync(at('base/lists'));
    for (const name of ['a', 'b', '.wh.c']) writeFileSync(at('base/lists', name), name);
    const made = await layerOf((root) => {
      rmSync(`${root}/lists`, { recursive: true });
      mkdirSync(`${root}/lists`);
      writeFileSync(`${root}/lists/new`, '');
    });
    expect(namesIn(made.file)).toEqual(['./', 'lists/', 'lists/.wh..wh..opq', 'lists/new']);
    await expectResult(made);
  });

  test('times of directories that nothing else tells', async () => {
    mkdirSync(at('base/a/b'), { recursive: true });
    writeFileSync(at('base/a/b/file'), '');
    const made = await layerOf((root) => {
      writeFileSync(`${root}/a/b/file`, 'x');
      writeFileSync(`${root}/a/b/new`, 'x');
      utimesSync(`${root}/a/b`, 5, 7);
    });
    await expectResult(made);
    expect(lstatSync(at('applied/a/b')).mtimeMs).toBe(7000);
  });
});

test('equal differences give equal bytes', async () => {
  mkdirSync(at('base/d'));
  for (let i = 0; i < 20; i += 1) writeFileSync(at('base/d', String(i)), String(i));
  const change = (root: string) => {
    for (let i = 19; i > 0; i -= 2) writeFileSync(`${root}/d/${i}`, `changed ${i}`);
    rmSync(`${root}/d/4`);
    linkSync(`${root}/d/1`, `${root}/d/one`);
    execFileSync('find', [root, '-exec', 'touch', '-h', '-d', '2020-01-01 01:02:03.456789012', '{}', '+']);
  };
  const first = await layerOf(change);
  rmSync(at('result'), { recursive: true });
  const second = await layerOf(change);
  expect(second.layer).toEqual(first.layer);
  expect(readFileSync(second.file)).toEqual(readFileSync(first.file));
});
