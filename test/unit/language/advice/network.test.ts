import { expect, it } from 'vitest';
import { adviceOn } from '../../../../src/language/advice.ts';
import { parse } from '../specs.ts';

const adviceFor = (list: string) => adviceOn(parse(`((from a) (run (network (allow ${list})) (shell x)))`));

it.each([
  ['*:443', /^\*:443 allows only names without a dot$/, /audit/],
  ['127.0.0.1:5902', /the step itself$/, /\(allow NAME:PORT 127\.0\.0\.1:5902\)/],
])('the list %s gives advice', (list, message, hint) => {
  expect(adviceFor(list)).toEqual([
    expect.objectContaining({
      message: expect.stringMatching(message),
      hint: expect.stringMatching(hint),
    }),
  ]);
});

it.each(['*.example:443', '**:443', 'vm:5902 127.0.0.1:5902', '10.0.0.1:80'])(
  'the list %s gives none',
  (list) => {
    expect(adviceFor(list)).toEqual([]);
  },
);

it('a star alone leads to an audit', () => {
  expect(() => adviceFor('*')).toThrow(expect.objectContaining({ hint: expect.stringContaining('audit') }));
});
