import picomatch from 'picomatch';
import { describe, expect, test } from 'vitest';
import { makeFilter } from '../../../src/tree/exclude.ts';
import { automatonOf } from '../../../src/tree/pattern/automaton.ts';
import { parseExpression } from '../../../src/tree/pattern/expression.ts';
import { parsePattern } from '../../../src/tree/pattern/pattern.ts';

const OPTIONS = { dot: true, nonegate: true };
const parse = (pattern: string) => parsePattern(pattern, (reason) => new Error(reason));

describe('a hostile name', () => {
  test.each([
    ['many stars', '*a*a*a*a*a*b', 'a'.repeat(255)],
    ['many directories', '**/a/**/a/**/a/**/a/**/b', `${'a/'.repeat(2000)}c`],
    ['repetitions inside each other', '+(*a)', `${'a'.repeat(255)}b`],
    ['groups inside each other', '(a+)+', `${'a'.repeat(255)}b`],
    ['the same alternative twice', `${'{a,a}'.repeat(60)}b`, 'a'.repeat(61)],
    ['exceptions', '**/*!(*a*b)*!(*a*b)c', 'ab/'.repeat(1300)],
  ])('ends soon with %s', async (_, pattern, name) => {
    const filter = await makeFilter([{ kind: 'glob', pattern }]);
    const start = performance.now();
    expect(filter('', name)).toBe(false);
    // Backtracking would take centuries, so the speed of the machine does not matter.
    expect(performance.now() - start).toBeLessThan(60_000);
  });
});

describe('a pattern', () => {
  test('means what it means to picomatch', () => {
    const random = randomOf(11);
    const pick = (all: readonly string[], most: number) =>
      Array.from({ length: 1 + random(most) }, () => all[random(all.length)]).join('');
    for (let round = 0; round < 300; round += 1) {
      const pattern = pick(PARTS, 5);
      const expected = picomatch(pattern, OPTIONS);
      const expression = parseExpression(picomatch.makeRe(pattern, OPTIONS).source);
      const matches = expression && automatonOf(expression);
      for (let count = 0; count < 20; count += 1) {
        const text = pick(LETTERS, 8);
        // An equal text always matches.
        if (text !== pattern)
          expect([pattern, text, matches?.(text)]).toEqual([pattern, text, expected(text)]);
      }
    }
  });

  test.each<[string, string, boolean]>([
    ['**/*.o', 'a/\nb.o', true],
    ['\\d', '5', false],
    ['\\d', 'd', true],
    ['\\\\d', '\\d', true],
    ['a\\*', 'a*', true],
    ['a\\*', 'ab', false],
    ['', 'a', false],
    ['[z-a]', 'a', false],
    ['(a)\\1', 'aa', false],
    ['x{2}', 'x{2}', true],
  ])('%j and %j: %j', async (pattern, text, isMatch) => {
    expect((await parse(pattern))(text)).toBe(isMatch);
  });

  test.each([
    ['length', 'a'.repeat(2049), 'more than 2048 characters'],
    ['depth', `${'('.repeat(500)}a${')'.repeat(500)}`, 'too many parts'],
    ['parts', '*a'.repeat(1000), 'too many parts'],
    ['looks behind', '(?<!a)b', 'too many parts'],
  ])('of too much is refused: %s', async (_, pattern, reason) => {
    await expect(makeFilter([{ kind: 'glob', pattern }])).rejects.toMatchObject({
      code: 'copy-refused',
      value: pattern,
      message: expect.stringContaining(reason),
    });
  });
});

const PARTS =
  'a b * ** ? / . {a,b} [ab] [!a] @(a|b) +(a) *(a|bc) ?(b) !(a) !(*b) (a|b) \\* ! {1..3} {a,{b,c}}'.split(
    ' ',
  );
const LETTERS = ['a', 'b', 'c', '/', '.', '1'];

function randomOf(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return (state >> 8) % limit;
  };
}
