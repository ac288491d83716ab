import { expect, test } from 'vitest';
import { parseArgs } from '../../../src/request/parse-pairs.ts';

test.each([
  ['V', 'line 1 of --build-arg is "V": expected NAME=value'],
  ['A=1\n\n=2', 'line 3 of --build-arg is "=2": expected NAME=value'],
  ['A B=1', 'line 1 of --build-arg is "A B=1": expected NAME=value'],
  ['A=1\nA=2', 'line 2 of --build-arg is "A=2": expected each name once'],
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
