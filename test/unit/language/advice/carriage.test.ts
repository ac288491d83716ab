import { describe, expect, it } from 'vitest';
import { adviceOn } from '../../../../src/language/advice.ts';
import { parseSpec } from '../../../../src/language/parse.ts';
import { parse } from '../specs.ts';

const ENDS = 'carriage returns at the ends of its lines';
const said = (text: string) => adviceOn(parse(text)).map(({ message, at }) => `${at.line}: ${message}`);

describe('the ends CR LF in a string', () => {
  it.each([
    ['(run (shell "set -e\r\n  make"))', `the command has ${ENDS}, which the shell reads as parts of words`],
    ['(env A "1\r\n2")', `the value of A has ${ENDS}, which stay in it`],
    ['(shell bash "-c\r\n")', `the shell has ${ENDS}, which stay in it`],
  ])('%j give a warning', (operation, message) => {
    expect(said(`((from i)\r\n${operation})\r\n`)).toEqual([`2: ${message}`]);
  });

  it('give a single warning, also with nested builds', () => {
    const run = '(run (shell "a\r\nb"))';
    expect(said(`(\n(build b ((from i) ${run} ${run}))\n(from i)\n${run})`)).toEqual([
      expect.stringContaining('2: the command has'),
    ]);
  });

  it.each([
    '(run (shell "a\nb"))\r\n(run (shell "c"))',
    '(run (shell "a \\\r\n  b"))',
    '(run (shell "a\rb"))',
    '(comment "a\r\nb")',
  ])('%j give no warning', (operation) => expect(said(`((from i)\r\n${operation})`)).toEqual([]));

  it.each([
    ['ci/a.sexp', '"*.sexp text eol=lf"'],
    ['ci/Spec', '"Spec text eol=lf"'],
  ])('are mended for %s by .gitattributes', (file, line) => {
    const [advice] = adviceOn(parseSpec({ text: '((from i) (run (shell "a\r\nb")))', file }));
    expect(advice?.hint).toContain(`${line} in .gitattributes`);
  });
});
