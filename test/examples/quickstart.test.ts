import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { debianBase } from '../../scripts/debian-base.ts';

const project = path.resolve(import.meta.dirname, '../..');

let clone: string;
/** A pool of this test's own: somebody may have tried the quickstart on this machine, and still use that pool. */
let pool: string;

/** The files that a clone has, as they are now; the base image is shared, since making it takes a minute. */
beforeAll(async () => {
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
  const { layout } = await debianBase();
  mkdirSync(path.join(clone, '.cache'));
  symlinkSync(path.dirname(layout), path.join(clone, '.cache', path.basename(path.dirname(layout))));
});

afterAll(() => {
  if (clone === undefined) return;
  spawnSync('umount', [path.join(pool, 'pool')]);
  rmSync(pool, { recursive: true, force: true });
  rmSync(clone, { recursive: true, force: true });
});

test('a fresh clone builds a program, then from the cache', () => {
  // The Node that runs this test stays out of PATH: the command has to bring its own.
  const PATH = (process.env['PATH'] ?? '')
    .split(':')
    .filter((directory) => !directory.includes('node_modules'))
    .join(':');
  const { status, stdout, stderr } = spawnSync('npm', ['run', 'quickstart'], {
    cwd: clone,
    env: { ...process.env, PATH, OBUILDER_QUICKSTART_POOL: pool },
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
  });
  expect(status, stdout + stderr).toBe(0);
  expect(stdout).toContain('ok: the most frequent word');
  expect(stdout).toMatch(/every step was cached/);
  expect(stdout).toMatch(/gzstat 1\.0\.0 \(zlib [\d.]+, SQLite [\d.]+\), \d+ bytes/);
});
