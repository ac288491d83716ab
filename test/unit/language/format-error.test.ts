import { describe, expect, it } from 'vitest';
import { ObuilderError } from '../../../src/errors.ts';
import { formatSpecError } from '../../../src/language/format-error.ts';
import { errorOf } from './specs.ts';

function shown(text: string | Uint8Array): string {
  return formatSpecError(errorOf(text), text);
}

it('shows the line with a caret under the fault', () => {
  expect(shown('((from a)\r\n (rnu (shell x)))\r\n')).toBe(
    [
      'test.spec:2:2: error: there is no operation rnu',
      '2 |  (rnu (shell x)))',
      '  |  ^',
      'hint: Did you mean run?',
    ].join('\n'),
  );
});

it('underlines the whole value, quotes included', () => {
  expect(shown('((from a) (run (network none) (shell x)))')).toContain(
    '\n  |                         ^~~~\n',
  );
  expect(shown('((from a) (run (network "none") (shell x)))')).toContain(
    '\n  |                         ^~~~~~\n',
  );
});

it('keeps tabs and counts characters, not code units', () => {
  expect(shown('((from "😀")\t(user (uid é) (gid 1)))').split('\n')[2]).toBe('  |            \t           ^');
});

it('shows control characters without obeying them', () => {
  const lines = shown('((from "\u001b[2J\u009b") (\u001b))');
  expect(lines.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
  expect(lines).toContain('\ufffd[2J');
});

describe('long lines', () => {
  const text = `((from a) (env A "${'x'.repeat(500)}") (rnu) (env B "${'y'.repeat(500)}"))`;

  it('are cut around the fault, with the caret still under it', () => {
    const [, line = '', caret = ''] = shown(text).split('\n');
    expect(line.length).toBeLessThan(140);
    expect(line.slice(caret.indexOf('^'))).toMatch(/^\(rnu\)/);
    expect(line).toMatch(/… .*…$|\| ….*…$/);
  });

  it('are cut when the fault is at either end', () => {
    for (const source of [
      `(${'x'.repeat(1000)})`,
      `((from a) (env A ${'é'.repeat(1000)} b))`,
      `((from a))${' '.repeat(900)})`,
    ]) {
      const [, line = '', caret = ''] = shown(source).split('\n');
      expect(line.length).toBeLessThan(140);
      expect(caret.length).toBeLessThan(140);
    }
  });
});

it('shows bytes of invalid UTF-8', () => {
  const bytes = Buffer.concat([Buffer.from('((from '), Buffer.from([0xff]), Buffer.from('))')]);
  expect(shown(bytes)).toContain('1 | ((from \ufffd))\n  |        ^\n');
});

it('works without a line, a position or a hint', () => {
  expect(formatSpecError(new ObuilderError('spec-invalid', 'wrong'), 'text')).toBe('error: wrong');
  const at = { file: 'f', line: 9, column: 1 };
  expect(formatSpecError(new ObuilderError('spec-invalid', 'wrong', { at }), 'text')).toBe(
    'f:9:1: error: wrong',
  );
});

it('shows the end of the text for a missing part', () => {
  expect(shown('; nothing\n')).toContain('\n2 | \n  | ^\n');
});
