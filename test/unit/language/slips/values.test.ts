import { describe, expect, it } from 'vitest';
import { errorOf, parse } from '../specs.ts';

const inSpec = (operations: string) => `((from i) ${operations})`;

/** Operations, the faulty part, and the text that the hint offers. */
const operations: readonly (readonly [string, string, string])[] = [
  ['(user app)', 'app', '(user (name app))'],
  ['(user app:staff)', 'app', '(user (name app) (group staff))'],
  ['(user 1000:50)', '1000', '(user (uid 1000) (gid 50))'],
  ['(user 1000)', '1000', '(user (uid 1000) (gid 1000))'],
  ['(user root)', 'root', '(user (name root))'],
  ['(user app staff)', 'app', '(user (name app) (group staff))'],
  ['(user app:50)', 'app', '(user (name app) (gid 50))'],
  ['(user 50:staff)', '50', '(user (uid 50) (group staff))'],
  ['(user (uid 1000))', '(user', '(user (uid 1000) (gid 1000))'],
  ['(env A 1 B 2)', 'B', '(env A 1) (env B 2)'],
  ['(env A b c)', 'c', '(env A "b c")'],
  ['(env A=1)', 'A=1', '(env A "1")'],
  ['(env A=1 B=2)', 'A=1', '(env A "1") (env B "2")'],
  ['(env A="b c")', 'A=', '(env A "b c")'],
  ['(env A="b c" B=d=e)', 'A=', '(env A "b c") (env B "d=e")'],
  ['(env A = 1)', '1', '(env A 1)'],
  ['(env (A 1))', '(A', '(env A 1)'],
  ['(env (A 1) (B "c d"))', '(A', '(env A 1) (env B "c d")'],
];

it.each([
  ['(shell make all)', '(shell "make all")'],
  ['(shell ["make", "all"])', '(shell "make all")'],
  ['(shell echo "a b")', '(shell "echo a b")'],
  ["(shell 'echo hi there')", '(shell "echo hi there")'],
  ["(shell echo 'hi there')", `(shell "echo 'hi there'")`],
  ["(shell 'a b' && 'c')", `(shell "'a b' && 'c'")`],
])('the command %s is shown in one pair of quotes', (shell, offer) => {
  expect(errorOf(inSpec(`(run ${shell})`)).hint).toBe(
    `Put the whole command into one pair of double quotes: ${offer}.`,
  );
  expect(() => parse(inSpec(`(run ${offer})`))).not.toThrow();
});

const quotes = String.raw`Write \" for a quote inside a string: (shell "echo \"hi\""). Or use single quotes`;

describe('a quote inside a string', () => {
  it.each([
    '(shell "echo "hi"")',
    `(shell "python3 -c "print('a  b')" && x")`,
    '(shell "echo "a" b")',
    '(shell "sh -c "(a)"")',
    '(shell "sh -c "a; b""))',
  ])('the command %s is shown with an escape', (shell) => {
    expect(errorOf(inSpec(`(run ${shell})`)).hint).toContain(quotes);
  });

  it('hides no other error', () => {
    expect(errorOf('((from i) (run (network (allow a"b")) (shel "c")))').hint).toContain(
      'Did you mean shell',
    );
    expect(errorOf('((from "a"b))').hint).toContain(quotes);
  });
});

describe('a value in the form of another language', () => {
  it.each(operations)('%s is shown in the form of a spec', (text, mark, offer) => {
    const error = errorOf(inSpec(text));
    expect(error.hint).toBe(`Write ${offer}.`);
    expect(error.at?.column).toBe(inSpec(text).indexOf(mark, inSpec('').length - 1) + 1);
    expect(() => parse(inSpec(offer))).not.toThrow();
  });

  it.each([
    ['(user (uid root) (gid 0))', 'Write (name root).'],
    ['(user (uid 0) (gid www-data))', 'Write (group www-data).'],
    ['(user (uid $UID) (gid 0))', 'Write (uid 1000).'],
  ])('%s is shown with a name', (text, hint) => expect(errorOf(inSpec(text)).hint).toBe(hint));

  it.each([
    ['app:staff', '(chown (name app) (group staff))'],
    ['1000:1000', '(chown (uid 1000) (gid 1000))'],
    ['"app:staff"', '(chown (name app) (group staff))'],
    ['1000', '(chown (uid 1000) (gid 1000))'],
    ['app', '(chown (name app))'],
  ])('(chown %s) is shown in the form of a spec', (owner, offer) => {
    expect(errorOf(inSpec(`(copy (src a) (dst b) (chown ${owner}))`)).hint).toBe(`Write ${offer}.`);
    expect(() => parse(inSpec(`(copy (src a) (dst b) ${offer})`))).not.toThrow();
  });

  it.each(['(user a:b:c)', '(user "a b")', '(user "")', '(user :)'])('%s keeps the general form', (text) =>
    expect(errorOf(inSpec(text)).hint).toMatch(
      /^Write \(user \(uid N\) \(gid N\)\) or \(user \(name NAME\)\)\.$/,
    ),
  );
});
