import { describe, expect, it } from 'vitest';
import { errorOf, parse } from './specs.ts';

/** In each text `‹` stands before the list that lacks its `)`, and `›` before the first list that belongs outside. */
function expectFound(marked: string): void {
  const text = marked.replaceAll(/[‹›]/g, '');
  const placeOf = (mark: string) => {
    const before = marked.slice(0, marked.indexOf(mark)).replaceAll(/[‹›]/g, '').split('\n');
    return { line: before.length, column: (before.at(-1) ?? '').length + 1 };
  };
  const error = errorOf(text);
  const inside = placeOf('›');
  expect(error.at).toEqual({ file: 'test.spec', ...placeOf('‹') });
  expect(error.message).toMatch(
    /^this \(\w* is not closed: the \(\w+ of line \d+, column \d+ stands inside$/,
  );
  expect(error.message).toContain(`of line ${inside.line}, column ${inside.column} stands inside`);
  expect(error.hint).toMatch(/^Add the missing \) before the \(\w+ of line \d+, column \d+\.$/);
}

describe('a missing ) is reported at the list without it', () => {
  it.each([
    '((from a)\n ‹(copy (src x) (dst /)\n ›(run (shell y)))',
    '((from a)\n ‹(run (shell y)\n ›(run (shell z)))',
    '((from a)\n ‹(run (network host) (shell y)\n ›(copy (src x) (dst /)))',
    '((from a)\n (run ‹(shell y\n ›(copy (src x) (dst /)))',
    '((from a)\n (copy ‹(src x\n ›(run (shell y)))',
    '((from a)\n ‹(env A b\n ›(run (shell y)))',
    '((from a)\n ‹(Env (A b)\n ›(run (shell y)))',
    '((from a)\n ‹(workdir /x\n ›(run (shell y)))',
    '((from a)\n ‹(shell sh -c\n ›(run (shell y)))',
    '(‹(from a\n ›(run (shell y)))',
    '(‹(build b ((from a) (run (shell x)))\n ›(from c)\n (run (shell y)))',
    '((build b ‹((from a) (run (shell x))\n ›(from c)\n (run (shell y))))',
    '((build b ‹((from a) (run (shell x))\n ›(build c ((from d)))\n (from e)))',
    '((from a)\n (copy (from (build b)) (src x) (dst /))\n ‹(Copy (src x) (dst /)\n ›(Run (shell y)))',
  ])('%j', expectFound);
});

describe('an operation inside another one, with as many ) as (', () => {
  it.each([
    '((from a)\n ‹(copy (src x) (dst /)\n ›(run (shell y))))',
    '((from a)\n ‹(run (shell y)\n ›(run (shell z))))',
    '((from a)\n ‹(env A\n ›(run (shell z))))',
    '(‹(from a\n ›(run (shell y))))',
  ])('%j', expectFound);

  it('is no reason to hide an earlier fault', () => {
    expect(errorOf('((from a) (rum (shell x)) (copy (src x) (dst /) (run (shell y))))').message).toContain(
      'rum',
    );
  });
});

describe('an operation in the place of a field', () => {
  it.each([
    [
      '((from a) (run (user app) (shell x)))',
      'run has no field user',
      /^user is an operation: write \(user …\) before this run\.$/,
    ],
    [
      '((from a)\n (run\n  (workdir /x)\n  (shell x)))',
      'run has no field workdir',
      /^workdir is an operation/,
    ],
    ['((from a) (copy (src a) (dst /b) (user app)))', 'copy has no field user', /\(chown \(name USER\)\)/],
    ['((from a) (run (shell x) (copy (src a) (dst /))))', 'run has no field copy', /^The fields of run/],
  ])('%j', (text, message, hint) => {
    const error = errorOf(text);
    expect(error.message).toBe(message);
    expect(error.hint).toMatch(hint);
  });
});

describe('names of operations in other places', () => {
  it.each([
    '((from a) (run (cache (run (target /x)) (copy (target /y))) (secrets (env (target /z))) (shell x)))',
    '((from a) (Env (run x)) (Run ((shell x))) (env run copy))',
    '((build run ((from a))) (from b) (copy (from (build run)) (src copy) (dst run)))',
  ])('%j is correct', (text) => expect(parse(text).from.image).toMatch(/^[ab]$/));
});
