import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { makeBusyboxRoot } from '../places/busybox-root.ts';
import { driverPlaces } from '../places/driver-places.ts';
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
      `(${base} (run (shell "echo made > /made")) (run (shell "echo trace > /trace; exit 3")))`,
    );
    const cli = (...args: readonly string[]) => runCli([...args, store]);
    const enter = (id: string, input: string) =>
      spawnSync(process.execPath, [cliPath, 'shell', id, store], { input, encoding: 'utf8' }).stdout;

    const built = cli('build', '-f', file, directory);
    expect(built.stdout).toMatch(new RegExp(`^Store: ${place.driver}:${root} \\(named by --store; `));
    const failed = / shell ([0-9a-f]{12}) /.exec(built.stdout)?.[1] ?? '';
    const made = /^---> built in .* "([0-9a-f]{64})"$/m.exec(built.stdout)?.[1] ?? '';
    expect(enter(failed, 'cat /made /trace; echo x > /trace\n')).toBe('made\ntrace\n');
    expect(enter(failed, 'cat /trace\n')).toBe('trace\n');
    expect(enter(made.slice(0, 6), 'cat /made; ls /trace\n')).toBe('made\n');
    const shown = jsonOf<{ path: string }>(cli('inspect', made, '--json'));
    expect(existsSync(path.join(shown.path, 'made'))).toBe(true);
    expect(cli('usage').stdout).toMatch(/^results: 2\ncaches: {2}0\nfailed: {2}1$/m);
    expect(cli('doctor').stdout).toMatch(/^ok {6}owner and mode: .* 0:0 0700$/m);
    expect(cli('remove', made).stdout).toMatch(/^removed .*\n.* freed\n$/);
    expect(cli('prune', '--max-age=0s').stdout).toMatch(/^Pruned 1 result, 1 failed step: /);
    expect(cli('usage').stdout).toMatch(/^results: 0\ncaches: {2}0\nfailed: {2}0$/m);
    expect(cli('clean').status).toBe(0);
    expect(mountsInside(path.join(storeDirectory, 'v1', 'tmp'))).toEqual([]);
  } finally {
    place.remove();
    rmSync(directory, { recursive: true, force: true });
  }
});
