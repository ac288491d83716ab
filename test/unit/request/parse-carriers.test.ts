import { describe, expect, test } from 'vitest';
import { carriersIn, parseCarriers } from '../../../src/request/carriers/parse-carriers.ts';

const parse = (text: string) => parseCarriers(text, 'input cache-from');
const refusal = (text: string) => {
  try {
    parse(text);
  } catch (error) {
    return error;
  }
  throw new Error(`was taken: ${text}`);
};

describe('lines of carriers', () => {
  test.each([
    ['type=registry,ref=ghcr.io/acme/cache', { type: 'registry', ref: 'ghcr.io/acme/cache' }],
    ['  TYPE=registry , ref = h:5000/a  ', { type: 'registry', ref: 'h:5000/a' }],
    ['ghcr.io/acme/cache', { type: 'registry', ref: 'ghcr.io/acme/cache' }],
    ['type=registry,ref=a,mode=max', { type: 'registry', ref: 'a' }],
    ['type=gha,mode=max', { type: 'gha', scope: undefined }],
    ['type=registry,ref=a,image-manifest=true,oci-mediatypes=true', { type: 'registry', ref: 'a' }],
    ['type=gha', { type: 'gha', scope: undefined }],
    ['type=gha,scope=', { type: 'gha', scope: undefined }],
    ['type=gha,scope=main builds', { type: 'gha', scope: 'main builds' }],
    ['type=local,dest=out', { type: 'local', directory: 'out' }],
    ['type=local,src=/mnt/x,compression=gzip', { type: 'local', directory: '/mnt/x', compression: 'gzip' }],
    ['type=local,"src=/mnt/a,b ""c"""', { type: 'local', directory: '/mnt/a,b "c"' }],
  ])('%s names a carrier', (line, carrier) => {
    expect(parse(line)).toEqual([carrier]);
  });

  test('several lines keep their order, and empty lines are skipped', () => {
    const found = parse('type=local,src=a\r\n\n  \nexample.org/b\ntype=local,src=c\n');
    expect(found).toMatchObject([{ directory: 'a' }, { ref: 'example.org/b' }, { directory: 'c' }]);
    expect(parse('\n \n')).toBeUndefined();
  });

  test('a directory in the place of a registry is refused, with the line', () => {
    for (const line of ['/mnt/cache', './cache', '~/cache', 'type=registry,ref=/mnt/cache'])
      expect(refusal(line)).toMatchObject({
        message: expect.stringContaining('names a directory in the place of a registry'),
        hint: expect.stringMatching(/^Write type=local,src=\S+cache in cache-from, and type=local,dest=/),
      });
  });

  test.each([
    ['type=ftp,src=a', 'has no known type'],
    ['ref=ghcr.io/a', 'has no known type'],
    ['type=toString,ref=a', 'has no known type'],
    ['type=registry', 'lacks ref'],
    ['type=registry,ref=', 'lacks ref'],
    ['type=local', 'lacks dest or src'],
    ['type=local,src=a,src=b', 'repeats src'],
    ['type=local,src=a,dest=b', 'has the unknown field src'],
    ['type=registry,ref=a,mode=min', 'has the unknown field mode'],
    ['type=local,src=a,compression=lz4', 'has an unknown compression'],
    ['type=local,src=a,=b', 'not of the form NAME=VALUE'],
    ['type=local,src=a"b', 'has a quote (") in a wrong place'],
    ['type=local,"src=a', 'has a quote (") in a wrong place'],
  ])('%s is refused with its problem', (line, problem) => {
    expect(refusal(line)).toMatchObject({
      code: 'input-invalid',
      message: expect.stringContaining(problem) as string,
    });
    expect(refusal(line)).toMatchObject({ message: expect.stringContaining('input cache-from') as string });
  });

  test('the hint shows a line of the same type', () => {
    expect(refusal('type=local')).toMatchObject({ hint: 'Write for example type=local,dest=DIRECTORY.' });
  });

  test.each([
    ['type=registry,ref=a,mode=min', 'Remove mode: the result of every step is stored'],
    ['type=inline', 'Use type=registry,ref=HOST/REPOSITORY'],
    ['type=gha,ignore-error=true', 'Remove ignore-error: a carrier that fails is a warning'],
    ['type=local,dest=a,image-manifest=false', 'Remove image-manifest'],
    ['type=gha,scop=a', 'Did you mean scope?'],
    ['type=gha,size=5', 'The fields of type=gha: type, scope, compression.'],
    ['type=gha,toString=5', 'The fields of type=gha: type, scope, compression.'],
  ])('%s gets a hint', (line, hint) => {
    expect(refusal(line)).toMatchObject({ hint: expect.stringContaining(hint) as string });
  });

  test('more than a hundred lines are refused', () => {
    expect(refusal('type=local,src=a\n'.repeat(101))).toMatchObject({ code: 'input-invalid' });
  });

  test('relative directories start where the user is', () => {
    expect(carriersIn('/work', parse('type=local,src=a\ntype=local,src=/b\nexample.org/c'))).toEqual([
      { type: 'local', directory: '/work/a' },
      { type: 'local', directory: '/b' },
      { type: 'registry', ref: 'example.org/c' },
    ]);
  });
});
