import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isObuilderError } from '../../../src/errors.ts';
import { writeDockerfile } from '../../../src/language/dockerfile/write.ts';
import { formatSpecError } from '../../../src/language/format-error.ts';
import { parseSpec } from '../../../src/language/parse.ts';
import { printSpec } from '../../../src/language/print.ts';
import { specs } from './specs.ts';

/** Shrinking a failure may take longer than anybody waits. */
const BOUND = { interruptAfterTimeLimit: 120_000 };

/** A text is either a spec, with which everything works, or the one kind of error, with a position inside of the text. */
function endsWell(text: string | Uint8Array): void {
  try {
    const spec = parseSpec({ text, file: 'fuzz.spec' });
    parseSpec({ text: printSpec(spec), file: 'printed' });
    writeDockerfile(spec, { buildkit: true });
    writeDockerfile(spec, { buildkit: false });
  } catch (error) {
    if (!isObuilderError(error, 'spec-invalid') || error.at === undefined) throw error;
    const lines = Buffer.from(text).toString().split('\n');
    expect(error.at.line).toBeLessThanOrEqual(lines.length);
    expect(error.at.column).toBeLessThanOrEqual([...(lines[error.at.line - 1] ?? '')].length + 1);
    expect(error.hint).toMatch(/[.?]$/);
    formatSpecError(error, text);
  }
}

const pieces = fc.constantFrom(
  ...[
    '(',
    ')',
    '(',
    ')',
    ' ',
    '\n',
    '\r',
    '"',
    '\\',
    '#',
    '|',
    ';',
    '#|',
    '|#',
    '#;',
    '\\x',
    '\\25',
    '\0',
    '..',
    '/',
    '*',
    '**',
    '=',
    '-1',
  ],
  ...[
    'from',
    'build',
    'run',
    'Run',
    'copy',
    'env',
    'user',
    'shell',
    'workdir',
    'comment',
    'src',
    'dst',
    'exclude',
    'glob',
  ],
  ...[
    'cache',
    'network',
    'host',
    'secrets',
    'target',
    'buildkit_options',
    'uid',
    'gid',
    'name',
    'context',
    'a',
    'b',
  ],
);

describe('any text gives a spec or an error with a position', () => {
  it('random bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), endsWell), { numRuns: 1000, ...BOUND });
  });

  it('random words of the language', () => {
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 40 }), (made) => endsWell(`((from a) ${made.join(' ')})`)),
      { numRuns: 1000, ...BOUND },
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 30 }), (made) => endsWell(made.join(''))),
      { numRuns: 1000, ...BOUND },
    );
  });

  it('specs with a few bytes changed, dropped or doubled', () => {
    const edit = fc.record({
      where: fc.nat(),
      drop: fc.nat(5),
      put: fc.oneof(pieces, fc.string({ maxLength: 3 })),
    });
    fc.assert(
      fc.property(specs(), fc.array(edit, { minLength: 1, maxLength: 4 }), (spec, edits) => {
        let text = printSpec(spec);
        for (const { where, drop, put } of edits) {
          const at = where % text.length;
          text = text.slice(0, at) + put + text.slice(at + drop);
        }
        endsWell(text);
        endsWell(Buffer.from(text));
      }),
      { numRuns: 500, ...BOUND },
    );
  });

  it('every beginning of a spec', () => {
    const text =
      '((build b ((from "x\\065y") #| c |# (run (cache (c (target /t))) (shell "z")))) (from é) #; q (user (uid 1) (gid 2)))';
    const bytes = Buffer.from(text);
    for (let length = 0; length < bytes.length; length++) endsWell(bytes.subarray(0, length));
  });
});
