import { describe, expect, it } from 'vitest';
import type { Datum } from '../../../../src/language/sexp/datum.ts';
import { readDatum } from '../../../../src/language/sexp/reader.ts';
import { errorOf, parse } from '../specs.ts';

type Plain = string | readonly Plain[];

function plain(datum: Datum): Plain {
  return datum.kind === 'atom' ? datum.text : datum.items.map(plain);
}

function read(text: string): Plain {
  return plain(readDatum(text, 'test.spec'));
}

describe('words and blanks', () => {
  it.each([
    ['(a b)', ['a', 'b']],
    ['\t(\fa\r\n b )\n', ['a', 'b']],
    ['(a(b)c)', ['a', ['b'], 'c']],
    ['()', []],
    ['atom', 'atom'],
    ['(a"b"c"d""e")', ['a', 'b', 'c', 'd', 'e']],
    ["(it's $HOME/*.c \\n é😀)", ["it's", '$HOME/*.c', '\\n', 'é😀']],
    ['(a#b a|b # | ## || #x |x x# x|)', ['a#b', 'a|b', '#', '|', '##', '||', '#x', '|x', 'x#', 'x|']],
  ])('%j', (text, expected) => expect(read(text)).toEqual(expected));
});

describe('strings', () => {
  it.each([
    [String.raw`"\n\t\b\r\\\"\'"`, '\n\t\b\r\\"\''],
    [String.raw`"\065\x41\x4a\x4A"`, 'AAJJ'],
    [String.raw`"\195\169\xe2\x82\xAC!"`, 'é€!'],
    [String.raw`"\239\187\191"`, '\ufeff'],
    ['"a\\\n \t b"', 'ab'],
    ['"a\\\r\n   b"', 'ab'],
    ['"a\\\n\n  b"', 'a\n  b'],
    ['"a\nb\r\nc"', 'a\nb\r\nc'],
    [String.raw`"\d \$ \q\é \ x"`, String.raw`\d \$ \q\é \ x`],
    ['"a\\\rb"', 'a\rb'],
    ['";#|(|#"', ';#|(|#'],
    ['""', ''],
    [String.raw`"\000"`, '\0'],
  ])('%j', (text, expected) => expect(read(text)).toBe(expected));
});

describe('comments', () => {
  it.each([
    ['; one\n(a ; two )\n b);three', ['a', 'b']],
    ['(a;b\n)', ['a']],
    ['(a#;b\n)', ['a#']],
    ['#| x |# (a #| y #| z |# ) |# b)', ['a', 'b']],
    ['(a #|||# #|#|#||#|#|# b)', ['a', 'b']],
    ['(a #| "|#" "\\"|#" |# b)', ['a', 'b']],
    ['(a #; b c)', ['a', 'c']],
    ['(a #;(b (c)) d)', ['a', 'd']],
    ['(a #; #; b c d)', ['a', 'd']],
    ['(a #; #| x |# ; y\n b c)', ['a', 'c']],
    ['(a (#; b) c)', ['a', [], 'c']],
    ['#;(x) (a) #;y', ['a']],
    ['(a #;(b #;c) d)', ['a', 'd']],
  ])('%j', (text, expected) => expect(read(text)).toEqual(expected));
});

