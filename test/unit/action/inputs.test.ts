import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ActionInputs, readInputs } from '../../../src/action/inputs.ts';
import type { MissingSecret } from '../../../src/action/secrets.ts';

let workspace = '';

beforeAll(() => {
  workspace = mkdtempSync(path.join(tmpdir(), 'inputs-'));
  mkdirSync(path.join(workspace, 'ci'));
  writeFileSync(path.join(workspace, 'ci/build.spec'), '((from scratch))');
  writeFileSync(path.join(workspace, 'latin1.spec'), Buffer.from([0x28, 0xe9, 0x29]));
  writeFileSync(path.join(workspace, 'secret'), 'from a file');
});

afterAll(() => rmSync(workspace, { recursive: true, force: true }));

const missing: string[] = [];
const warnings: string[] = [];

function read(
  inputs: Readonly<Record<string, string>>,
  env: Readonly<Record<string, string>> = {},
): ActionInputs {
  missing.length = 0;
  const onMissing = ({ id, reason }: MissingSecret) => void missing.push(`${id}: ${reason}`);
  warnings.length = 0;
  const onWarning = (message: string) => void warnings.push(message);
  return readInputs({ get: (name) => inputs[name] ?? '', env, workspace, onWarning, onMissing });
}

const spec = '((from scratch))';

test('absent inputs have their defaults', () => {
  expect(read({ spec })).toEqual({
    spec: { text: spec, name: 'spec' },
    context: workspace,
    storeRequest: { store: 'auto', namedBy: 'input store', poolBytes: undefined },
    limits: undefined,
    secrets: new Map(),
    target: undefined,
    noCache: false,
    pull: 'auto',
    maxParallel: undefined,
    userNamespace: 'auto',
    origin: undefined,
    cacheScope: undefined,
    share: undefined,
    refresh: undefined,
    keySecrets: undefined,
    keepFailed: true,
    install: true,
    given: expect.anything(),
  });
});

test('names of spec files are relative to the workspace', () => {
  const named = { text: spec, name: 'ci/build.spec', path: path.join(workspace, 'ci/build.spec') };
  expect(read({ 'spec-file': './ci/../ci/build.spec' }).spec).toEqual(named);
  expect(read({ 'spec-file': path.join(workspace, 'ci/build.spec') }).spec).toEqual(named);
});

test('auto means OBUILDER_STORE; a named store wins', () => {
  const env = { OBUILDER_STORE: 'btrfs:/srv/o' };
  expect(read({ spec }, env).storeRequest.store).toBe('btrfs:/srv/o');
  expect(read({ spec, store: 'auto' }, env).storeRequest.store).toBe('btrfs:/srv/o');
  expect(read({ spec, store: 'btrfs:/mine' }, env).storeRequest.store).toBe('btrfs:/mine');
  expect(read({ spec }, env).storeRequest.namedBy).toBe('OBUILDER_STORE');
  expect(read({ spec, store: 'zfs:tank/o' }, env).storeRequest).toMatchObject({
    store: 'zfs:tank/o',
    namedBy: 'input store',
  });
});

test.each([
  ['', 'auto'],
  ['true', 'always'],
  ['True', 'always'],
  ['TRUE', 'always'],
  ['false', 'auto'],
  ['False', 'auto'],
  ['never', 'never'],
])('pull: %j means %s', (pull, policy) => expect(read({ spec, pull }).pull).toBe(policy));

