import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isObuilderError } from '../../../src/errors.ts';
import { openTrees } from '../../../src/tree/open.ts';
import { makeWorkplace, manifestRequest, ownUser, treeOf, type Workplace } from '../../samples/trees.ts';

/** Exchanges two names as fast as it can: a directory and a link to what is outside, a file and a link likewise. */
const SWAPPER = `
  import { renameSync, symlinkSync, mkdirSync, writeFileSync } from 'node:fs';
  const [context, outside] = process.argv.slice(1);
  process.chdir(context);
  symlinkSync(outside, 'evil-dir');
  symlinkSync(outside + '/secret', 'evil-file');
  console.log('ready');
  for (;;) {
    renameSync('d', 'good-dir'); renameSync('evil-dir', 'd');
    renameSync('d', 'evil-dir'); renameSync('good-dir', 'd');
    renameSync('f', 'good-file'); renameSync('evil-file', 'f');
    renameSync('f', 'evil-file'); renameSync('good-file', 'f');
  }`;

let work: Workplace;
let swapper: ChildProcess | undefined;

beforeEach(async () => {
  work = makeWorkplace();
  const outside = path.join(work.path, 'outside');
  for (const directory of [outside, path.join(work.context, 'd')]) mkdirSync(directory);
  for (const name of ['secret', 'x']) writeFileSync(path.join(outside, name), 'SECRET');
  for (const name of ['f', 'd/x', 'd/secret']) writeFileSync(path.join(work.context, name), 'public');
  swapper = spawn(process.execPath, ['--input-type=module', '-e', SWAPPER, work.context, outside], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise((resolve) => swapper?.stdout?.once('data', resolve));
});

afterEach(async () => {
  const ended = new Promise((resolve) => swapper?.once('exit', resolve));
  swapper?.kill('SIGKILL');
  await ended;
  work?.remove();
});

test('swapping names for links exposes nothing outside', async () => {
  const ends = { copied: 0, refused: 0 };
  for (let round = 0; round < 300; round += 1) {
    // Every other round has nothing at hand from the reading, so that the copy opens everything again.
    const trees = openTrees();
    try {
      const request = manifestRequest(work.context, { src: ['d', 'f'], dst: '/r/' });
      const manifest = await trees.readManifest(request);
      const given = round % 2 === 0 ? manifest : structuredClone(manifest);
      await trees.copy({
        manifest: given,
        from: work.context,
        to: work.root,
        dst: `/r${round}/`,
        user: ownUser,
      });
      ends.copied += 1;
    } catch (error) {
      if (!isObuilderError(error, 'copy-refused')) throw error;
      ends.refused += 1;
    }
  }
  const contents = Object.values(treeOf(work.root));
  expect(contents).toContain('public');
  expect(contents.filter((content) => content.includes('SECRET'))).toEqual([]);
  // The two sides did meet: some rounds saw a link or lost a file.
  expect(ends.refused + contents.filter((content) => content.startsWith('->')).length).toBeGreaterThan(0);
});
