import { expect, test } from 'vitest';
import { checkForeignInputs } from '../../../src/action/foreign/foreign-inputs.ts';
import { PARAMETER_NAMES } from '../../../src/request/parameters.ts';

const OWN = `linux/${process.arch === 'x64' ? 'amd64' : process.arch}`;

function warningsFor(inputs: Readonly<Record<string, string>>): readonly string[] {
  const warnings: string[] = [];
  const variables = Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]);
  const onWarning = (message: string) => void warnings.push(message);
  checkForeignInputs(Object.fromEntries(variables), { isSpecGiven: true, onWarning });
  return warnings;
}

test.each([
  ['load', 'true', 'Write "outputs: type=docker,dest=FILE"'],
  ['no-cache-filters', 'stage', 'Write no-cache-filter'],
  ['file', 'Dockerfile', 'Name the spec with spec-file.'],
  ['build-contexts', 'a=b', 'It has no counterpart: copy from a nested build'],
  ['cgroup-parent', 'x', 'It has no counterpart. The inputs memory'],
  ['shm-size', '2g', 'It has no counterpart.'],
  ['ulimit', 'nofile=1:1', 'It has no counterpart: call ulimit'],
  ['provenance', 'mode=max', 'It has no counterpart: attach'],
  ['sbom', 'true', 'It has no counterpart: attach'],
  ['github-token', 'hunter22', 'Remove it'],
  ['builder', 'mine', 'Remove it'],
])("Docker's input %s gives a warning with the way here", (name, value, instead) => {
  const [warning, ...others] = warningsFor({ [name]: value });
  expect(warning).toContain(`The input ${name} of docker/build-push-action has no effect here. ${instead}`);
  expect(warning).not.toContain('hunter22');
  expect(others).toEqual([]);
});

test.each([
  { provenance: 'false', sbom: 'false', load: 'False', builder: '', 'github-token': ' ' },
  { platforms: OWN },
  { platforms: 'local' },
  Object.fromEntries(PARAMETER_NAMES.map((name) => [name, 'x'])),
  {
    name: 'x',
    version: '1',
    path: 'a',
    args: 'b',
    'cache-key': 'c',
    user: 'd',
    'who-to-greet': 'e',
    ci: '1',
  },
])('inputs without harm pass in silence: %j', (inputs) => {
  expect(warningsFor(inputs)).toEqual([]);
});

test.each([
  ['specfile', 'spec-file'],
  ['build-arg', 'build-args'],
  ['no_cache', 'no-cache'],
  ['secret', 'secrets'],
  ['tag', 'tags'],
  ['max-paralell', 'max-parallel'],
  ['sapce-scope', undefined],
])('the input %s has the similar name %s', (name, near) => {
  const expected = `There is no input ${name}, so its value has no effect. Did you mean ${near}?`;
  expect(warningsFor({ [name]: 'hunter22' })).toEqual(near === undefined ? [] : [expected]);
});

test.each(['linux/amd64,linux/arm64', 'linux/s390x', 'windows/amd64', `${OWN}\nlinux/riscv64`])(
  'the platforms %j are an error that names the platform of the runner',
  (platforms) => {
    expect(() => warningsFor({ platforms })).toThrow(
      expect.objectContaining({
        code: 'input-invalid',
        message: expect.stringContaining(`expected ${OWN}, because`),
        hint: expect.stringContaining('the input platform names'),
      }),
    );
  },
);
