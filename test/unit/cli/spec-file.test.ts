import { expect, test } from 'vitest';
import { readSpecText } from '../../../src/cli/spec-file.ts';

test('a missing spec is named in words', async () => {
  await expect(readSpecText('/nowhere/build.spec')).rejects.toMatchObject({
    code: 'input-invalid',
    message: 'could not read the spec /nowhere/build.spec: there is no such file',
    hint: 'Relative paths start at the current directory.',
  });
});
