import {
  chmodSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ownAccess } from '../../../src/reader/own-access.ts';
import { userTree } from '../../../src/reader/user-tree.ts';

/** Two file systems, so no hard link is possible. */
let from: string;
let to: string;
beforeEach(() => {
  from = mkdtempSync('/dev/shm/links-');
  to = mkdtempSync(path.join(tmpdir(), 'links-'));
});
afterEach(() => {
  for (const directory of [from, to]) rmSync(directory, { recursive: true, force: true });
});

async function linked(): Promise<void> {
  const tree = await userTree(ownAccess().send, { path: '/' }, new AbortController().signal);
  try {
    const below = (file: string) => path.relative('/', file);
    const link = { kind: 'hard-link', path: below(`${to}/second`), to: below(`${from}/first`) } as const;
    await tree.put([link], []);
  } finally {
    await tree.close();
  }
}

test('a second name becomes a copy if links are impossible', async () => {
  writeFileSync(`${from}/first`, 'content');
  chmodSync(`${from}/first`, 0o640);
  await linked();
  expect(readFileSync(`${to}/second`, 'utf8')).toBe('content');
  expect(lstatSync(`${to}/second`).mode & 0o7777).toBe(0o640);
  expect(lstatSync(`${to}/second`).mtimeMs).toBeCloseTo(lstatSync(`${from}/first`).mtimeMs, 0);
});

test('the copy follows no link that somebody put in place of the first name', async () => {
  writeFileSync(`${to}/secret`, 'secret');
  symlinkSync(`${to}/secret`, `${from}/first`);
  await expect(linked()).rejects.toMatchObject({ code: 'export-failed', errno: 'ELOOP' });
  expect(readdirSync(to)).toEqual(['secret']);
});
