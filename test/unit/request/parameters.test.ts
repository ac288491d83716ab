import { describe, expect, test } from 'vitest';
import { givenInputs } from '../../../src/action/inputs.ts';
import { buildFlags } from '../../../src/cli/build-request.ts';
import { givenFlags } from '../../../src/cli/flags.ts';
import { type Invocation, parseInvocation, type Verb } from '../../../src/cli/verb.ts';
import { PARAMETER_NAMES, PARAMETERS, type ParameterName } from '../../../src/request/parameters.ts';
import { readSettings } from '../../../src/request/settings.ts';

const verb: Verb = {
  usage: 'build',
  summary: '',
  flags: buildFlags,
  needsRoot: false,
  run: () => Promise.resolve(0),
};

const invoked = (...args: string[]): Invocation => parseInvocation(verb, args);
const fromFlags = (...args: string[]) => readSettings(givenFlags(invoked(...args)), {});
const fromInputs = (inputs: Partial<Record<ParameterName, string>>) =>
  readSettings(
    givenInputs((name) => inputs[name] ?? ''),
    {},
  );

describe('inputs and flags', () => {
  test.each<[Partial<Record<ParameterName, string>>, string[]]>([
    [{ target: 'dev', pull: 'never' }, ['--target=dev', '--pull=never']],
    [{ 'max-parallel': '3', 'max-age': '30d' }, ['--max-parallel=3', '--max-age=30d']],
    [{ 'no-cache': 'true', 'keep-failed': 'false' }, ['--no-cache', '--no-keep-failed']],
    [{ 'key-secrets': 'a\nb, c' }, ['--key-secret=a', '--key-secret=b,c']],
    [{ 'no-cache-filter': 'a,line:3' }, ['--no-cache-filter=a', '--no-cache-filter=line:3']],
    [{ memory: '50%', cpus: 'max', pids: '100' }, ['--memory=50%', '--pids=100']],
    [{ 'store-size': '50GB' }, ['--store-size', '50GB']],
  ])('%j equals %j', (inputs, flags) => {
    const { storeRequest, ...settings } = fromFlags(...flags);
    expect({ ...settings, storeRequest: { ...storeRequest, namedBy: 'input store' } }).toEqual(
      fromInputs(inputs),
    );
  });

  test.each<[ParameterName, string, string]>([
    ['max-parallel', '0', 'expected a number from 1 to 9999'],
    ['pull', 'often', 'expected one of auto, always, missing, never, true, false'],
    [
      'store',
      'btrfs',
      'expected auto, or DRIVER:PLACE, for example btrfs:/srv/obuilder; the drivers are btrfs, zfs, overlayfs and copy',
    ],
    ['user-namespace', 'off', 'expected one of auto, always, never'],
    ['cache-max-rate', '0MB', 'expected a size such as 20MB'],
    ['max-results', 'many', 'expected a whole number, such as 2000'],
  ])('have one wording for %s=%s', (name, text, expected) => {
    const problem = `${name} is ${JSON.stringify(text)}: ${expected}`;
    expect(() => fromInputs({ [name]: text })).toThrow(
      expect.objectContaining({ message: `input ${problem}` }),
    );
    expect(() => fromFlags(`--${name}=${text}`)).toThrow(
      expect.objectContaining({ message: `--${problem}` }),
    );
  });

  test('leave the number of steps at once to the build', () => {
    expect(PARAMETERS['max-parallel']).not.toHaveProperty('default');
    expect([fromInputs({}).maxParallel, fromFlags().maxParallel]).toEqual([undefined, undefined]);
  });

  test('have defaults that every parser accepts', () => {
    for (const name of PARAMETER_NAMES) {
      const parameter = PARAMETERS[name];
      if ('default' in parameter) expect(parameter.parse(parameter.default, name)).toBeDefined();
    }
  });
});

describe('the id of a base', () => {
  const id = 'ab'.repeat(32);

  test('may begin with obuilder:', () => {
    expect([PARAMETERS.base.parse(id, ''), PARAMETERS.base.parse(`obuilder:${id}`, '')]).toEqual([id, id]);
  });

  test.each<[string, RegExp]>([
    ['746a301ec18d', /^"inspect 746a301ec18d" prints all digits\.$/],
    ['obuilder:746a301ec18d', /^"inspect 746a301ec18d" prints all digits\.$/],
    ['debian:12', /^The output id of the action/],
  ])('%s is refused with the label', (text, hint) => {
    const wrong = { message: `--base is "${text}": expected the 64 digits of an id` };
    expect(() => fromFlags(`--base=${text}`)).toThrow(
      expect.objectContaining({ ...wrong, hint: expect.stringMatching(hint) }),
    );
  });
});
