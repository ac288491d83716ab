import { describe, expect, it } from 'vitest';
import { adviceOn } from '../../../../src/language/advice.ts';
import { parse } from '../specs.ts';

const said = (operation: string) =>
  adviceOn(parse(`((from i) ${operation})`)).map(({ message, hint }) => `${message}. ${hint}`);

describe('a shell', () => {
  it.each([
    ['(shell "/bin/sh -c")', '"/bin/sh -c" with its blank', '(shell /bin/sh -c)'],
    [
      '(Shell " bash  -eo pipefail" -c)',
      '" bash  -eo pipefail" with its blank',
      '(shell bash -eo pipefail -c)',
    ],
    ['(shell "a \'b c\' -c")', '"a \'b c\' -c" with its blank', '(shell a "b c" -c)'],
  ])('%s in one string is shown as words', (text, what, words) => {
    expect(said(text)).toEqual([
      expect.stringContaining(`the program of the shell is ${what}. Write ${words}`),
    ]);
  });

  it.each([
    ['(shell ["/bin/sh","-c"])', '(shell /bin/sh -c)'],
    ['(shell ["/bin/bash", "-o", "pipefail", "-c"])', '(shell /bin/bash -o pipefail -c)'],
    ['(shell [/bin/sh,-c])', '(shell /bin/sh -c)'],
    ['(shell "/bin/sh", "-c")', '(shell /bin/sh -c)'],
    ['(shell "[\\"/a b\\", \\"-c\\"]")', '(shell "/a b" -c)'],
    ['(shell [)', '(shell /bin/sh -c)'],
  ])('%s in JSON is shown as words', (text, words) => {
    expect(said(text)).toEqual([
      `the words of a shell have blanks between them, without brackets and commas. Write ${words}.`,
    ]);
  });

  it.each(['(shell /bin/sh -c)', '(shell)', '(shell a "b, c" "d e" [f])'])('%s gives no warning', (text) =>
    expect(said(text)).toEqual([]),
  );
});
