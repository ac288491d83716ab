import { describe, expect, it } from 'vitest';
import { adviceOn } from '../../../../src/language/advice.ts';
import { parse } from '../specs.ts';

const said = (copy: string) =>
  adviceOn(parse(`((build b ((from i))) (from i) (copy ${copy}))`)).map(
    ({ message, hint }) => `${message}. ${hint}`,
  );

describe('a source inside a destination of its own name', () => {
  it.each([
    ['(src src) (dst ./src/)', 'src goes inside the destination, as ./src/src. Write (dst ./src) for'],
    [
      '(src ./a/app/) (dst /app//)',
      './a/app/ goes inside the destination, as /app/app. Write (dst /app) for',
    ],
    ['(src /lib) (dst lib/./)', '/lib goes inside the destination, as lib/lib. Write (dst lib) for'],
    [
      '(from (build b)) (src "/a b") (dst "/a b/")',
      '/a b goes inside the destination, as /a b/a b. Write (dst "/a b") for',
    ],
  ])('(copy %s) shows both meanings', (copy, text) => {
    expect(said(copy)).toEqual([expect.stringContaining(text)]);
  });

  it('one of several sources is to be copied alone', () => {
    expect(said('(src src Makefile) (dst src/)')).toEqual([
      'src goes inside the destination, as src/src. For the contents of a directory, write a copy of its own with (src src) (dst src).',
    ]);
    expect(said('(from (build b)) (src src a) (dst src/) (chmod 755)')[0]).toContain(
      'a copy of its own with (src src) (dst src)',
    );
  });

  it.each([
    '(src src) (dst ./src)',
    '(src src) (dst ./)',
    '(src .) (dst /src/)',
    '(src /) (dst /)',
    '(src a/src) (dst src/src)',
    '(src (glob src)) (dst src/)',
    '(src src) (dst src/.)',
  ])('(copy %s) gives no warning', (copy) => expect(said(copy)).toEqual([]));
});
