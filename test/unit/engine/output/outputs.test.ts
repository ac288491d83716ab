import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkTotal, outputLimit, parseOutputs } from '../../../../src/engine/output/outputs.ts';
import { ObuilderError } from '../../../../src/errors.ts';

const parse = (text: string) => parseOutputs(Buffer.from(text));

function refusal(file: Uint8Array): ObuilderError {
  try {
    parseOutputs(file);
  } catch (error) {
    if (error instanceof ObuilderError) return error;
  }
  throw new Error('it was not refused');
}

test.each<[string, string, Record<string, string>]>([
  ['nothing', '', {}],
  ['a line', 'a=1\n', { a: '1' }],
  ['no line feed at the end', 'a=1', { a: '1' }],
  ['an empty value', 'a=\n', { a: '' }],
  ['an equals sign in the value', 'a=b=c\n', { a: 'b=c' }],
  ['a block sign in the value', 'a=b<<c\n', { a: 'b<<c' }],
  ['a later value', 'a=1\na=2\n', { a: '2' }],
  ['blank lines and carriage returns', '\r\na=1\r\n\r\nb=2\n', { a: '1\r', b: '2' }],
  ['carriage returns in a block', 'a<<EOF\r\none\r\ntwo\r\nEOF\r\n', { a: 'one\r\ntwo\r' }],
  ['a block', 'a<<END\none\n\ntwo=2\nEND\nb=2\n', { a: 'one\n\ntwo=2', b: '2' }],
  ['an empty block', 'a<<END\nEND\n', { a: '' }],
  ['a delimiter with signs in it', 'a<<x=<<y\n1\nx=<<y\n', { a: '1' }],
  ['blanks, which belong to the value', 'a= 1 \n', { a: ' 1 ' }],
])('reads %s', (_, text, expected) => {
  expect(parse(text)).toEqual(expected);
});

test.each<[string, string, RegExp, string]>([
  ['a line that is neither', 'a=1\nnonsense\n', /line 2 .*neither/, 'nonsense'],
  ['a line without a name', '=1\n', /line 1 .*no name/, '=1'],
  ['a block without a name', '<<END\nEND\n', /line 1 .*no name/, '<<END'],
  ['a block without a delimiter', 'a<<\n', /line 1 .*no delimiter/, 'a<<'],
  ['a block without an end', 'b=1\na<<END\n1\n', /line 2 .*`END`/, 'a<<END'],
])('refuses %s', (_, text, message, value) => {
  const error = refusal(Buffer.from(text));
  expect(error.code).toBe('output-invalid');
  expect(error.message).toMatch(message);
  expect(error.value).toBe(value);
});

test('refuses invalid UTF-8', () => {
  expect(refusal(Buffer.from([0x61, 0x3d, 0xff])).code).toBe('output-invalid');
});

test('a file at the limit passes, a larger fails', () => {
  expect(Object.keys(parse(`a=${'x'.repeat(outputLimit - 2)}`))).toEqual(['a']);
  expect(refusal(Buffer.from(`a=${'x'.repeat(outputLimit - 1)}`)).message).toContain(String(outputLimit));
});

test('the outputs of a whole build are limited too', () => {
  const half = 'x'.repeat(outputLimit / 2);
  expect(() => checkTotal({ a: half })).not.toThrow();
  expect(() => checkTotal({ a: half, b: half })).toThrow(/bytes of outputs/);
});

test('names of object properties are ordinary names', () => {
  expect(Object.entries(parse('__proto__=1\nconstructor=2\n'))).toEqual([
    ['__proto__', '1'],
    ['constructor', '2'],
  ]);
});

test('returns every value written in a block', () => {
  const value = fc.string().map((text) => text.replaceAll('EOF', ''));
  fc.assert(
    fc.property(value, (text) => {
      expect(parse(`name<<EOF\n${text}\nEOF\n`)).toEqual({ name: text });
    }),
  );
});
