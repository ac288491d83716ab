import { expect, test } from 'vitest';
import { parseArgs } from '../../../src/request/parse-pairs.ts';

test.each([
  ['V', 'line 1 of --build-arg is "V": expected NAME=value'],
  ['A=1\n\n=2', 'line 3 of --build-arg is "=2": expected NAME=value'],
  ['A B=1', 'line 1 of --build-arg is "A B=1": expected NAME=value'],
  ['A=1\nA=2', 'line 2 of --build-arg is "A=2": expected each name once'],
  [
    'A=1\n//b/:c=2',
    'line 2 of --build-arg is "//b/:c=2": expected NAME=value, with letters, digits and _ in the name',
  ],
])('the error of the build argument %j shows the text', (list, message) => {
  expect(() => parseArgs(list, '--build-arg')).toThrow(expect.objectContaining({ message }));
});

test('a build argument without value gets a hint for users of docker', () => {
  const hint = expect.stringMatching(
    /^A name alone gets no value from the environment\. Write NAME="\$NAME" /,
  );
  expect(() => parseArgs('V', '--build-arg')).toThrow(expect.objectContaining({ hint }));
  expect(() => parseArgs('=V', '--build-arg')).toThrow(expect.objectContaining({ hint: undefined }));
});

test('a further line of a build argument gets a hint about quotes', () => {
  const hint = expect.stringMatching(/a further line of the value of A, quote the whole entry, "A=…"/);
  expect(() => parseArgs('A=1\nb c', '--build-arg')).toThrow(expect.objectContaining({ hint }));
});
