import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseChallenges } from '../../../src/registry/challenge.ts';

describe('WWW-Authenticate', () => {
  test('reads a bearer challenge with commas in quotes', () => {
    const header = 'Bearer realm="https://auth.example/token",service="reg",scope="repository:a/b:pull,push"';
    expect(parseChallenges(header)).toEqual([
      {
        scheme: 'bearer',
        parameters: {
          realm: 'https://auth.example/token',
          service: 'reg',
          scope: 'repository:a/b:pull,push',
        },
      },
    ]);
  });

  test('reads several challenges, bare values, escapes and odd blanks', () => {
    expect(parseChallenges('Basic realm = "a \\"b\\" c" , Bearer realm=x,service="",  Negotiate')).toEqual([
      { scheme: 'basic', parameters: { realm: 'a "b" c' } },
      { scheme: 'bearer', parameters: { realm: 'x', service: '' } },
      { scheme: 'negotiate', parameters: {} },
    ]);
  });

  test('empty and malformed headers have no challenge', () => {
    expect(parseChallenges('')).toEqual([]);
    expect(parseChallenges('"""')).toEqual([]);
  });

  test('parsing any header ends', () => {
    fc.assert(
      fc.property(fc.string(), (header) => parseChallenges(header).every(({ scheme }) => scheme !== '')),
    );
  });
});
