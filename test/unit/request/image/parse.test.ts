import { describe, expect, test } from 'vitest';
import { buildFlags } from '../../../../src/cli/build-request.ts';
import { givenFlags } from '../../../../src/cli/flags.ts';
import { parseInvocation, type Verb } from '../../../../src/cli/verb.ts';
import type { Output } from '../../../../src/contract/outputs.ts';
import { outputsOf } from '../../../../src/request/image/outputs.ts';
import { PARAMETERS, type ParameterName } from '../../../../src/request/parameters.ts';

type Inputs = Partial<Record<ParameterName, string>>;

function outputs(inputs: Inputs, env: Readonly<Record<string, string>> = {}): readonly Output[] | undefined {
  const given = {
    text: (name: ParameterName) => inputs[name] ?? '',
    label: (name: ParameterName) => `input ${name}`,
  };
  return outputsOf(given, '/work', env);
}

const parse = (name: ParameterName, text: string) => PARAMETERS[name].parse(text, `input ${name}`);

describe('the parts of an image', () => {
  test.each<[ParameterName, string, unknown]>([
    ['labels', 'b=1\n a = x\n"c=line 1\nline ""2"""', undefined],
    ['labels', 'b=1\na=x=y\n"c=line 1\nline ""2"""\nd=', { a: 'x=y', b: '1', c: 'line 1\nline "2"', d: '' }],
    ['annotations', 'a=1\nmanifest:b=2\nindex:c=3', { a: '1', b: '2' }],
    [
      'annotations',
      'index,manifest:a=1\nmanifest[linux/amd64]:b=2\nindex-descriptor:c=3',
      { a: '1', b: '2' },
    ],
    ['entrypoint', '/app  --serve', ['/app', '--serve']],
    ['cmd', '["sh", "-c", "echo \\"$A\\""]', ['sh', '-c', 'echo "$A"']],
    ['cmd', '[]', []],
    ['exposed-ports', '80, 53/udp\n80/tcp\n08080', ['53/udp', '80/tcp', '8080/tcp']],
    ['stop-signal', 'SIGRTMIN+3', 'SIGRTMIN+3'],
    ['stop-signal', '9', '9'],
    ['platform', 'linux/arm/v7', 'linux/arm/v7'],
  ])('%s=%j', (name, text, value) => {
    if (value === undefined) return expect(() => parse(name, text)).toThrow('a = x');
    return expect(parse(name, text)).toEqual(value);
  });

  test.each<[ParameterName, string, string]>([
    ['labels', 'a=1\nb', 'line 2 of input labels is "b": expected NAME=VALUE'],
    ['labels', 'a=1\na=2', 'line 2 of input labels is "a=2": expected each name once'],
    ['annotations', 'a b=1', 'line 1 of input annotations is "a b=1"'],
    ['entrypoint', 'sh -c "echo"', 'input entrypoint is "sh -c \\"echo\\"": expected a JSON list of words'],
    ['cmd', '["a", 1]', 'input cmd is "[\\"a\\", 1]": expected a JSON list of words'],
    ['cmd', '["a"', 'expected a JSON list of words'],
    ['exposed-ports', '80,0', 'input exposed-ports is "0": expected ports such as 80 or 53/udp'],
    ['exposed-ports', '65536', 'expected ports'],
    ['exposed-ports', '80/icmp', 'expected ports'],
    ['stop-signal', 'kill', 'input stop-signal is "kill": expected a signal such as SIGTERM or 15'],
    ['platform', 'arm64', 'input platform is "arm64": expected a platform such as linux/arm64'],
    ['push', 'yes', 'input push is "yes": expected true or false'],
  ])('%s=%j is refused with the value', (name, text, message) => {
    expect(() => parse(name, text)).toThrow(
      expect.objectContaining({ code: 'input-invalid', message: expect.stringContaining(message) }),
    );
  });
});

