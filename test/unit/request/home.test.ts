import { expect, test } from 'vitest';
import { storeFlags, storeRequest } from '../../../src/cli/flags.ts';
import { parseInvocation } from '../../../src/cli/verb.ts';
import { type ParameterName, readParameter } from '../../../src/request/parameters.ts';

const parse = (name: ParameterName, text: string) =>
  readParameter(name, { text: () => text, label: (label) => `input ${label}` });

const refusal = {
  code: 'input-invalid',
  message: expect.stringMatching(/^(?:input |--pool-dir is ).*~/),
  hint: 'No shell reads this text, so ~ is not the home directory. Write the absolute path.',
};

test.each<[ParameterName, string]>([
  ['outputs', '~/out'],
  ['outputs', 'type=oci,dest=~/x.tar'],
  ['cache-from', 'type=local,src=~/cache'],
  ['cache-to', 'type=local,dest=~'],
  ['ca', 'a.pem,~/b.pem'],
  ['spec-file', '~/build.spec'],
  ['context', '~'],
  ['store', 'copy:~/store'],
])('the input %s refuses the path %s', (name, text) => {
  expect(() => parse(name, text)).toThrow(expect.objectContaining(refusal));
});

test('the flag --pool-dir refuses a path at ~', () => {
  const flags = { usage: '', summary: '', flags: storeFlags, needsRoot: false, run: async () => 0 };
  const invocation = parseInvocation(flags, ['--pool-dir=~/pool']);
  expect(() => storeRequest(invocation)).toThrow(expect.objectContaining(refusal));
});

test.each<[ParameterName, string]>([
  ['outputs', 'type=local,dest=./~'],
  ['context', 'a/~'],
  ['spec-file', '~x.spec'],
])('the input %s takes the path %s', (name, text) => expect(() => parse(name, text)).not.toThrow());
