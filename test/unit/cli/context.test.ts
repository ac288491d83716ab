import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readContext } from '../../../src/cli/context.ts';

const directory = mkdtempSync(path.join(tmpdir(), 'context-'));
const file = path.join(directory, 'file');
writeFileSync(file, '');
afterAll(() => rmSync(directory, { recursive: true }));

const gone = path.join(directory, 'gone');
const below = path.join(file, 'x');

test.each([
  [gone, `${gone} does not exist`],
  [file, `${file} is not a directory`],
  [below, `${below} is not a directory`],
])('the context %s is refused before the build', async (context, why) => {
  await expect(readContext({ positionals: [context] })).rejects.toMatchObject({
    code: 'input-invalid',
    message: `the argument CONTEXT is ${JSON.stringify(context)}: expected a directory (${why})`,
    hint: 'Relative paths start at the current directory.',
  });
});

test('a directory and no argument are contexts', async () => {
  expect(await readContext({ positionals: [directory] })).toBe(directory);
  expect(await readContext({ positionals: [] })).toBe(process.cwd());
});
