import { expect, test } from 'vitest';
import { select } from '../../../src/export/selection.ts';

test.each(['*a', '{a,b}'])('a pattern of too many parts is refused: %s', async (part) => {
  await expect(select('/', `/${part.repeat(1025)}`)).rejects.toMatchObject({
    code: 'export-failed',
    message: expect.stringMatching(/the pattern has more than 2048 characters/),
  });
});
