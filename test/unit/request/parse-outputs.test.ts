import { describe, expect, test } from 'vitest';
import { outputsIn, parseOutputs } from '../../../src/request/parse-outputs.ts';

const parse = (text: string) => parseOutputs(text, 'input outputs');
const refusal = (text: string) => {
  try {
    parse(text);
  } catch (error) {
    return error;
  }
  throw new Error(`was taken: ${text}`);
};

describe('lines of outputs', () => {
  test.each([
    ['dist', { type: 'local', dest: 'dist', when: 'success', src: undefined }],
    ['  ./some dir/dist  ', { type: 'local', dest: './some dir/dist' }],
    ['type=local,src=/src/out/**,dest=dist', { type: 'local', src: '/src/out/**', dest: 'dist' }],
    ['type=tar,dest=x.tar,build=dev/inner', { type: 'tar', dest: 'x.tar', build: 'dev/inner' }],
    ['type=local,dest=logs,src=/tmp/*.log,when=failure', { when: 'failure', src: '/tmp/*.log' }],
    ['type=local,"dest=a,b ""c"""', { dest: 'a,b "c"' }],
    ['type=local,"src=/{a,b}/*",dest=d', { src: '/{a,b}/*' }],
    ['type=oci,dest=x.tar', { type: 'oci', names: [], compression: 'gzip', squash: false }],
    ['type=docker,dest=x.tar,name=a:1,squash=true', { type: 'docker', names: ['a:1'], squash: true }],
    [
      'type=registry,"name=h/a:1,h/a:2",compression=gzip',
      { type: 'registry', names: ['h/a:1', 'h/a:2'], compression: 'gzip', dest: undefined },
    ],
    ['type=image,name=h/a:1,push=true', { type: 'registry', names: ['h/a:1'] }],
    ['type=registry', { type: 'registry', names: [] }],
  ])('%s is an output', (line, output) => {
    expect(parse(line)).toMatchObject([{ text: expect.any(String), ...output }]);
  });

  test('several lines keep their order, and empty lines are skipped', () => {
    expect(parse('a\r\n\n type=tar,dest=b \nc\n')).toMatchObject([
      { type: 'local', dest: 'a' },
      { type: 'tar', dest: 'b' },
      { type: 'local', dest: 'c' },
    ]);
    expect(parse('\n \n')).toBeUndefined();
  });

  test.each([
    ['-', 'writes to stdout', 'Name a file or directory.'],
    ['type=tar,dest=-', 'writes to stdout', 'Name a file or directory.'],
    ['type=local', 'lacks dest', 'Add dest=PATH.'],
    ['type=oci', 'lacks dest', 'Add dest=PATH.'],
    ['dest=a', 'has no type', 'type=local'],
    ['type=locl,dest=a', 'unknown type "locl"', 'Did you mean local?'],
    ['type=cacheonly', 'unknown type', 'The types: local, tar, oci, docker, registry.'],
    ['type=image,name=a', 'unknown type "image"', 'push=true'],
    ['type=toString,dest=a', 'unknown type', 'The types'],
    ['type=local,dst=a', 'field "dst", which type=local does not have', 'Did you mean dest?'],
    ['type=tar,dest=a,compression=gzip', 'field "compression"', 'The fields of type=tar'],
    ['type=registry,dest=a', 'field "dest"', 'The fields of type=registry'],
    ['type=local,dest=a,dest=b', 'repeats dest', undefined],
    ['type=local,dest=a,when=always', 'has an unknown time', 'when=failure'],
    ['type=local,dest=a,src=/b/../c', 'has .. in src', 'inside the result'],
    ['type=oci,dest=a,when=failure', 'image of a failed step', 'type=tar'],
    ['type=oci,dest=a,compression=xz', 'has an unknown compression', 'zstd'],
    ['type=docker,dest=a,squash=maybe', 'neither true nor false for squash', undefined],
    ['type=registry,push=false', 'pushes nothing', 'push=false'],
    ['type=local,"dest=a', 'has a quote (") in a wrong place', undefined],
  ])('%s is refused', (line, message, hint) => {
    expect(refusal(line)).toMatchObject({
      code: 'input-invalid',
      message: expect.stringContaining(message),
      ...(hint === undefined ? {} : { hint: expect.stringContaining(hint) }),
    });
  });

  test('destinations start at the directory, and links count only below it', () => {
    const lines = parse(
      'dist\ntype=tar,dest=/tmp/x.tar\n../up\ntype=oci,dest=y\ntype=registry\n/work/in/side',
    );
    const outputs = outputsIn('/work', lines);
    expect(outputs).toMatchObject([
      { dest: '/work/dist', below: '/work' },
      { dest: '/tmp/x.tar', below: undefined },
      { dest: '/up', below: undefined },
      { dest: '/work/y' },
      { dest: undefined },
      { dest: '/work/in/side', below: '/work' },
    ]);
    expect(outputsIn('/', parse('x'))).toMatchObject([{ dest: '/x', below: '/' }]);
  });
});
