import { describe, expect, it } from 'vitest';
import { adviceOn } from '../../../../src/language/advice.ts';
import { applyArgs } from '../../../../src/language/args.ts';
import { errorOf, parse } from '../specs.ts';

const said = (text: string) =>
  adviceOn(applyArgs(parse(text), { given: new Map() })).map(({ message, hint, at }) => ({
    message,
    hint,
    column: at.column,
  }));

describe('an image with the name of a build', () => {
  it.each([
    ['((build base ((from a))) (from base))', 26],
    ['((build base ((from a))) (build b ((from base))) (from c))', 36],
    ['((build base ((from a))) (build b ((build d ((from base))) (from e))) (from c))', 46],
    [`((arg B base) (build base ((from a))) (from "\${B}"))`, 39],
  ])('%s gives a warning at the image', (text, column) => {
    const [advice, ...more] = said(text);
    expect(more).toEqual([]);
    expect(advice?.message).toBe(
      'the base image base is an image of a registry, not the build base of line 1',
    );
    expect(advice?.hint).toMatch(
      /\(copy \(from \(build base\)\) \(src PATH\) \(dst PATH\)\).*\(from base:latest\)/,
    );
    expect(advice?.column).toBe(column);
  });

  it.each([
    '((build base ((from base))) (from debian))',
    '((build b ((from base))) (build base ((from a))) (from c))',
    '((build b ((build base ((from a))) (from c))) (from base))',
    '((build base ((from a))) (from base:latest))',
    '((build scratch ((from a))) (from scratch))',
  ])('%s gives none', (text) => expect(said(text)).toEqual([]));

  it('offers no image for a name that no image has', () => {
    expect(said('((build Base ((from a))) (from Base))')[0]?.hint).not.toMatch(/latest/);
  });
});

it.each([
  ['((build base ((from a))) (from (build base)))', '(build base)', 'base'],
  ['((build "a b" ((from a))) (from (build "a b") as c))', '(build a b)', '"a b"'],
  ['((from (build)))', '(build)', 'NAME'],
])('%s names the two ways to use a build', (text, value, name) => {
  const error = errorOf(text);
  expect(error.message).toBe('a build cannot be the base image of another build');
  expect(error.value).toBe(value);
  expect(error.hint).toContain(`(copy (from (build ${name})) (src PATH) (dst PATH))`);
  expect(error.hint).toMatch(/^Repeat the operations of the build/);
});
