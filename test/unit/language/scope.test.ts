import { describe, expect, it } from 'vitest';
import type { Spec } from '../../../src/contract/spec.ts';
import { isObuilderError, type ObuilderError } from '../../../src/errors.ts';
import { findBuild, resolveBuilds } from '../../../src/language/scope.ts';
import { errorOf, parse } from './specs.ts';

const take = (name: string): string => `(copy (from (build ${name})) (src x) (dst /x))`;

/** Base images of the builds that copies mean, in the order of the copies; each build's image tells it apart. */
function meanings(spec: Spec): readonly string[] {
  return [...resolveBuilds(spec).values()].map((build) => build.spec.from.image);
}

describe('builds visible to a copy', () => {
  it.each([
    ['a build beside it', `((build a ((from A))) (from b) ${take('a')})`, ['A']],
    ['one declared before it', `((build a ((from A))) (build c ((from b) ${take('a')})) (from b))`, ['A']],
    [
      'those around it',
      `((build a ((from A))) (build c ((build d ((from b) ${take('a')})) (from b))) (from b))`,
      ['A'],
    ],
    ['the later of two', `((build a ((from A1))) (build a ((from A2))) (from b) ${take('a')})`, ['A2']],
    [
      'the earlier one where the later is not declared yet',
      `((build a ((from A1))) (build a ((from A2) ${take('a')})) (from b) ${take('a')})`,
      ['A1', 'A2'],
    ],
    [
      'the inner of two',
      `((build a ((from A1))) (build c ((build a ((from A2))) (from b) ${take('a')})) (from b) ${take('a')})`,
      ['A2', 'A1'],
    ],
  ])('%s', (_, text, expected) => expect(meanings(parse(text))).toEqual(expected));

  it('distinguishes two equal copies', () => {
    const spec = parse(
      `((build a ((from A))) (build b ((from B))) (from i) ${take('a')} ${take('b')} ${take('a')})`,
    );
    expect(meanings(spec)).toEqual(['A', 'B', 'A']);
  });
});

describe('builds invisible to a copy', () => {
  it.each([
    ['nothing there', `((from b) ${take('a')})`, /no builds to choose from/],
    ['a slip', `((build compile ((from A))) (from b) ${take('complie')})`, /Did you mean compile\?/],
    [
      'no name like it',
      `((build one ((from A))) (build two ((from A))) (from b) ${take('zzzzz')})`,
      /The builds: one, two\./,
    ],
    [
      'a later sibling',
      `((build b ((from B) ${take('a')})) (build a ((from A))) (from b))`,
      /line 1, column 64/,
    ],
    ['itself', `((build a ((from B) ${take('a')})) (from b))`, /line 1, column 2 is not visible/],
    [
      'into a build',
      `((build a ((build b ((from B))) (from A))) (from c) ${take('b')})`,
      /line 1, column 12 is not visible/,
    ],
    [
      'a slash',
      `((build a ((build b ((from B))) (from A))) (from c) ${take('a/b')})`,
      /The builds: a\.|Did you mean a/,
    ],
  ])('%s', (_, text, hint) => {
    const error = errorOf(text);
    expect(error.message).toMatch(/^there is no build .* to copy from here$/);
    expect(error.hint).toMatch(hint);
    expect(error.at).toEqual({ file: 'test.spec', line: 1, column: text.indexOf('(from (build') + 14 });
  });
});

describe('findBuild', () => {
  const spec = parse(`((build a ((build b ((from AB))) (from A1)))
    (build a ((build c ((from AC))) (from A2)))
    (build x/y ((build z ((from XYZ))) (from XY)))
    (from i))`);

  it.each([
    ['a', 'A2'],
    ['a/c', 'AC'],
    ['x/y', 'XY'],
    ['x/y/z', 'XYZ'],
  ])('%s', (target, image) => expect(findBuild(spec, target).spec.from.image).toBe(image));

  it.each([
    ['a/b', /Did you mean a\/c\?/],
    ['x/z', /Did you mean x\/y\?/],
    ['', /The builds: a, a\/c, x\/y, x\/y\/z\./],
    ['/a', /The builds: |Did you mean/],
    ['nowhere at all', /The builds: a, a\/c/],
  ])('refuses %j', (target, hint) => {
    const failure = failureOf(() => findBuild(spec, target));
    expect(failure.value).toBe(target);
    expect(failure.hint).toMatch(hint);
  });

  it('reports a spec without builds', () => {
    expect(failureOf(() => findBuild(parse('((from i))'), 'a')).hint).toMatch(/no builds to choose from/);
  });
});

function failureOf(action: () => unknown): ObuilderError {
  try {
    action();
  } catch (error) {
    if (isObuilderError(error, 'input-invalid')) return error;
    throw error;
  }
  throw new Error('it did not throw');
}
