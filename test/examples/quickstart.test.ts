import { execFileSync, type SpawnSyncOptions, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { debianBase } from '../../scripts/debian-base.ts';
import { makeUser, type TestUser } from '../places/user.ts';
import { runCli } from '../programs/cli.ts';

const project = path.resolve(import.meta.dirname, '../..');

let clone: string;
/** A pool of this test's own: somebody may have tried the quickstart on this machine, and still use that pool. */
let pool: string;
let user: TestUser;

/** The files that a user's clone has, as they are now; the base image is shared, since making it takes a minute. */
beforeAll(async () => {
  user = makeUser('ALL=(root) NOPASSWD: ALL');
  clone = mkdtempSync(path.join(tmpdir(), 'clone-'));
  pool = mkdtempSync('/var/lib/obuilder-test-quickstart-');
  const files = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: project,
    encoding: 'utf8',
  });
  for (const file of files
    .split('\0')
    .filter((name) => name !== '' && existsSync(path.join(project, name)))) {
    cpSync(path.join(project, file), path.join(clone, file));
  }
  const layout = await debianBase();
  mkdirSync(path.join(clone, '.cache'));
  symlinkSync(path.dirname(layout), path.join(clone, '.cache', path.basename(path.dirname(layout))));
  execFileSync('chown', ['--recursive', '--no-dereference', `${user.uid}:${user.gid}`, clone]);
});

afterAll(() => {
  user?.remove();
  if (clone === undefined) return;
  spawnSync('umount', [path.join(pool, 'pool')]);
  rmSync(pool, { recursive: true, force: true });
  rmSync(clone, { recursive: true, force: true });
});

/** As root, or as the user. The Node that runs this test stays out of PATH: the command has to bring its own. */
function quickstart(command: readonly string[], options: Pick<SpawnSyncOptions, 'uid' | 'gid' | 'env'>) {
  const PATH = (process.env['PATH'] ?? '')
    .split(':')
    .filter((directory) => !directory.includes('node_modules'))
    .join(':');
  const [file = '', ...args] = [...command, 'npm', 'run', 'quickstart'];
  return spawnSync(file, args, {
    ...options,
    cwd: clone,
    env: { ...process.env, PATH, ...options.env },
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
  });
}

test('a fresh clone builds a program, then from the cache', () => {
  const { status, stdout, stderr } = quickstart(['env'], { env: { OBUILDER_QUICKSTART_POOL: pool } });
  expect(status, stdout + stderr).toBe(0);
  expect(stdout).toContain('ok: the most frequent word');
  expect(stdout).toMatch(/every step was cached/);
  expect(stdout).toMatch(/gzstat 1\.0\.0 \(zlib [\d.]+, SQLite [\d.]+\), \d+ bytes/);
});

/** The store that the first test has filled. */
const store = () => `btrfs:${path.join(pool, 'pool')}`;
const variable = () => `OBUILDER_STORE=${store()}`;

test.each([
  ['a user with sudo', () => ['env', variable()]],
  ['sudo', () => ['sudo', variable()]],
])('%s repeats the build in the same clone', (_, command) => {
  expect(runCli(['init', store()]).status).toBe(0);
  const { uid, gid, home } = user;
  const { status, stdout, stderr } = quickstart(command(), { uid, gid, env: { HOME: home } });
  expect(status, stdout + stderr).toBe(0);
  expect(stdout).toMatch(/every step was cached/);
});

test('all files in the clone still belong to its user', () => {
  expect(execFileSync('find', [clone, '!', '-user', user.name], { encoding: 'utf8' })).toBe('');
});

test('a refused build ends the quickstart without a stack trace', () => {
  const { uid, gid, home } = user;
  const env = { HOME: home, OBUILDER_STORE: 'nonsense' };
  const { status, stderr } = quickstart(['env'], { uid, gid, env });
  expect(status).toBe(1);
  expect(stderr).toContain('failed; its output is above');
  expect(stderr).not.toMatch(/^\s+at /m);
});