describe('images among the outputs', () => {
  test('push makes one push of all tags, with the settings of the inputs', () => {
    const found = outputs(
      {
        tags: 'ghcr.io/a/b:1\nghcr.io/a/b:2, ghcr.io/a/b:1',
        push: 'true',
        squash: 'true',
        labels: 'x=y',
        cmd: '/app',
      },
      { SOURCE_DATE_EPOCH: '1700000000' },
    );
    expect(found).toEqual([
      {
        type: 'registry',
        text: 'type=registry',
        when: 'success',
        names: ['ghcr.io/a/b:1', 'ghcr.io/a/b:2'],
        compression: 'gzip',
        squash: true,
        settings: {
          labels: { x: 'y' },
          annotations: {},
          cmd: ['/app'],
          exposedPorts: [],
          sourceDateEpoch: 1_700_000_000,
        },
      },
    ]);
  });

  test('a line of outputs takes the tags unless it has names, and replaces the push', () => {
    const found = outputs({
      tags: 'a/b:1',
      push: 'true',
      outputs:
        'dist\ntype=registry,compression=zstd\ntype=oci,dest=x.tar,build=dev\ntype=docker,dest=y.tar,name=c:1',
    });
    expect(found).toMatchObject([
      { type: 'local' },
      { type: 'registry', names: ['a/b:1'], compression: 'zstd', settings: { labels: {} } },
      { type: 'oci', names: ['a/b:1'], dest: '/work/x.tar', below: '/work', build: 'dev' },
      { type: 'docker', names: ['c:1'] },
    ]);
  });

  test('a push of a nested build does not replace the push of the whole', () => {
    const inputs = { tags: 'a/b:1', push: 'true', outputs: 'type=registry,name=a/dev:1,build=dev' };
    expect(outputs(inputs)).toMatchObject([
      { type: 'registry', names: ['a/dev:1'], build: 'dev' },
      { type: 'registry', names: ['a/b:1'] },
    ]);
  });

  test('settings of images change nothing without an image', () => {
    expect(outputs({ tags: 'a/b:1', labels: 'x=y' })).toBeUndefined();
    expect(outputs({ outputs: 'dist', cmd: 'x' }, { SOURCE_DATE_EPOCH: 'soon' })).toHaveLength(1);
  });

  test.each<[Inputs, Readonly<Record<string, string>>, string]>([
    [{ push: 'true' }, {}, 'could not push an image: input push has no tags'],
    [{ outputs: 'type=registry' }, {}, 'could not push an image: the output type=registry has no tags'],
    [
      { push: 'true', tags: 'a/b:1', outputs: 'type=registry,build=dev' },
      {},
      'could not push two images under the name a/b:1',
    ],
    [
      { push: 'true', tags: 'a/b:1' },
      { SOURCE_DATE_EPOCH: 'soon' },
      'the variable SOURCE_DATE_EPOCH is "soon": expected seconds since 1970',
    ],
  ])('%j is refused', (inputs, env, message) => {
    expect(() => outputs(inputs, env)).toThrow(
      expect.objectContaining({ code: 'input-invalid', message: expect.stringContaining(message) }),
    );
  });

  test('flags make the same images as inputs', () => {
    const verb: Verb = {
      usage: 'build',
      summary: '',
      flags: buildFlags,
      needsRoot: false,
      run: () => Promise.resolve(0),
    };
    const flags = [
      '--tag=a/b:1',
      '--tag=a/b:2',
      '--push',
      '--label=x=y, z',
      '--label=v=',
      '--annotation=index:n=1',
      '--entrypoint=["/a b"]',
      '--exposed-port=80',
      '--exposed-port=53/udp',
      '--stop-signal=9',
      '--squash',
      '--output=type=oci,dest=x.tar',
    ];
    expect(outputsOf(givenFlags(parseInvocation(verb, flags)), '/work', {})).toEqual(
      outputs({
        tags: 'a/b:1\na/b:2',
        push: 'true',
        labels: 'x=y, z\nv=',
        annotations: 'index:n=1',
        entrypoint: '["/a b"]',
        'exposed-ports': '80,53/udp',
        'stop-signal': '9',
        squash: 'true',
        outputs: 'type=oci,dest=x.tar',
      }),
    );
  });
});
