import { describe, expect, it } from 'vitest';
import { errorOf, parse } from '../specs.ts';

describe('a comment with #, // or /*', () => {
  it.each([
    ['// base\n((from a))', 1, 1],
    ['((from a)\n  // it is (good\n  (run (shell b)))', 2, 3],
    ['((from a)) // end', 1, 12],
    ['/* base */\n((from a))', 1, 1],
    ['# base\n((from a))', 1, 1],
    ['((from a)\n  # it is (good\n  (run (shell b)))', 2, 3],
    ['((from a) # "quoted\n (run (shell "b")))', 1, 11],
    ['((from a)\n #done) now\n)', 2, 2],
    ['((from a) (workdir /b # why\n))', 1, 23],
    ['((from a) (run # why\n (shell b)))', 1, 16],
    ['((from a)) # end', 1, 12],
  ])('%j gets the sign of this language', (text, line, column) => {
    const error = errorOf(text);
    expect(error.message).toMatch(/^(#|\/\/|\/\*) begins no comment in a spec$/);
    expect(error.hint).toBe('Write ; before a comment.');
    expect(error.at).toMatchObject({ line, column });
  });

  it.each([
    '((from a) (run (shel "# b")))',
    '((from a) (run (shel "\n # b (\n")))',
    '((from a) ; # (\n (rnu b))',
    '((from a) #| # ( |# (rnu b))',
    '((from a) (rnu b)\n # c\n)',
    '((from a) (copy (src a#b) (dts c)))',
    '((from a) (workdir //b) (rnu c))',
    '((from a) (copy (src //b /*) (dts c)))',
  ])('%j keeps its own error', (text) => expect(errorOf(text).message).not.toMatch(/comment in/));

  it('a word with # stays a word', () => {
    expect(parse('((from a) (shell b #c))').operations).toMatchObject([{ argv: ['b', '#c'] }]);
  });
});