test.each<[string, Record<string, string>, RegExp]>([
  ['no spec', {}, /^neither input spec nor input spec-file is given$/],
  ['two specs', { spec, 'spec-file': 'a' }, /^inputs spec and spec-file \("a"\) are both given$/],
  ['no such file', { 'spec-file': 'a' }, /^input spec-file is "a": expected a readable file \(ENOENT: /],
  ['a directory', { 'spec-file': 'ci' }, /^input spec-file is "ci": expected a readable file \(EISDIR: /],
  ['not UTF-8', { 'spec-file': 'latin1.spec' }, /^the spec latin1.spec is not UTF-8$/],
  [
    'no context',
    { spec, context: 'a' },
    /^input context is "a": expected a directory \(.*\/a does not exist\)$/,
  ],
  [
    'a file as context',
    { spec, context: 'secret' },
    /^input context is "secret": expected a directory \(.*\/secret is not a directory\)$/,
  ],
  ['a store', { spec, store: 'btrfs' }, /^input store is "btrfs": expected auto, or DRIVER:PLACE/],
  ['a store without a place', { spec, store: 'btrfs:' }, /^input store is "btrfs:": expected auto/],
  [
    'a size',
    { spec, 'store-size': 'big' },
    /^input store-size is "big": expected a size of 256 MB or more, such as 50GB$/,
  ],
  ['a small size', { spec, 'store-size': '1MB' }, /^input store-size is "1MB": expected a size of 256 MB/],
  [
    'a floor',
    { spec, 'min-free-space': '10' },
    /^input min-free-space is "10": expected a share such as 10%, or a size such as 20GB$/,
  ],
  ['an age', { spec, 'max-age': '30' }, /^input max-age is "30": expected a time such as 30d, 12h or 45m$/],
  ['a boolean', { spec, 'no-cache': 'yes' }, /^input no-cache is "yes": expected true or false$/],
  ['another', { spec, install: '1' }, /^input install is "1": expected true or false$/],
  [
    'a policy',
    { spec, pull: 'often' },
    /^input pull is "often": expected one of auto, always, missing, never, true, false$/,
  ],
  ['a name of Object.prototype', { spec, pull: 'toString' }, /^input pull is "toString": expected/],
  [
    'a mode',
    { spec, 'user-namespace': 'off' },
    /^input user-namespace is "off": expected one of auto, always, never$/,
  ],
  [
    'a number',
    { spec, 'max-parallel': '0' },
    /^input max-parallel is "0": expected a number from 1 to 9999$/,
  ],
  [
    'a scope',
    { spec, 'cache-scope': 'a\nb' },
    /^input cache-scope is "a\\nb": expected at most 200 characters/,
  ],
  ['a row', { spec, secrets: 'hunter2' }, /^line 1 of input secrets is not of the form ID=value$/],
  [
    'a variable',
    { spec, 'secret-envs': 'hunter2' },
    /^line 1 of input secret-envs is not of the form ID=VARIABLE$/,
  ],
  [
    'a secret file',
    { spec, 'secret-files': 'hunter2' },
    /^line 1 of input secret-files is not of the form ID=path$/,
  ],
  ['an id twice', { spec, secrets: 'a=hunter2\na=hunter2' }, /^line 2 of input secrets repeats the id "a"$/],
  [
    'twice',
    { spec, secrets: 'a=hunter2', 'secret-files': 'a=secret' },
    /^line 1 of input secret-files repeats the id "a" of another input$/,
  ],
])('%s: one clear error without secrets', (_, inputs, message) => {
  let thrown: unknown;
  try {
    read(inputs);
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toMatchObject({ name: 'ObuilderError', message: expect.stringMatching(message) });
  expect(JSON.stringify(thrown)).not.toContain('hunter2');
});

test.each(['', '.'])('a missing workspace is no error with the context %j', (context) => {
  const gone = path.join(workspace, 'gone');
  const inputs: Readonly<Record<string, string>> = { spec, context };
  const get = (name: string) => inputs[name] ?? '';
  expect(
    readInputs({ get, env: {}, workspace: gone, onWarning: () => undefined, onMissing: () => undefined })
      .context,
  ).toBe(gone);
});

test('an invalid OBUILDER_STORE is named in the error', () => {
  expect(() => read({ spec }, { OBUILDER_STORE: 'here' })).toThrow(/^the variable OBUILDER_STORE is "here"/);
});

test('a missing secret is reported and left out', () => {
  expect(
    read({ spec, 'secret-envs': 'a=NONE\nb=SOME', 'secret-files': 'c=none' }, { SOME: 'x' }).secrets,
  ).toEqual(new Map([['b', Buffer.from('x')]]));
  expect(missing).toEqual(['a: the variable NONE is not set', 'c: could not read the file none: ENOENT']);
});

test.each<[string, Record<string, string>, Record<string, string>, string]>([
  ['a near name', { 'spec-file': 'ci/buidl.spec' }, {}, 'Did you mean build.spec? Relative paths start at'],
  ['the workspace', { 'spec-file': 'none/x' }, {}, 'Relative paths start at the workspace, which is empty'],
  ['spec-file', {}, { INPUT_FILE: 'build.spec' }, 'Name the file with "spec-file:". The input "file"'],
  ['a similar input', {}, { INPUT_SPECFILE: 'x' }, 'There is no input "specfile": did you mean "spec-file:"'],
  ['another similar input', {}, { INPUT_SPECS: 'x' }, 'There is no input "specs": did you mean "spec:"'],
])('the hint for a missing spec names %s', (_, inputs, env, hint) => {
  expect(() => read(inputs, env)).toThrow(
    expect.objectContaining({ hint: expect.stringMatching(new RegExp(`^${hint.replace('?', '\\?')}`)) }),
  );
});

test('settings of images without an image are a warning if push is absent', () => {
  read({ spec, tags: 'ghcr.io/acme/app:1', labels: 'a=b', squash: 'false' });
  expect(warnings).toEqual([
    expect.stringMatching(/^input tags, input labels would have no effect: .*"push: true"/),
  ]);
  read({ spec, tags: 'ghcr.io/acme/app:1', push: 'false' });
  expect(warnings).toEqual([]);
});

test.each([
  'https://github.com/acme/app.git#main',
  '{{defaultContext}}',
  '{{defaultContext}}:sub',
  'git@github.com:acme/app.git',
  'ssh://git@host/app',
])('the context %s has the hint to check out', (context) => {
  expect(() => read({ spec, context })).toThrow(
    expect.objectContaining({
      message: expect.stringContaining('expected a directory'),
      hint: expect.stringMatching(/^Git contexts have no counterpart: .*git clone.*actions\/checkout.*"\."/),
    }),
  );
});
