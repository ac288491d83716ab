import { describe, expect, it } from 'vitest';
import { ObuilderError } from '../../../../src/errors.ts';
import { parseSpec } from '../../../../src/language/parse.ts';

function hintOf(text: string, file = 'spec'): string {
  try {
    parseSpec({ text, file });
  } catch (error) {
    if (error instanceof ObuilderError) return error.hint ?? '';
    throw error;
  }
  throw new Error(`no error: ${text}`);
}

const JOINED =
  /The comment of line 1 takes in (\(+\w+) … to the end of the line\. With spec: >, YAML joins lines: write spec: \|\.$/;

describe('lines that YAML has joined', () => {
  it.each([
    ['; my spec ((from x) (run (shell "echo one")))', '((from'],
    ['((from x) ; my spec (run (shell "echo one")))', '(run'],
    ['; my spec ((from x)\n  (run (shell "echo :)"))\n)', '((from'],
    ['((build b ((from x))) ; a (from y)\n)', '(from'],
    ['((build b ((from x))) ; the base (from y) (run (shell z)))', '(from'],
  ])('%j are told with the comment', (text, form) => {
    expect(JOINED.exec(hintOf(text))?.[1]).toBe(form);
    expect(hintOf(text, 'ci/a.spec')).not.toContain('YAML');
  });

  it.each([
    '((from x) ; (run (shell "a )"))\n (rum y))',
    '((from x) ; a comment :(\n (rum y))',
    '((from x) (run (shell "; (from y"))\n (rum y))',
  ])('%j is another error', (text) => expect(hintOf(text)).not.toContain('YAML'));
});

describe('a text that YAML has cut', () => {
  it.each(['((from x) (run (shell "echo one', '((from x)', '((from x)\n'])('%j is told', (text) => {
    expect(hintOf(text)).toMatch(/YAML has ended the text at a blank and #: write spec: \|\.$/);
    expect(hintOf(text, 'ci/a.spec')).not.toContain('YAML');
  });

  it.each(['((from x)\n(run (shell "echo', '((from x) (run (shell a b)))'])('%j is another error', (text) =>
    expect(hintOf(text)).not.toContain('YAML'),
  );
});
