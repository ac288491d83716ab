import { describe, expect, it } from 'vitest';
import { errorOf, parse } from '../specs.ts';

describe('a Dockerfile in place of a spec', () => {
  it.each([
    ['FROM debian\nRUN make\n', 1, 1, 'FROM debian'],
    ['from debian AS build\r\nrun (cd x; make)\r\n', 1, 1, 'from debian AS build'],
    ['# syntax=docker/dockerfile:1\n\n  # the "base\n  ARG V=1\nFROM debian:$V', 4, 3, 'ARG V=1'],
    ['From debian\nRUN true && \\\n  (cd x && make)\nCMD ["a"]', 1, 1, 'From debian'],
    ['\ufeffFROM --platform=linux/amd64 debian', 1, 1, 'FROM --platform=linux/amd64 debian'],
    ['RUN make', 1, 1, 'RUN make'],
  ])('%j is named, with the page about the way', (text, line, column, value) => {
    const error = errorOf(text);
    expect(error.message).toBe('this text is a Dockerfile; a spec is one list in parentheses');
    expect(error.hint).toMatch(/docs\/how-to\/from-docker\.md/);
    expect(error.at).toMatchObject({ line, column });
    expect(error.value).toBe(value);
  });

  it.each(['from debian\n(run (shell make))', 'FROM\n', 'atom', 'fromage x', 'FROM x\n  ((from debian))'])(
    '%j gets the error of a spec',
    (text) => {
      expect(errorOf(text).message).not.toMatch(/Dockerfile/);
    },
  );

  it('lines of a Dockerfile in a comment stay a comment', () => {
    expect(parse('#|\nFROM x\n|#\n((from debian))').from.image).toBe('debian');
  });
});
