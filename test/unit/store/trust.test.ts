import { expect, test } from 'vitest';
import { checkWay } from '../../../src/store/trust.ts';

test('a store in /tmp names the open directory and the danger', () => {
  expect(() => checkWay('/tmp/store')).toThrow(
    expect.objectContaining({
      message: 'the store in /tmp/store cannot be trusted: /tmp can be written to by others than root',
      hint: expect.stringMatching(/^Other users could replace files of the store there\. .*\/var\/lib\//),
    }),
  );
});
