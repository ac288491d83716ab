import { expect, test } from 'vitest';
import type { BuildEvent } from '../../../src/contract/events.ts';
import type { BuildRequest } from '../../../src/contract/request.ts';
import { NO_RULES } from '../../../src/worker/owner/rules.ts';
import { readSpec } from '../../../src/worker/read-spec.ts';

/** Returns the warnings about a spec with the secrets `token` (in a nested build) and `npmrc`, and the arg `VERSION`. */
function warnings(asked: Partial<BuildRequest>): readonly string[] {
  const text = `((arg VERSION 1) (build b ((from x) (run (secrets (token (target /t))) (shell a))))
    (from x) (run (secrets (npmrc (target /n))) (shell b)))`;
  return warningsAbout(text, asked);
}

function warningsAbout(text: string, asked: Partial<BuildRequest>): readonly string[] {
  const told: BuildEvent[] = [];
  readSpec({ secrets: {}, spec: { text, file: 'a.spec' }, ...asked }, NO_RULES, (event) => told.push(event));
  return told.map((event) => ('message' in event ? event.message : event.type));
}

test('known secrets and args give no warning', () => {
  const secrets = { token: 'eA==', npmrc: 'eA==' };
  expect(warnings({ secrets, keySecrets: ['token'], buildArgs: { VERSION: '2' } })).toEqual([]);
});

test('a secret that no step uses is a warning', () => {
  const [slip, other, ...more] = warnings({ secrets: { tokn: 'eA==', ssh: 'eA==' } });
  expect(slip).toBe('the secret "tokn" is given, but no step of the spec uses it. Did you mean token?');
  expect(other).toBe(
    'the secret "ssh" is given, but no step of the spec uses it. Its steps use token, npmrc.',
  );
  expect(more).toEqual([]);
});

test('an empty secret of a step is a warning', () => {
  expect(warnings({ secrets: { token: 'eA==', npmrc: '' } })).toEqual([
    'the secret "npmrc" is empty, so its steps get an empty file. Check the file that you gave.',
  ]);
});

test('a spec without secrets says how a step gets one', () => {
  expect(warningsAbout('((from x))', { secrets: { token: 'eA==' } })).toEqual([
    'the secret "token" is given, but no step of the spec uses it. Write (run (secrets (token (target FILE))) …) in the step that needs it.',
  ]);
});

test('the secret that signs records needs no step', () => {
  expect(warnings({ secrets: { signing: 'eA==' }, cacheOptions: { keySecret: 'signing' } })).toEqual([]);
});

test('an unknown id in key-secrets is a warning', () => {
  expect(warnings({ keySecrets: ['tokne'] })).toEqual([
    'key-secrets names tokne, but no step of the spec uses it. Did you mean token?',
  ]);
});

test('an undeclared arg is a warning with a suggestion', () => {
  expect(warnings({ buildArgs: { VERSON: '2', x: '1' } })).toEqual([
    'build-args gives VERSON, but the spec has no (arg VERSON …). Did you mean VERSION?',
    'build-args gives x, but the spec has no (arg x …). Its args are VERSION.',
  ]);
});

test('an arg of a spec without args says how to declare it', () => {
  expect(warningsAbout('((from x))', { buildArgs: { V: '2' } })).toEqual([
    'build-args gives V, but the spec has no (arg V …). Declare it before the (from …): (arg V DEFAULT).',
  ]);
});

test('an empty value instead of a default is a warning', () => {
  expect(warnings({ buildArgs: { VERSION: '' } })).toEqual([
    'build-args gives VERSION an empty value, so its default 1 does not count. Check the names in the expression of the value, or leave the line out.',
  ]);
});

test('an empty value of an arg without default is a warning', () => {
  expect(warningsAbout('((arg V) (from x) (run (shell a)))', { buildArgs: { V: '' } })).toEqual([
    'build-args gives V an empty value. Check the names in the expression of the value, or allow an empty value with (arg V "").',
  ]);
});

test('an empty value instead of an empty default is silent', () => {
  const text = '((arg V "") (from x) (run (shell a)))';
  expect(warningsAbout(text, { buildArgs: { V: '' } })).toEqual([]);
});
