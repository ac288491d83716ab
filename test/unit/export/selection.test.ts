import { expect, test } from 'vitest';
import { select } from '../../../src/export/selection.ts';

test.each(['*a', '{a,b}'])('a pattern of too many parts is refused: %s', async (part) => {
  await expect(select({ root: '/' }, `/${part.repeat(1025)}`)).rejects.toMatchObject({
    code: 'export-failed',
    message: expect.stringMatching(/the pattern has more than 2048 characters/),
  });
});

test('a missing file leads to the id of its result', async () => {
  const missing = (id?: string) => select({ root: '/proc/self/fdinfo', id }, '/no-such-file');
  await expect(missing('0123456789abcdef')).rejects.toMatchObject({
    code: 'files-missing',
    hint: 'Compare src with the files of the result; `shell 0123456789ab` opens them.',
  });
  await expect(missing()).rejects.toMatchObject({ hint: 'Compare src with the files of the result.' });
});
