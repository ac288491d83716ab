import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { makeBusyboxRoot } from '../places/busybox-root.ts';
import { driverPlaces } from '../places/driver-places.ts';
import { makeLoopFileSystem } from '../places/loop-file-system.ts';
import { mountsInside } from '../places/step-remains.ts';
import { cliPath, jsonOf, runCli } from '../programs/cli.ts';

test.each(Object.keys(driverPlaces))('%s: results can be inspected, entered and removed', (name) => {
  const directory = mkdtempSync(path.join(tmpdir(), 'drivers-'));
  const place = driverPlaces[name]?.();
  if (place === undefined) throw new Error(`no place for ${name}`);
  try {
    const { place: root, root: storeDirectory } = place.newStore('cli');
    const store = `--store=${place.driver}:${root}`;
    makeBusyboxRoot(path.join(directory, 'base'));
    const file = path.join(directory, 'x.spec');
    const base = `(from "rootfs:${path.join(directory, 'base')}") (shell /bin/sh -c)`;
    writeFileSync(
      file,
      `(${base} (run (shell "echo made > /made")) (run (cache (c (target /c/d))) (shell "echo trace > /trace; echo cached > /c/d/file; exit 3")))`,
    );
    const cli = (...args: readonly string[]) => runCli([...args, store]);
    const visit = (id: string, input: string) =>
      spawnSync(process.execPath, [cliPath, 'shell', id, store], { input, encoding: 'utf8' });
    const enter = (id: string, input: string) => visit(id, input).stdout;

    const built = cli('build', '-f', file, directory);
    expect(built.stdout).toMatch(new RegExp(`^Store: ${place.driver}:${root} \\(named by --store; `));
    const failed = / shell ([0-9a-f]{12}) /.exec(built.stdout)?.[1] ?? '';
    const made = /^---> built in .* "([0-9a-f]{64})"$/m.exec(built.stdout)?.[1] ?? '';
    expect(enter(failed, 'cat /made /trace; echo x > /trace\n')).toBe('made\ntrace\n');
    expect(enter(failed, 'cat /trace\n')).toBe('trace\n');
    const repeated = visit(failed, 'cat /c/d/file; echo changed > /c/d/file; touch /c/d/new; ls /c/d\n');
    expect(repeated.stdout).toBe('cached\nfile\nnew\n');
    expect(repeated.stderr).toContain("\nCopies of the step's caches: c at /c/d.\n");
    expect(enter(failed, 'ls /c/d; cat /c/d/file\n')).toBe('file\ncached\n');
    expect(enter(made.slice(0, 6), 'cat /made; ls /trace\n')).toBe('made\n');
    const shown = jsonOf<{ path: string }>(cli('inspect', made, '--json'));
    expect(existsSync(path.join(shown.path, 'made'))).toBe(true);
    expect(cli('usage').stdout).toMatch(/^results: 2\ncaches: {2}1\nfailed: {2}1$/m);
    expect(cli('slots').stdout).toMatch(
      /^(?:just now|\d+ s ago) +\d+(\.\d)? (bytes|KB) {2}c {2}\(of .*\)\n$/,
    );
    expect(cli('list').stdout).toMatch(/^[0-9a-f]{12} {2}.* +\d+(\.\d)? (bytes|KB|MB) {2}run {3}\(run /m);
    expect(cli('list', '--failed').stdout).toMatch(
      /^[0-9a-f]{12} {2}.* +\d+(\.\d)? (bytes|KB|MB) {2}\(run /m,
    );
    const plan = cli('prune', '--max-age=0s', '--dry-run').stdout;
    expect(plan).toMatch(
      /^Would evict 2 results, 1 cache, 1 failed step: about \d+(\.\d)? (KB|MB) to free$/m,
    );
    expect(plan.split('\n')).toHaveLength(2 + 1 + 1 + 1 + 1);
    expect(jsonOf(cli('prune', '--max-age=0s', '--dry-run', '--json'))).toMatchObject({
      results: 2,
      slots: 1,
    });
    expect(cli('usage').stdout).toMatch(/^results: 2\ncaches: {2}1\nfailed: {2}1$/m);
    expect(cli('doctor').stdout).toMatch(/^ok {6}owner and mode: .* 0:0 0700$/m);
    expect(cli('remove', made).stdout).toMatch(/^removed .*\n.* freed\n$/);
    expect(cli('prune', '--max-age=0s').stdout).toMatch(/^Pruned 1 result, 1 cache, 1 failed step: /);
    expect(cli('usage').stdout).toMatch(/^results: 0\ncaches: {2}0\nfailed: {2}0$/m);
    expect(cli('clean').status).toBe(0);
    expect(mountsInside(path.join(storeDirectory, 'v1', 'tmp'))).toEqual([]);
  } finally {
    place.remove();
    rmSync(directory, { recursive: true, force: true });
  }
});

test.each(Object.keys(driverPlaces))('%s: a command with status 127 keeps its files', (name) => {
  const directory = mkdtempSync(path.join(tmpdir(), 'drivers-'));
  const place = driverPlaces[name]?.();
  if (place === undefined) throw new Error(`no place for ${name}`);
  try {
    const store = `--store=${place.driver}:${place.newStore('cli').place}`;
    makeBusyboxRoot(path.join(directory, 'base'));
    const file = path.join(directory, 'x.spec');
    const base = `(from "rootfs:${path.join(directory, 'base')}")`;
    writeFileSync(file, `(${base} (shell /bin/env sh -c) (run (shell "echo a > /a; no-such-command")))`);
    const built = runCli(['build', '-f', file, directory, store]);
    expect(built.stdout).toContain('the command exited with status 127');
    expect(built.stdout).toMatch(/ shell [0-9a-f]{12} /);
    expect(runCli(['clean', store]).status).toBe(0);
  } finally {
    place.remove();
    rmSync(directory, { recursive: true, force: true });
  }
});

test('usage and doctor count inodes and name their lack', () => {
  const { path: disk, remove } = makeLoopFileSystem('ext4', {
    bytes: 64 * 1024 ** 2,
    options: ['-N', '1024'],
  });
  onTestFinished(remove);
  const cli = (...args: readonly string[]) => runCli([...args, `--store=copy:${disk}/store`]).stdout;
  expect(runCli(['init', `copy:${disk}/store`]).status).toBe(0);
  expect(jsonOf(runCli(['usage', '--json', `--store=copy:${disk}/store`]))).toMatchObject({
    totalInodes: 1024,
    freeInodes: statfsSync(disk).ffree,
  });
  expect(cli('usage')).toContain(`\ninodes:  ${statfsSync(disk).ffree} of 1024 inodes free\n`);
  const some = / space: .* and (\d+) of 1024 inodes free at (.*)$/m.exec(cli('doctor'));
  expect(some?.slice(1)).toEqual([String(statfsSync(disk).ffree), `${disk}/store`]);
  mkdirSync(`${disk}/others`);
  while (statfsSync(disk).ffree > 40) writeFileSync(`${disk}/others/${statfsSync(disk).ffree}`, '');
  expect(cli('usage')).toContain('\ninodes:  40 of 1024 inodes free\n');
  expect(cli('doctor')).toMatch(
    /^problem space: .* and 40 of 1024 inodes free at .*: builds prune before each step to have 5 % free\n.*mkfs\.ext4 -N/m,
  );
});
