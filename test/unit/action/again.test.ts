import { expect, test } from 'vitest';
import { aboutCommands, buildAgain, enterFailed, inspectResult } from '../../../src/action/again.ts';
import { type ActionInputs, givenInputs } from '../../../src/action/inputs.ts';
import type { ActionProcess } from '../../../src/action/place.ts';
import { REPETITIONS } from '../../../src/request/again.ts';
import { formOf, PARAMETER_NAMES } from '../../../src/request/parameters.ts';

const place: ActionProcess = {
  env: {},
  uid: 1000,
  user: 'runner',
  workspace: '/w/my repo',
  searchPath: '',
  cli: '/a/cli/index.js',
};

const givenOf = (texts: Readonly<Record<string, string>>) => givenInputs((name) => texts[name] ?? '');

const inputs: ActionInputs = {
  given: givenOf({ target: 'dev', 'cache-scope': 'debug' }),
  spec: { text: '', name: "it's.spec", path: "/w/my repo/it's.spec" },
  context: '/w/my repo',
  storeRequest: { store: 'btrfs:/srv/o', namedBy: 'OBUILDER_STORE', poolBytes: undefined },
  limits: undefined,
  bounds: undefined,
  secrets: new Map([['token', new Uint8Array([1])]]),
  target: 'dev',
  noCache: false,
  pull: 'auto',
  maxParallel: undefined,
  userNamespace: 'auto',
  origin: undefined,
  cacheScope: 'debug',
  share: undefined,
  refresh: undefined,
  keySecrets: undefined,
  keepFailed: true,
  install: true,
};

test('the command quotes words and names secrets without values', () => {
  expect(buildAgain(inputs, place)).toBe(
    `cd '/w/my repo' && sudo ${process.execPath} /a/cli/index.js build -f 'it'\\''s.spec' '/w/my repo' ` +
      '--store=btrfs:/srv/o --target=dev --cache-scope=debug --secret=token:FILE',
  );
  expect(inspectResult('f00', inputs, { ...place, uid: 0 })).toBe(
    `cd '/w/my repo' && ${process.execPath} /a/cli/index.js inspect f00 --store=btrfs:/srv/o`,
  );
});

test('the command has the base and the args, and no value of a secret', () => {
  const secrets = new Map([
    ['token', Buffer.from('hunter2')],
    ['signing', Buffer.from('a key of many bytes')],
  ]);
  const buildArgs = { VERSION: "1'2", URL: 'https://me:hunter2@host' };
  const given = givenOf({ target: 'dev', base: 'f00', 'cache-scope': 'debug' });
  const more = { secrets, buildArgs, given, cacheOptions: { keySecret: 'signing' } };
  expect(buildAgain({ ...inputs, ...more }, place)).toContain(
    "--store=btrfs:/srv/o '--build-arg=VERSION=1'\\''2' --build-arg=URL=VALUE --target=dev --base=f00 --cache-scope=debug --secret=token:FILE",
  );
  expect(buildAgain({ ...inputs, ...more }, place)).not.toContain('signing');
});

test('a spec without a file has no command', () => {
  expect(buildAgain({ ...inputs, spec: { text: '', name: 'spec' } }, place)).toBeUndefined();
});

test('the shell command shortens the id of the failed step', () => {
  expect(enterFailed('0123456789abcdef', inputs, place)).toBe(
    `sudo ${process.execPath} /a/cli/index.js shell 0123456789ab --store=btrfs:/srv/o`,
  );
});

/** A text for each parameter that the command repeats as it is. */
const REPEATED: Readonly<Record<string, string>> = {
  'min-free-space': '1GB',
  ca: 'ci/ca.pem',
  target: 'dev',
  base: 'f00',
  'key-secrets': 'token',
  pull: 'never',
  'max-parallel': '1',
  memory: '1GB',
  cpus: '1.5',
  pids: '64',
  'step-timeout': '5m',
  'log-size': '1MB',
  'user-namespace': 'never',
  'cache-scope': 'debug',
  share: 'all',
};

test('the command repeats every input that changes a step', () => {
  expect(Object.keys(REPETITIONS).sort()).toEqual([...PARAMETER_NAMES].sort());
  const same = PARAMETER_NAMES.filter((name) => REPETITIONS[name] === 'same');
  expect(same).toEqual(Object.keys(REPEATED));
  for (const name of same) {
    const given = givenOf({ [name]: String(REPEATED[name]) });
    expect(buildAgain({ ...inputs, given }, place)).toContain(` --${formOf(name).name}=${REPEATED[name]} `);
  }
});

test('the command repeats no default and no secret', () => {
  const given = givenOf({ memory: '80%', ca: 'a.pem\n b.pem\n', share: 'a hunter2' });
  const secrets = new Map([['token', Buffer.from('hunter2')]]);
  expect(buildAgain({ ...inputs, given, secrets }, place)).toMatch(
    / --store=btrfs:\/srv\/o --ca=a.pem --ca=b.pem --share=VALUE --secret=token:FILE$/,
  );
});

test('an arg of several lines is quoted as in the input', () => {
  expect(buildAgain({ ...inputs, buildArgs: { A: 'one\ntwo "2"' } }, place)).toContain(
    `'--build-arg="A=one\ntwo ""2"""'`,
  );
});

test('the command looks in the carriers that a shell reaches', () => {
  const cacheFrom = [{ type: 'gha' }, { type: 'local', directory: '/w/my repo/cache' }] as const;
  const given = givenOf({
    'cache-from': 'type=gha\ntype=local,src=cache',
    'cache-slots': 'npm',
    'cache-required': 'true',
    'cache-key-secret': 'token',
  });
  expect(buildAgain({ ...inputs, cacheFrom, given, cacheOptions: { keySecret: 'token' } }, place)).toMatch(
    / --cache-from=type=local,src=cache --cache-slot=npm --cache-required --cache-key-secret=token --secret=token:FILE$/,
  );
  const alone = { ...inputs, cacheFrom: [{ type: 'gha' }] as const, given };
  expect(buildAgain(alone, place)).not.toContain('--cache');
});

test('the shell of a failed step has the rights of the step', () => {
  const given = givenOf({ 'user-namespace': 'never', memory: '1GB', 'step-timeout': '5m' });
  expect(enterFailed('0123456789abcdef', { ...inputs, given }, place)).toMatch(
    / --store=btrfs:\/srv\/o --memory=1GB --user-namespace=never$/,
  );
});

test('the shell in a failed step has bounds and authorities, wherever it starts', () => {
  const given = givenOf({ memory: '1GB', ca: 'company ca.pem' });
  expect(enterFailed('f00', { ...inputs, given, ca: ['/w/my repo/company ca.pem'] }, place)).toBe(
    `sudo ${process.execPath} /a/cli/index.js shell f00 --store=btrfs:/srv/o --memory=1GB '--ca=/w/my repo/company ca.pem'`,
  );
});

test('a remark warns of programs that others can change', () => {
  expect(aboutCommands(place)).toMatch(
    /^Others than root can change this program\. As root, run only a copy/,
  );
  expect(aboutCommands({ ...place, uid: 0 })).toBeUndefined();
});