describe('unreadable text', () => {
  it.each([
    ['', 1, 1, /no spec in this file/],
    [' ; only\n', 2, 1, /no spec in this file/],
    ['#;((from a))', 1, 13, /no spec in this file/],
    ['((from a)) ((from b))', 1, 12, /second list/],
    ['(from a)(run b)', 1, 9, /second list/],
    ['base debian:12', 1, 1, /this is a word$/],
    ['((from a)) b', 1, 12, /a word after the list/],
    ['((from a)))', 1, 11, /closes nothing/],
    ['((from a)', 1, 1, /is not closed/],
    ['((from a)\n (run (shell x)', 2, 2, /2 \( are not closed/],
    ['((from "a))', 1, 8, /no closing quote/],
    ['((from a) #| x #| y |# )', 1, 11, /block comment is not closed/],
    ['((from a) #| "x |#)', 1, 14, /no closing quote/],
    ['((from a) |# )', 1, 11, /closes no block comment/],
    ['((from a#|b))', 1, 8, /without quotes/],
    ['((from a|#b))', 1, 8, /without quotes/],
    ['((from ##|b))', 1, 8, /without quotes/],
    ['((from a) #;)', 1, 11, /nothing to drop/],
    ['((from a)) #;', 1, 12, /nothing to drop/],
    ['((from "a\\256"))', 1, 10, /not a byte/],
    ['((from "a\\25"))', 1, 10, /not a byte/],
    ['((from "a\\x4g"))', 1, 10, /not a byte/],
    ['((from "a\\195"))', 1, 8, /not valid UTF-8/],
    ['((from "\\xed\\xa0\\x80"))', 1, 8, /not valid UTF-8/],
    ['((from a)\r (run x))', 1, 10, /carriage return/],
  ])('%j', (text, line, column, message) => {
    const error = errorOf(text);
    expect(error.message).toMatch(message);
    expect(error.at).toEqual({ file: 'test.spec', line, column });
    expect(error.hint).toMatch(/\.$/);
  });
});

describe('depth', () => {
  it.each(['(', '(a ', '#;(', '"" ('])('reports 10,000 nested %j in a single error', (opening) => {
    const error = errorOf(opening.repeat(10_000) + ')'.repeat(10_000));
    expect(error.message).toMatch(/nested more than 500 deep|second one/);
    expect(error.at?.line).toBe(1);
  });

  it('does not count nested comments', () => {
    expect(read(`${'#|'.repeat(100_000)}${'|#'.repeat(100_000)}a`)).toBe('a');
  });

  it('reads 100 nested builds', () => {
    const spec = `${'((build b '.repeat(100)}((from a))${') (from a))'.repeat(100)}`;
    expect(parse(spec).builds).toHaveLength(1);
  });
});

describe('UTF-8', () => {
  const bytes = (...parts: (string | number)[]): Uint8Array =>
    Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from([part]))));

  it.each([
    [bytes('((from a)\n "é😀', 0xff, '")'), 2, 5, 'byte 0xff'],
    [bytes('((from ', 0xc3, '))'), 1, 8, 'byte 0xc3'],
    [bytes('\ufffd', 0xe2, 0x82), 1, 2, 'byte 0xe2'],
    [bytes(0xc0, 0x80), 1, 1, 'byte 0xc0'],
    [bytes(0xed, 0xa0, 0x80), 1, 1, 'byte 0xed'],
    [bytes(0xf4, 0x90, 0x80, 0x80), 1, 1, 'byte 0xf4'],
  ])('refuses %s', (text, line, column, value) => {
    const error = errorOf(text);
    expect(error.message).toMatch(/not valid UTF-8/);
    expect(error.value).toBe(value);
    expect(error.at).toEqual({ file: 'test.spec', line, column });
  });

  it('refuses half a pair in a string', () => {
    const error = errorOf('((from a)\n "😀\ud800")');
    expect(error.at).toEqual({ file: 'test.spec', line: 2, column: 4 });
    expect(error.value).toBe('U+D800');
  });

  it('skips a byte order mark without moving columns', () => {
    expect(parse(bytes('\ufeff((from a))')).from.at.column).toBe(2);
    expect(parse('\ufeff((from a))').from.at.column).toBe(2);
  });

  it('counts columns in code points', () => {
    expect(errorOf('((from "😀é") (rnu))').at?.column).toBe(14);
  });
});

it('reads a long line in linear time', () => {
  const count = 200_000;
  const datum = readDatum(`(${'"é" '.repeat(count)})`, 'f');
  expect(datum.kind === 'list' ? datum.items.at(-1)?.at.column : 0).toBe(2 + (count - 1) * 4);
});
