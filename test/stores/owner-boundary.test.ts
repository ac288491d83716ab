import { execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { checkOwnerFile } from '../../src/cli/doctor/owner-file.ts';
import { initVerb } from '../../src/cli/verbs/init.ts';
import type { BuildEvent } from '../../src/contract/events.ts';
import { isMarked } from '../../src/store/choose/init-mark.ts';
import { readOwnerRules } from '../../src/worker/owner/load.ts';
import { NO_RULES } from '../../src/worker/owner/rules.ts';
import { serveBuild } from '../../src/worker/serve.ts';
import { makeAuthority } from '../places/authority.ts';
import { driverPlaces } from '../places/driver-places.ts';
import { OF_ROOT } from '../places/loop-file-system.ts';

const USER = 41_007;
const caller = { uid: USER, gid: USER, name: 'obuilder-nobody', home: '/nonexistent', isRoot: false };

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(path.join(OF_ROOT, 'obuilder-test-owner-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const request = (fields: object) => ({
  version: 1,
  storeRequest: { store: 'auto' },
  spec: { text: '((from scratch))', file: 'x.spec' },
  context: '/',
  secrets: {},
  noCache: false,
  pull: 'auto',
  cacheScope: '',
  ...fields,
});

/** What the worker of a user behind sudo tells of a request. */
async function ask(line: string): Promise<{ readonly status: number | null; readonly last: BuildEvent }> {
  const program = path.resolve(import.meta.dirname, '../../src/cli/index.ts');
  const env = {
    ...process.env,
    SUDO_UID: String(USER),
    SUDO_GID: String(USER),
    SUDO_USER: 'root',
    HOME: '/root',
  };
  const child = spawn(process.execPath, [program, 'worker'], { env, stdio: ['pipe', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  child.stdin.on('error', () => undefined);
  child.stdin.write(line);
  const status = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { status, last: JSON.parse(said.trimEnd().split('\n').at(-1) ?? '') };
}

const failure = (code: string, value: string) => {
  return { status: 1, last: { type: 'failed', error: expect.objectContaining({ code, value }) } };
};

describe('the worker of a user behind sudo', () => {
  test('mounts no image of a user as a pool', async () => {
    const pool = path.join(directory, 'home');
    mkdirSync(path.join(pool, 'files'), { recursive: true });
    copyFileSync('/bin/busybox', path.join(pool, 'files/suid'));
    chmodSync(path.join(pool, 'files/suid'), 0o4755);
    execFileSync('truncate', ['--size', '200M', path.join(pool, 'pool.img')]);
    const options = ['--quiet', '--rootdir', path.join(pool, 'files'), path.join(pool, 'pool.img')];
    execFileSync('mkfs.btrfs', options);
    chownSync(pool, USER, USER);
    const storeRequest = { store: 'auto', poolDirectory: pool };
    const answer = await ask(`${JSON.stringify(request({ storeRequest }))}\n`);
    expect(answer).toMatchObject(failure('input-invalid', 'storeRequest.poolDirectory'));
    expect(readdirSync(pool).sort()).toEqual(['files', 'pool.img']);
    expect(readFileSync('/proc/self/mounts', 'utf8')).not.toContain(directory);
  });

  test('opens only stores that root has made, and names the remedy', async () => {
    const store = `copy:${directory}/store`;
    const answer = await ask(`${JSON.stringify(request({ storeRequest: { store } }))}\n`);
    expect(answer).toMatchObject(failure('not-root', store));
    expect(JSON.stringify(answer.last)).toContain(`init ${store}`);
    expect(readdirSync(directory)).toEqual([]);
  });

  test('ends at a request without an end', async () => {
    const { status, last } = await ask(`"${'x'.repeat(33 * 1024 ** 2)}`);
    expect(status).toBe(1);
    expect(JSON.stringify(last)).toContain('longer than');
  });
});

describe('init', () => {
  test.each(Object.keys(driverPlaces))('lets users use a store: %s', async (name) => {
    const place = driverPlaces[name]?.();
    if (place === undefined) throw new Error(`no place for ${name}`);
    try {
      const { place: root, root: files } = place.newStore('ci');
      const stored = { driver: place.driver, root };
      expect(isMarked(stored)).toBe(false);
      expect(await initVerb.run({ values: {}, positionals: [`${place.driver}:${root}`] })).toBe(0);
      expect(isMarked(stored)).toBe(true);
      chownSync(path.join(files, 'obuilder-action.store'), USER, USER);
      expect(isMarked(stored)).toBe(false);
    } finally {
      place.remove();
    }
  });

  test('by a user through a mark of the user is nothing', () => {
    const root = path.join(directory, 'home');
    mkdirSync(root);
    writeFileSync(path.join(directory, 'obuilder-action.store'), '');
    symlinkSync(path.join(directory, 'obuilder-action.store'), path.join(root, 'obuilder-action.store'));
    expect(isMarked({ driver: 'copy', root })).toBe(false);
    chownSync(root, USER, USER);
    expect(isMarked({ driver: 'copy', root })).toBe(false);
    expect(isMarked({ driver: 'copy', root: directory })).toBe(true);
  });
});

describe("the owner's file", () => {
  const write = (text: string, mode = 0o644) => {
    const file = path.join(directory, 'owner.json');
    writeFileSync(file, text);
    chmodSync(file, mode);
    return file;
  };

  const replace = (file: string, make: () => unknown) => {
    rmSync(file);
    make();
  };

  test('is read when it is there, and doctor tells of it', async () => {
    expect(await readOwnerRules(path.join(directory, 'none.json'))).toBe(NO_RULES);
    const file = write('{"host-network": "forbid"}');
    expect((await readOwnerRules(file)).hostNetwork).toBe('forbid');
    const [finding] = await checkOwnerFile(file);
    expect(finding).toMatchObject({ state: 'ok', found: expect.stringContaining('network is forbidden') });
  });

  test('with an expired authority is a note of doctor', async () => {
    const { certificate } = makeAuthority(directory, 'server.example');
    const file = write(JSON.stringify({ ca: [certificate] }));
    expect(await checkOwnerFile(file)).toMatchObject([{ state: 'ok' }]);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 3 * 24 * 60 * 60 * 1000 });
    expect(await checkOwnerFile(file)).toMatchObject([
      { state: 'note', found: expect.stringContaining('not valid now: CN=Authority of a company (until ') },
    ]);
    vi.useRealTimers();
  });

  test.each<[string, (file: string) => void, RegExp]>([
    ['that belongs to a user', (file) => chownSync(file, USER, 0), /belongs to the user 41007/],
    ['that others write', (file) => chmodSync(file, 0o666), /written to by others/],
    [
      'in a directory that others write',
      (file) => chmodSync(path.dirname(file), 0o1777),
      /written to by others/,
    ],
    ['that is a directory', (file) => replace(file, () => mkdirSync(file)), /not a regular file/],
    ['that is a pipe', (file) => replace(file, () => execFileSync('mkfifo', [file])), /not a regular file/],
    [
      'with a fault',
      (file) => writeFileSync(file, '{"stores": [{"store": "auto", "max-age": 1}]}'),
      /stores\.0\.max-age/,
    ],
    ['with a broken line', (file) => writeFileSync(file, '{\n  "steps": {,\n}'), /not JSON.*line 2/],
  ])('%s is refused, also by doctor', async (_, spoil, words) => {
    const file = write('{}');
    spoil(file);
    await expect(readOwnerRules(file)).rejects.toMatchObject({ code: 'input-invalid' });
    await expect(readOwnerRules(file)).rejects.toThrow(words);
    expect(await checkOwnerFile(file)).toMatchObject([
      { state: 'problem', found: expect.stringMatching(words) },
    ]);
  });
});

test('a user without a right to the store sends no request by the spec', async () => {
  const requests: string[] = [];
  const server = createServer((asked, answer) => {
    requests.push(`${asked.method} ${asked.url}`);
    answer.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const text = `((from 127.0.0.1:${(server.address() as AddressInfo).port}/tool:1))`;
  const events: BuildEvent[] = [];
  await serveBuild(
    { ...request({ storeRequest: { store: 'btrfs:/srv/other' }, spec: { text, file: 'x.spec' } }) } as never,
    {
      emit: (event) => events.push(event),
      signal: new AbortController().signal,
      boundary: { caller, rules: { ...NO_RULES, stores: [{ store: 'btrfs:/srv/own' }] } },
    },
  );
  server.close();
  expect(requests).toEqual([]);
  expect(events.at(-1)).toMatchObject({ type: 'failed', error: { code: 'not-root' } });
});

test('whatever a user names as a store, nothing is made and nothing breaks', async () => {
  const secret = path.join(directory, 'secret');
  mkdirSync(secret);
  const names = fc.constantFrom('btrfs', 'zfs', 'overlayfs', 'copy', 'tape', '');
  const places = fc.oneof(
    fc.string(),
    fc.constantFrom(
      '',
      '/',
      '/etc',
      '/root',
      '/proc/self/root',
      `${directory}/secret`,
      `${secret}/../new`,
      'tank/x',
    ),
    fc
      .array(fc.constantFrom('..', '.', 'tmp', 'var', 'lib'), { maxLength: 6 })
      .map((parts) => `/${parts.join('/')}`),
  );
  const before = readdirSync('/').sort();
  await fc.assert(
    fc.asyncProperty(names, places, async (driver, place) => {
      const events: BuildEvent[] = [];
      const report = await serveBuild(
        { ...request({ storeRequest: { store: `${driver}:${place}` } }) } as never,
        {
          emit: (event) => events.push(event),
          signal: new AbortController().signal,
          boundary: { caller, rules: NO_RULES },
        },
      );
      expect(report).toBeUndefined();
      const [last] = events.slice(-1);
      expect(last).toMatchObject({
        type: 'failed',
        error: { code: expect.stringMatching(/^(not-root|input-invalid|store-unavailable)$/) },
      });
    }),
    { numRuns: 100 },
  );
  expect(readdirSync(directory)).toEqual(['secret']);
  expect(readdirSync(secret)).toEqual([]);
  expect(readdirSync('/').sort()).toEqual(before);
  expect(existsSync('/etc/v1')).toBe(false);
});
