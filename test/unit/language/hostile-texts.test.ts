import { expect, test } from 'vitest';
import { isObuilderError } from '../../../src/errors.ts';
import { adviceOn } from '../../../src/language/advice.ts';
import { parseSpec } from '../../../src/language/parse.ts';
import { quoted } from '../../../src/language/print.ts';

const BYTES = 1_000_000;
const many = (piece: string) => piece.repeat(Math.ceil(BYTES / piece.length));

/** Searches that take the square of the length would take hours here. */
test.each([
  ['documents without an end', `\${{ x }}${many("<<'x' ")}`],
  ['documents on lines of their own', `\${{ x }}${many("<<'x'\n")}`],
  ['bare documents', `\${{ x }}${many('<<x\n')}`],
  ['words before a variable', `$V ${many('for ')}`],
  ['single quotes', `\${{ x }}${many("'")}x`],
  ['an open string', `\${{ x }}"${many('\\a')}`],
  ['comments', `\${{ x }}${many(' #')}`],
  ['blanks', `\${{ x }}${many(' ')}`],
])('a command with %s is read in one go', (_, command) => {
  const text = `((arg V 1) (build b ((from a) (run (shell ${quoted(command)})))) (from a))`;
  expect(adviceOn(parseSpec({ text, file: 'a.spec' })).length).toBeGreaterThan(0);
});

test.each([
  ['lines of a spec in a string', `((from a) (run (shell "${many('\n(run (')}`],
  ['words before a string', `((from a) (run (shell "x" ${many('\n(shell ')}`],
  ['starts of block comments', `((from a) ${many('#| ')}`],
  ['quotes', `((from a) (run (shell ${many('"')}x`],
  ['comments', `((from a) ${many('; (from b\n')}`],
  ['parentheses', many('(')],
  ['ten million escapes', `((from a) (run (shell "${'\\a'.repeat(5_000_000)}`],
  ['ten million escapes in a comment', `((from a) ; (from "${'\\a'.repeat(5_000_000)}`],
])('a broken spec of %s is one error', (_, text) => {
  for (const file of ['spec', 'a.spec'])
    try {
      parseSpec({ text, file });
      throw new Error('was taken');
    } catch (error) {
      expect(isObuilderError(error, 'spec-invalid'), String(error)).toBe(true);
    }
});

test('a command of ten million escapes is a command', () => {
  const text = `((from a) (run (shell ${quoted(`\${{ x }}"${'\\a'.repeat(5_000_000)}"`)})))`;
  expect(adviceOn(parseSpec({ text, file: 'a.spec' }))).toEqual([]);
});
