import { describe, expect, it } from 'vitest';
import { errorOf, parse } from '../specs.ts';

describe('a text of another language in place of a spec', () => {
  it.each([
    ['name: build\non: push\n', 'YAML', 1, 1],
    ['# CI\n---\nfrom: debian', 'YAML', 2, 1],
    ['# CI\n\n  from: debian', 'YAML', 3, 3],
    ['- run: make', 'YAML', 1, 1],
    ['spec: |\n  ((from debian))', 'YAML', 1, 1],
    ['"from": debian', 'YAML', 1, 1],
    ['{"from": "debian"}', 'JSON', 1, 1],
    ['\n {\n "from": "debian"\n}', 'JSON', 2, 2],
    ['[{"from": "debian"}]', 'JSON', 1, 1],
  ])('%j is named', (text, language, line, column) => {
    const error = errorOf(text);
    expect(error.message).toBe(`this text is ${language}; a spec is one list in parentheses`);
    expect(error.hint).toMatch(/^Write \(\(from IMAGE\) .*docs\/spec\.md/);
    expect(error.at).toMatchObject({ line, column });
  });

  it('a word alone has nothing before it to check', () => {
    expect(errorOf('debian\n((from debian))').hint).not.toMatch(/before it/);
  });

  it.each(['debian:12', '(name: x)', 'x ((from a))'])('%j gets the error of a spec', (text) => {
    expect(errorOf(text).message).not.toMatch(/this text is/);
  });

  it('lines in a comment stay a comment', () => {
    expect(parse('#|\nname: x\n{\n|#\n((from debian))').from.image).toBe('debian');
    expect(parse('#| a\nname: x |#\n; name: y\n((from debian))').from.image).toBe('debian');
  });
});
