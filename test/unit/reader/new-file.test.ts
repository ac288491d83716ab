import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { newFile } from '../../../src/reader/write/new-file.ts';
import { openRoot } from '../../../src/tree/directory.ts';

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'obuilder-new-file-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

test.each([
  ['nothing', []],
  ['content', [Buffer.from('content')]],
  ['zeros alone', [Buffer.alloc(8192)]],
  ['zeros at the end', [Buffer.from('content'), Buffer.alloc(8192)]],
  ['zeros in the middle', [Buffer.from('a'), Buffer.alloc(8192), Buffer.from('b')]],
])('a new file of %s has every byte', async (_what, pieces) => {
  const root = openRoot(directory);
  const file = newFile(root, 'file');
  for (const piece of pieces) await file.append(piece);
  await file.finish({ sync: true });
  await file.drop();
  root.close();
  const place = path.join(directory, 'file');
  expect(readFileSync(place)).toEqual(Buffer.concat(pieces));
  expect(statSync(place).size).toBe(Buffer.concat(pieces).length);
});
