// biome-ignore-all lint/suspicious/noTemplateCurlyInString: specs have this syntax too.
import { describe, expect, it } from 'vitest';
import { isObuilderError } from '../../../src/errors.ts';
import { applyArgs, argsOf } from '../../../src/language/args.ts';
import { printSpec } from '../../../src/language/print.ts';
import { errorOf, parse, withoutPositions } from './specs.ts';

const applied = (text: string, given: Readonly<Record<string, string>> = {}) =>
  applyArgs(parse(text), { given: new Map(Object.entries(given)) });
const printed = (text: string, given?: Readonly<Record<string, string>>) => {
  const { args: _, ...spec } = applied(text, given);
  return printSpec(spec);
};

describe('an arg', () => {
  const text = `((arg V 12) (from "debian:\${V}") (workdir "/\${V}") (env A "\${V}-$V-\${W}")
    (copy (src "a\${V}") (dst "/\${V}/")) (run (shell "echo \${V}")))`;

  it('replaces its name everywhere but in commands, and is a variable of commands', () => {
    expect(printed(text)).toBe(
      `((from debian:12)
 (env V 12)
 (workdir /12)
 (env A "12-$V-\${W}")
 (copy (src a12) (dst /12/))
 (run (shell "echo \${V}")))
`.replace('"12-$V-${W}"', '12-$V-${W}'),
    );
  });

  it('takes a value from outside instead of the default', () => {
    expect(printed(text, { V: '13' })).toContain('(from debian:13)\n (env V 13)');
    expect(printed('((arg V 12) (from "a:${V}"))', { V: '' })).toBe('((from a:)\n (env V ""))\n');
  });

  it('may stand in the default of a later arg', () => {
    expect(printed('((arg A 1) (arg B "${A}.2") (from "x:${B}"))')).toContain('(from x:1.2)');
    expect(printed('((arg A 1) (arg B "${A}.2") (from "x:${B}"))', { A: '7' })).toContain('(from x:7.2)');
  });

  it('of the outer build is visible inside, but a variable only where declared', () => {
    const nested = '((arg V 1) (build b ((from "a:${V}") (workdir "/${V}"))) (from c))';
    expect(printed(nested)).toBe('((build b\n   ((from a:1)\n    (workdir /1)))\n (from c)\n (env V 1))\n');
    const again = '((arg V 1) (build b ((arg V) (from "a:${V}"))) (from c))';
    const [inner] = applied(again).builds;
    expect(withoutPositions(inner?.spec.operations)).toEqual([
      { kind: 'env', name: 'V', value: '1', isArg: true },
    ]);
  });

  it('of a nested build is invisible outside', () => {
    expect(printed('((build b ((arg V 1) (from a))) (from "c${V}"))')).toContain('(from c${V})');
  });

  it('without a value is an error with its position', () => {
    const error = (() => {
      try {
        applied('((arg V)\n (from a))');
        return undefined;
      } catch (thrown) {
        return thrown;
      }
    })();
    expect(isObuilderError(error, 'input-invalid')).toBe(true);
    expect(error).toMatchObject({
      value: 'V',
      at: { line: 1, column: 2 },
      hint: /build-args.*--build-arg V=VALUE/,
    });
  });

  it.each([
    ['a later arg', '', { line: 16, column: 1 }],
    ['a workdir', '(workdir "/${A13}${A13}${A13}")', { line: 16, column: 9 }],
  ])('that doubles itself ends with an error in %s', (_where, more, at) => {
    const count = more === '' ? 60 : 14;
    const doubled = Array.from({ length: count }, (_, n) => `(arg A${n + 1} "\${A${n}}\${A${n}}")\n`);
    const thrown = (() => {
      try {
        return applied(`((arg A0 aaaaaaaa)\n${doubled.join('')}(from a)${more})`);
      } catch (error) {
        return error;
      }
    })();
    expect(thrown).toMatchObject({ code: 'input-invalid', at, message: /131072 characters/ });
  });

  it.each([
    ['(copy (src "a${V}") (dst /b))', '/../b', /a source has \.\./],
    ['(copy (src a) (dst "/b${V}"))', '/../b', /dst has \.\./],
    ['(copy (src (glob "a${V}")) (dst /b/))', '/../b', /a source has \.\./],
    ['(copy (src (glob "a${V}")) (dst /b/))', '[bc]', /bracket/],
    ['(copy (src (glob "a${V}")) (dst /b/))', '/x'.repeat(100), /more than .* 100 directories/],
    ['(run (mount (src "a${V}") (target /t)) (shell x))', '/../b', /a source has \.\./],
  ])('in %s is refused if it breaks a rule of the place', (operation, V, message) => {
    expect(() => applied(`((arg V) (from x) ${operation})`, { V })).toThrow(
      expect.objectContaining({
        code: 'spec-invalid',
        message: expect.stringMatching(message),
        at: { file: 'test.spec', line: 1, column: expect.any(Number) },
      }),
    );
  });

  it('survives printing', () => {
    const spec = parse('((arg V) (arg W "a b") (from x))');
    expect(withoutPositions(parse(printSpec(spec)))).toEqual(withoutPositions(spec));
  });

  it('of nested builds is listed too', () => {
    const args = argsOf(parse('((arg A 1) (build b ((arg B 1) (from x))) (from x))'));
    expect(args.map(({ name }) => name)).toEqual(['A', 'B']);
  });
});

it.each([
  ['((arg) (from a))', 2, /arg lacks/],
  ['((arg 1A x) (from a))', 7, /letters, digits and _/],
  ['((arg A x y) (from a))', 11, /one default/],
  ['((arg A) (arg A) (from a))', 15, /declared twice/],
  ['((from a) (arg A))', 11, /after the base image/],
])('%s is refused', (text, column, message) => {
  expect(errorOf(text)).toMatchObject({ at: { line: 1, column }, message: expect.stringMatching(message) });
});
