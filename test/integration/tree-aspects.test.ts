import { execFileSync } from 'node:child_process';
import { chownSync, lstatSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openTrees } from '../../src/tree/open.ts';
import { makeWorkplace, performCopy, unpackConformanceContext, type Workplace } from '../samples/trees.ts';

let work: Workplace;
const shell = (cwd: string, script: string) => execFileSync('sh', ['-euc', script], { cwd });
const user = { uid: 3, gid: 4 };

beforeEach(() => {
  work = makeWorkplace();
  unpackConformanceContext(work.context);
});

afterEach(() => work?.remove());

test('set-gid bits and default ACLs do not change copies', async () => {
  shell(work.root, 'mkdir g; chgrp 7 g; chmod 2775 g');
  const before = process.umask(0o077);
  try {
    await performCopy(openTrees(), work, {
      src: ['top', 'tree/sub', 'toplink', 'tree/exe'],
      dst: '/g/n/',
      user,
    });
  } finally {
    process.umask(before);
  }
  const at = (name: string) => {
    const { uid, gid, mode } = lstatSync(path.join(work.root, name));
    return [uid, gid, (mode & 0o7777).toString(8)];
  };
  expect(at('g')).toEqual([0, 7, '2775']);
  expect(at('g/n')).toEqual([0, 0, '755']);
  expect(at('g/n/top')).toEqual([3, 4, '644']);
  expect(at('g/n/exe')).toEqual([3, 4, '755']);
  expect(at('g/n/sub')).toEqual([3, 4, '755']);
  expect(at('g/n/sub/b')).toEqual([3, 4, '644']);
  expect(at('g/n/toplink').slice(0, 2)).toEqual([3, 4]);
});

test('a new destination belongs to the user, an existing keeps its owner', async () => {
  mkdirSync(path.join(work.root, 'opt'));
  chownSync(path.join(work.root, 'opt'), 11, 12);
  for (const dst of ['/new/', '/other', '/opt/'])
    await performCopy(openTrees(), work, { src: ['.'], dst, exclude: ['tree'], user });
  const owners = ['new', 'other', 'opt', 'new/top'].map((name) => lstatSync(path.join(work.root, name)).uid);
  expect(owners).toEqual([3, 3, 11, 3]);
});
