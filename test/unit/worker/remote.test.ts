import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, onTestFinished, test } from 'vitest';
import { ownAccess } from '../../../src/reader/own-access.ts';
import { userDirectory } from '../../../src/reader/user-directory.ts';
import { remoteMachinery } from '../../../src/worker/remote.ts';
import { decodeSecrets } from '../../../src/worker/secret-values.ts';
import { openMemoryStore } from '../../fakes/memory-store.ts';

const store = openMemoryStore();
afterAll(() => store.close());

const cacheFrom = [{ type: 'registry', ref: 'localhost:1/cache' }] as const;
const base64 = (text: string) => Buffer.from(text).toString('base64');

function machinery(
  request: Partial<Parameters<typeof remoteMachinery>[0]>,
  env: Readonly<Record<string, string>> = {},
) {
  const warnings: string[] = [];
  const parts = {
    cacheProgram: { file: '/nowhere', env },
    store,
    files: {} as never,
    directory: () => Promise.reject(new Error('no directory')),
    onWarning: (text: string) => void warnings.push(text),
  };
  return { remote: remoteMachinery({ cacheFrom, secrets: {}, ...request }, parts), warnings };
}

test('a build without carriers has no remote machinery', () => {
  expect(machinery({ cacheFrom: [] }).remote).toBeUndefined();
});

test('slots that travel need a carrier, and come from the request', () => {
  const slots = ['npm', 'apt'];
  const { remote, warnings } = machinery({ cacheFrom: [], cacheOptions: { slots } });
  expect([remote, warnings]).toEqual([
    undefined,
    ['cache-slots has no effect without cache-from or cache-to'],
  ]);
  expect(machinery({ cacheOptions: { slots } }).remote?.settings.slots).toEqual(slots);
});

test.each([
  [{ isRequired: true }, 'cache-required has'],
  [{ keySecret: 'signing', slots: ['npm'] }, 'cache-slots, cache-key-secret have'],
  [{ minSeconds: 2, maxBytesPerSecond: 1e6 }, 'cache-min-time, cache-max-rate have'],
])('settings without a carrier are one warning: %j', (cacheOptions, said) => {
  const { remote, warnings } = machinery({ cacheFrom: [], cacheOptions });
  expect(remote).toBeUndefined();
  expect(warnings).toEqual([`${said} no effect without cache-from or cache-to`]);
});

test.each([{}, { isRequired: false }])(
  'a build without carriers and settings is silent: %j',
  (cacheOptions) => {
    expect(machinery({ cacheFrom: [], cacheOptions }).warnings).toEqual([]);
  },
);

const gha = [{ type: 'gha' }] as const;
const job = { ACTIONS_RUNTIME_TOKEN: 't', ACTIONS_RESULTS_URL: 'https://results.example/' };

test('the cache of a job is left out elsewhere, before the first step', () => {
  const { remote, warnings } = machinery({ cacheTo: gha });
  expect(remote?.settings).toMatchObject({ mayFind: true, mayStore: false });
  expect(warnings).toEqual([
    expect.stringMatching(/^type=gha .*_TOKEN is not set; the build goes on .*type=registry/),
  ]);
  expect(machinery({ cacheFrom: gha, cacheTo: gha }).warnings).toHaveLength(1);
  expect(machinery({ cacheFrom: gha, cacheTo: gha }).remote).toBeUndefined();
});

test('a required cache of a job is an error elsewhere', () => {
  const build = () => machinery({ cacheTo: gha, cacheOptions: { isRequired: true } });
  expect(build).toThrow(expect.objectContaining({ code: 'input-invalid', value: 'type=gha' }));
});

test('the cache of a job is used in the job', () => {
  const { remote, warnings } = machinery({ cacheTo: gha }, job);
  expect([remote?.settings.mayStore, warnings]).toEqual([true, []]);
  const { ACTIONS_RESULTS_URL: _, ...without } = job;
  expect(machinery({ cacheTo: gha }, without).warnings).toEqual([
    expect.stringContaining('ACTIONS_RESULTS_URL is not set'),
  ]);
});

test('the key comes from the named secret', () => {
  const secrets = { signing: base64('0123456789abcdef') };
  const { remote } = machinery({ secrets, cacheOptions: { keySecret: 'signing', minSeconds: 2 } });
  expect(remote?.settings).toMatchObject({ minSeconds: 2, mayFind: true, mayStore: false });
  expect(Buffer.from(remote?.settings.key ?? []).toString()).toBe('0123456789abcdef');
});

test('no step gets the key', () => {
  const secrets = { signing: base64('0123456789abcdef'), token: base64('t') };
  expect([...decodeSecrets({ secrets, cacheOptions: { keySecret: 'signing' } }).keys()]).toEqual(['token']);
});

test.each([{}, { signing: '' }])('a missing key leaves carriers unused with a warning: %j', (secrets) => {
  const { remote, warnings } = machinery({ secrets, cacheOptions: { keySecret: 'signing' } });
  expect(remote).toBeUndefined();
  expect(warnings).toEqual([
    'cache-from and cache-to are not used: the secret "signing" of cache-key-secret was not given',
  ]);
  const required = { keySecret: 'signing', isRequired: true };
  expect(() => machinery({ secrets, cacheOptions: required })).toThrow(/was not given/);
});

test('a property of every object is no secret', () => {
  expect(machinery({ secrets: {}, cacheOptions: { keySecret: 'constructor' } }).remote).toBeUndefined();
});

test('a short key is an error', () => {
  const secrets = { signing: base64('short') };
  expect(() => machinery({ secrets, cacheOptions: { keySecret: 'signing' } })).toThrow(
    /5 bytes: expected 16/,
  );
});

test.each(['nothing', 'oci-layout'])(
  'a directory with %s is a warning, unless this build fills it',
  async (entry) => {
    const { directory, from, opened } = cacheDirectory();
    if (entry !== 'nothing') writeFileSync(path.join(directory, entry), '{}');
    expect(await opened({ cacheFrom: from })).toEqual([
      `the directory ${directory} of cache-from has no stored results: check the path`,
    ]);
    expect(await opened({ cacheFrom: from, cacheTo: from })).toEqual([]);
    mkdirSync(path.join(directory, 'records'));
    expect(await opened({ cacheFrom: from })).toEqual([]);
  },
);

test('a required directory without results is an error, unless this build fills it', async () => {
  const { directory, from, opened } = cacheDirectory();
  const cacheOptions = { isRequired: true };
  rmSync(directory, { recursive: true });
  await expect(opened({ cacheFrom: from, cacheOptions })).rejects.toMatchObject({
    code: 'remote-failed',
    message: `the directory ${directory} of cache-from has no stored results`,
    value: directory,
    hint: expect.stringContaining('mounted'),
  });
  expect(await opened({ cacheFrom: from, cacheTo: from, cacheOptions })).toEqual([]);
});

function cacheDirectory() {
  const directory = mkdtempSync(path.join(tmpdir(), 'cache-from-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  const from = [{ type: 'local', directory }] as const;
  /** Opens the carriers, and returns the warnings. */
  const opened = async (request: Partial<Parameters<typeof remoteMachinery>[0]>) => {
    const warnings: string[] = [];
    const parts = {
      store,
      files: {} as never,
      directory: (place: string) => Promise.resolve(userDirectory(ownAccess(), { path: place })),
      onWarning: (text: string) => void warnings.push(text),
    };
    await remoteMachinery({ secrets: {}, ...request }, parts)?.open();
    return warnings;
  };
  return { directory, from, opened };
}
