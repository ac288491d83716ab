import { describe, expect, it } from 'vitest';
import { adviceOn } from '../../../../src/language/advice.ts';
import { parse } from '../specs.ts';

const said = (operation: string) =>
  adviceOn(parse(`((from i) ${operation})`)).map(({ message, hint }) => `${message}. ${hint}`);

describe('an escape that a command should see', () => {
  it.each([
    String.raw`(run (shell "grep '\bfoo\b' x"))`,
    String.raw`(run (shell "echo C:\bin"))`,
    String.raw`(env A "\bfoo")`,
    String.raw`(shell sh "\b")`,
    String.raw`(workdir "/a\b")`,
    String.raw`(copy (src "a\b") (dst /c))`,
    String.raw`(run (shell "\x08"))`,
  ])('%s gives a warning about the backspace', (text) =>
    expect(said(text)).toEqual([
      expect.stringMatching(
        /has a backspace, which the escape \\b makes\. Write \\\\b for a backslash and a b\.$/,
      ),
    ]),
  );

  it.each([
    [String.raw`(run (shell "printf 'a\011b'"))`, '011'],
    [String.raw`(run (shell "printf 'a\012'"))`, '012'],
    [String.raw`(run (shell "\127"))`, '127'],
  ])('%s gives a warning about decimal digits', (text, digits) =>
    expect(said(text)).toEqual([
      `the command has the control character with the decimal number ${Number(digits)}. Write \\\\${digits} for the escape of another program, whose digits are octal.`,
    ]),
  );

  it.each([
    String.raw`(run (shell "printf '\033[1;31mred\033[0m'"))`,
    String.raw`(run (shell "echo -e \033[m"))`,
  ])('%s gives a warning about a colour', (text) =>
    expect(said(text)).toEqual([
      String.raw`the command has ![, because the digits of the escape \033 are decimal. Write \\033[ for a colour.`,
    ]),
  );

  it.each([
    String.raw`(run (shell "grep '\\bfoo' x\n\tb\r"))`,
    String.raw`(run (shell "printf '\x1b[1m \027[0m \d \v \a'"))`,
    '(run (shell "[ ! -e a ] && echo ![a] $! !"))',
    String.raw`(comment "\b")`,
  ])('%s gives none', (text) => expect(said(text)).toEqual([]));
});
