import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fullPath, missingPackages } from '../../../src/action/tools.ts';

const tools = path.resolve(import.meta.dirname, '../../../src/action/tools.ts');
let bin = '';

beforeEach(() => {
  bin = mkdtempSync(path.join(tmpdir(), 'tools-'));
});

afterEach(() => rmSync(bin, { recursive: true, force: true }));

function program(name: string, script: string): void {
  writeFileSync(path.join(bin, name), `#!/bin/sh\n${script}\n`);
  chmodSync(path.join(bin, name), 0o755);
}

/** Runs the installation in a process whose PATH is `bin` and the shell's; gives what apt-get was asked for. */
function install(uid = 0): { readonly log: string; readonly asked: readonly string[] } {
  const options = { packages: ['runc', 'btrfs-progs'], uid, user: 'runner', searchPath: bin };
  const script = `const { installPackages } = await import(${JSON.stringify(tools)});
    await installPackages(${JSON.stringify(options)}).then(() => console.log('DONE'), (error) => console.log(JSON.stringify({ ...error, message: error.message })));`;
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    encoding: 'utf8',
    env: { PATH: `${bin}:/usr/bin:/bin`, ASKED: path.join(bin, 'asked') },
  });
  let asked = '';
  try {
    asked = readFileSync(path.join(bin, 'asked'), 'utf8');
  } catch {
    // Nothing was asked for.
  }
  return { log: stdout, asked: asked.split('\n').filter((line) => line !== '') };
}

const INSTALL = '-o DPkg::Lock::Timeout=120 install -y --no-install-recommends runc btrfs-progs';

test('only what is missing, and btrfs only for stores that are btrfs', () => {
  expect(missingPackages('auto', bin)).toEqual(['runc', 'btrfs-progs']);
  expect(missingPackages('btrfs:/x', bin)).toEqual(['runc', 'btrfs-progs']);
  expect(missingPackages('zfs:tank', bin)).toEqual(['runc', 'zfsutils-linux']);
  expect(missingPackages('copy:/x', bin)).toEqual(['runc']);
  program('runc', '');
  expect(missingPackages('auto', `/nowhere:${bin}`)).toEqual(['btrfs-progs']);
});

test('programs of the system are found by a user whose PATH lacks them', () => {
  expect(fullPath('/a:/usr/bin')).toBe('/a:/usr/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/sbin:/bin');
  expect(fullPath(undefined)).toMatch(/^\/usr\/local\/sbin:/);
});

test('installed without fetching the lists of packages, in a group', () => {
  program('apt-get', 'echo "$@" >> $ASKED');
  const { log, asked } = install();
  expect(asked).toEqual([INSTALL]);
  expect(log).toMatch(/^::group::Install runc, btrfs-progs\n[\s\S]*::endgroup::\nDONE\n$/);
});

test('the lists are fetched when it does not work without', () => {
  program(
    'apt-get',
    'echo "$@" >> $ASKED; case "$*" in update) touch $ASKED.updated;; esac; [ -e $ASKED.updated ]',
  );
  const { log, asked } = install();
  expect(asked).toEqual([INSTALL, 'update', INSTALL]);
  expect(log).toContain('DONE');
});

test('what does not work at all is told with the command that would do it', () => {
  program('apt-get', 'echo "E: no such package" >&2; exit 100');
  const { log } = install();
  expect(log).toContain('"code":"tool-missing"');
  expect(log).toContain('runc and btrfs-progs could not be installed: E: no such package');
  expect(log).toContain('apt-get install runc btrfs-progs');
});

test('no apt-get, no sudo, and sudo that refuses are different errors', () => {
  expect(install().log).toContain('this runner lacks runc and btrfs-progs, and it has no apt-get');
  program('apt-get', '');
  expect(install(1000).log).toContain('the build needs root, and there is no sudo');
  program('sudo', 'echo "sudo: a password is required" >&2; exit 1');
  expect(install(1000).log).toContain('a password is required');
});
