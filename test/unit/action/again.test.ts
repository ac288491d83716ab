import { expect, test } from 'vitest';
import { buildAgain, enterFailed, inspectResult } from '../../../src/action/again.ts';
import type { ActionInputs } from '../../../src/action/inputs.ts';
import type { ActionProcess } from '../../../src/action/place.ts';

const place: ActionProcess = {
  env: {},
  uid: 1000,
  user: 'runner',
  workspace: '/w/my repo',
  searchPath: '',
  cli: '/a/cli/index.js',
};

const inputs: ActionInputs = {
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
  const more = { secrets, buildArgs, base: 'f00', cacheOptions: { keySecret: 'signing' } };
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
