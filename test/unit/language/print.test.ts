import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseSpec } from '../../../src/language/parse.ts';
import { printAtom, printOperation, printSpec } from '../../../src/language/print.ts';
import { readDatum } from '../../../src/language/sexp/reader.ts';
import { operations, parse, specs, text, withoutPositions } from './specs.ts';

describe('round trips', () => {
  it('a printed spec parses to the same spec', () => {
    fc.assert(
      fc.property(specs(), (spec) => {
        const back = parseSpec({ text: printSpec(spec), file: 'printed' });
        expect(withoutPositions(back)).toEqual(withoutPositions(spec));
      }),
      { numRuns: 300 },
    );
  });

  it('a printed spec parses from bytes too', () => {
    fc.assert(
      fc.property(specs(1), (spec) => {
        const back = parseSpec({ text: Buffer.from(printSpec(spec)), file: 'printed' });
        expect(printSpec(back)).toBe(printSpec(spec));
      }),
      { numRuns: 100 },
    );
  });

  it('a printed operation is one line and parses to the same operation', () => {
    fc.assert(
      fc.property(specs(0), (spec) => {
        const lines = spec.operations.map(printOperation);
        for (const line of lines) expect(line).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
        expect(withoutPositions(operations(lines.join('')))).toEqual(withoutPositions(spec.operations));
      }),
      { numRuns: 200 },
    );
  });

  it('a printed atom reads back, also between others', () => {
    fc.assert(
      fc.property(text, (made) => {
        const datum = readDatum(`(a ${printAtom(made)} b)`, 'f');
        expect(withoutPositions(datum)).toMatchObject({ items: [{}, { text: made }, {}] });
      }),
      { numRuns: 500 },
    );
  });

  it('printing a printed spec changes nothing', () => {
    const source =
      '((build a ((from b))) (from c) (run (secrets (s)) (shell "x\ny")) (copy (src a b) (dst ./)))';
    const printed = printSpec(parse(source));
    expect(printSpec(parse(printed))).toBe(printed);
  });
});

it('breaks long operations into a line for each field', () => {
  const source = `((build dev ((from debian) (run (shell "first\nsecond"))))
    (from debian) (workdir /src) (user (gid 2) (uid 1))
    (run (network host) (cache (apt (target /var/cache/apt) (buildkit_options ((sharing locked))))) (shell "apt-get install --yes a-package"))
    (copy (from (build dev)) (exclude x (glob *.o)) (dst ./) (src a "b c")))`;
  expect(printSpec(parse(source))).toBe(`((build dev
   ((from debian)
    (run (shell "first
second"))))
 (from debian)
 (workdir /src)
 (user (uid 1) (gid 2))
 (run (cache (apt (target /var/cache/apt) (buildkit_options ((sharing locked)))))
      (network host)
      (shell "apt-get install --yes a-package"))
 (copy (from (build dev)) (src a "b c") (dst ./) (exclude x (glob *.o))))
`);
});

describe('printOperation', () => {
  it.each([
    ['(run (shell "a\nb\t\u001b[31m"))', String.raw`(run (shell "a\nb\t\027[31m"))`],
    ['(copy (src) (dst a/))', '(copy (src) (dst a/))'],
    ['(shell)', '(shell)'],
    ['(env A "")', '(env A "")'],
    ['(comment "é \u0085")', String.raw`(comment "é \194\133")`],
    ['(run (secrets (s)) (shell x))', '(run (secrets (s (target /run/secrets/s))) (shell x))'],
  ])('%j', (source, expected) => {
    const [operation] = operations(source);
    expect(operation && printOperation(operation)).toBe(expected);
  });

  it('shortens nothing', () => {
    const command = 'echo '.repeat(10_000);
    const [operation] = operations(`(run (shell "${command}"))`);
    expect(operation && printOperation(operation)).toBe(`(run (shell "${command}"))`);
  });
});
