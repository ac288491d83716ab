import { describe, expect, test } from 'vitest';
import type { LayerMember } from '../../../../src/contract/layers.ts';
import { layersWith } from '../../../../src/engine/elsewhere/part.ts';

const fresh = (path: string): LayerMember => ({ kind: 'directory', path, isNew: true });
const dir = (path: string): LayerMember => ({ kind: 'directory', path, isNew: false });
const file = (path: string): LayerMember => ({ kind: 'other', path });
const link = (path: string, target: string): LayerMember => ({ kind: 'link', path, target });
const layers = (...lists: readonly (readonly LayerMember[])[]) => lists;
const src = [fresh('src'), fresh('src/out'), file('src/out/a')];
const more = [dir('src'), dir('src/out'), file('src/out/b')];
const elsewhere = [dir('usr'), file('usr/x')];

describe('the layers of an output', () => {
  test.each<[string, readonly (readonly LayerMember[])[], string, readonly number[] | undefined]>([
    ['a new directory and its changes', layers(elsewhere, src, elsewhere, more), 'src/out', [1, 3]],
    ['a file is whole in its last layer', layers(src, more, elsewhere), 'src/out/a', [0]],
    [
      'a changed file is whole in the change',
      layers(src, [dir('src'), dir('src/out'), file('src/out/a')]),
      'src/out/a',
      [1],
    ],
    ['a directory that the base image may have', layers(src, elsewhere), 'usr', undefined],
    ['the whole result', layers(src), '', undefined],
    ['a name that the base image may have', layers(src), 'home/x', undefined],
    ['a missing name in a new directory', layers(src), 'src/none', []],
    ['a missing name below a file', layers(src), 'src/out/a/b', undefined],
    ['a deleted file', layers(src, [dir('src'), dir('src/out'), file('src/out/.wh.a')]), 'src/out/a', []],
    [
      'a deletion in a directory',
      layers(src, more, [dir('src'), dir('src/out'), file('src/out/.wh.a')]),
      'src/out',
      [0, 1, 2],
    ],
    ['a deleted parent', layers(src, [file('.wh.src')]), 'src/out/a', []],
    [
      'a parent deleted and made again',
      layers(src, [file('.wh.src')], [fresh('src'), fresh('src/out')]),
      'src/out',
      [2],
    ],
    [
      'an opaque directory',
      layers(src, [dir('src'), dir('src/out'), file('src/out/.wh..wh..opq'), file('src/out/c')]),
      'src/out',
      [1],
    ],
    [
      'a file of an opaque directory',
      layers(src, [dir('src'), dir('src/out'), file('src/out/.wh..wh..opq')]),
      'src/out/a',
      [],
    ],
    [
      'an opaque parent of the base image',
      layers([dir('usr'), file('usr/.wh..wh..opq'), fresh('usr/lib')]),
      'usr/lib',
      [0],
    ],
    ['a directory that became a file', layers(src, [dir('src'), file('src/out')]), 'src/out', [1]],
    [
      'a file that became a directory',
      layers([fresh('src'), file('src/out')], [dir('src'), fresh('src/out'), file('src/out/x')]),
      'src/out',
      [1],
    ],
    ['a link on the way', layers(src, [link('latest', 'src/out')]), 'latest/a', [0]],
    ['an absolute link', layers(src, [dir('src'), link('src/in', '/src/out')]), 'src/in', [0]],
    ['a link out of the root', layers(src, [link('up', '../../../src')]), 'up/out', [0]],
    ['a link into the base image', layers(src, [link('bin', 'usr/bin')]), 'bin', undefined],
    ['a loop of links', layers([link('a', 'b'), link('b', 'a')]), 'a', undefined],
    [
      'a directory with a similar name',
      layers([...src, fresh('src/out2'), file('src/out2/x')]),
      'src/out',
      [0],
    ],
    ['no layer', [], 'src', undefined],
  ])('%s', (_, lists, path, expected) => {
    expect(layersWith(lists, path)).toEqual(expected);
  });
});
