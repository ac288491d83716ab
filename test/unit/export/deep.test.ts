import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { UserDirectoryAspects, UserEntry } from '../../../src/contract/user-tree.ts';
import { sendFiles } from '../../../src/export/local.ts';
import { listFiles } from '../../../src/export/walk.ts';
import { ownAccess } from '../../../src/reader/own-access.ts';
import { userTree } from '../../../src/reader/user-tree.ts';
import { makePace } from '../../../src/tree/pace.ts';

const pace = makePace(new AbortController().signal);
let work: string;
let directory: string;
beforeEach(() => {
  work = mkdtempSync(path.join(tmpdir(), 'export-'));
  directory = path.join(work, 'result');
  mkdirSync(directory);
  execFileSync('perl', ['-e', 'for (1..300) { mkdir "d" x 200; chdir "d" x 200 }'], { cwd: directory });
});
afterEach(() => rmSync(work, { recursive: true, force: true }));

const list = (maxPathBytes?: number) =>
  listFiles({ kind: 'tree', directory, isAsked: undefined }, { pace, maxPathBytes });

test('a tree whose paths take too much memory is refused early', async () => {
  await expect(list(5_000_000)).rejects.toMatchObject({
    code: 'export-failed',
    hint: expect.stringContaining('src'),
  });
  expect(await list(20_000_000)).toHaveLength(300);
});

test('messages of long paths are short', async () => {
  const signal = new AbortController().signal;
  const tree = await userTree(ownAccess().send, { path: path.join(work, 'dist') }, signal);
  const sizes: number[] = [];
  const note = (entries: readonly (UserEntry | UserDirectoryAspects)[]) =>
    sizes.push(JSON.stringify(entries).length);
  const watched: typeof tree = {
    ...tree,
    put: (entries, contents) => {
      note(entries);
      return tree.put(entries, contents);
    },
    settle: (directories) => {
      note(directories);
      return tree.settle(directories);
    },
  };
  await sendFiles(await list(), { directory, tree: watched, pace, onBytes: () => undefined });
  await tree.close();
  expect(Math.max(...sizes)).toBeLessThan(1_500_000);
  expect(sizes.length).toBeGreaterThan(10);
});
