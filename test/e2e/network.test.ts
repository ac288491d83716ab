import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { must } from '../../src/errors.ts';
import { makeBusyboxRoot } from '../places/busybox-root.ts';
import { type DriverPlace, driverPlaces } from '../places/driver-places.ts';
import { type NetworkWorld, openNetworkWorld } from '../places/network-world.ts';
import { Runner } from '../places/runner.ts';
import { cliPath, type Finished, jsonOf } from '../programs/cli.ts';

interface Report {
  readonly id: string;
  readonly steps: readonly { readonly id?: string; readonly outcome: string }[];
}

let world: NetworkWorld;
beforeAll(async () => {
  world = await openNetworkWorld();
  makeBusyboxRoot(path.join(world.directory, 'base'));
});
afterAll(() => world?.close());

/** Runs the command line in the world's network, where 192.0.2.1 and 192.0.2.2 have servers. */
function cli(args: readonly string[], env: Readonly<Record<string, string>> = {}): Finished {
  const words = [`--net=/proc/${world.workerPid}/ns/net`, process.execPath, cliPath, ...args];
  const { status, stdout, stderr } = spawnSync('nsenter', words, {
    encoding: 'utf8',
    env: { ...process.env, ...env },
  });
  return { status, stdout, stderr };
}

function specFile(text: string): string {
  const file = path.join(world.directory, 'x.spec');
  writeFileSync(file, text.replaceAll('BASE', `(from "rootfs:${world.directory}/base") (shell /bin/sh -c)`));
  return file;
}

const ask = (address: string) => `x=$(echo hello | nc -w 5 ${address} 7000); echo $\{x:-none}`;
const both = `{ ${ask('192.0.2.1')}; ${ask('192.0.2.2')}; } > /heard`;

/** Three steps at the same time, with different networks. */
const spec = `(
  (build one (BASE
    (run (network (allow 192.0.2.1:7000)) (shell "${both}"))))
  (build two (BASE
    (run (network (allow 192.0.2.2:7000)) (shell "${both}"))))
  (build all (BASE
    (run (network (audit)) (shell "${both}; nslookup other.example || true"))))
  BASE
  (copy (from (build one)) (src /heard) (dst /one))
  (copy (from (build two)) (src /heard) (dst /two))
  (copy (from (build all)) (src /heard) (dst /all)))`;

const { btrfs, zfs, 'overlayfs on ext4': overlayfs, 'copy on ext4': copy } = driverPlaces;

describe.each(Object.entries({ btrfs, zfs, overlayfs, copy }))('a store on %s', (_name, makePlace) => {
  let at: DriverPlace | undefined;
  let store: string;
  beforeAll(() => {
    at = makePlace?.();
    store = `--store=${at?.driver}:${at?.newStore('store').place}`;
  });
  afterAll(() => at?.remove());
  const build = (text: string, ...flags: readonly string[]) =>
    cli(['build', '-f', specFile(text), world.directory, store, '--json', '--max-parallel=3', ...flags]);

  test.each(['auto', 'never'])('gives steps at the same time their own lists, user namespace %s', (mode) => {
    const finished = build(spec, `--user-namespace=${mode}`, '--no-cache');
    expect(finished.status, finished.stdout + finished.stderr).toBe(0);
    const { id } = jsonOf<Report>(finished);
    const { path: root } = jsonOf<{ path: string }>(cli(['inspect', id, store, '--json']));
    const heard = (name: string) =>
      readFileSync(path.join(root, name), 'utf8')
        .trim()
        .split(/\n+/)
        .map((line) => line.trim());
    expect(heard('one')).toEqual(['192.0.2.1 heard hello', 'none']);
    expect(heard('two')).toEqual(['none', '192.0.2.2 heard hello']);
    expect(heard('all')).toEqual(['192.0.2.1 heard hello', '192.0.2.2 heard hello']);
    expect(finished.stdout).toMatch(/warning.*denied 192\.0\.2\.2:7000/);
    expect(finished.stdout).toContain('(network (allow 192.0.2.1:7000 192.0.2.2:7000))');
  });

  test('reports the denied connections of a cached build', () => {
    const finished = build(spec);
    expect(
      jsonOf<Report>(finished).steps.every(({ outcome }) => outcome === 'cached'),
      finished.stdout,
    ).toBe(true);
    expect(finished.stdout).toMatch(/warning.*denied 192\.0\.2\.2:7000/);
    expect(finished.stdout).toContain('network: denied 192.0.2.1:7000: the list has no such endpoint');
  });
});

describe('a shell', () => {
  let at: DriverPlace;
  let store: string;
  let id: string;
  beforeAll(() => {
    at = must(copy, 'the place of copies')();
    store = `--store=${at.driver}:${at.newStore('store').place}`;
    id = jsonOf<Report>(
      cli(['build', '-f', specFile('(BASE (run (shell true)))'), world.directory, store, '--json']),
    ).id;
  });
  afterAll(() => at?.remove());
  const shell = (network: string) =>
    cli(['shell', id, store, `--network=${network}`, '--', both.replace(' > /heard', '')]);

  test('has the listed hosts and names the others', () => {
    const { stdout, stderr } = shell('allow:192.0.2.1:7000,packages.example:443');
    expect(
      stdout
        .trim()
        .split(/\n+/)
        .map((line) => line.trim()),
    ).toEqual(['192.0.2.1 heard hello', 'none']);
    expect(stderr).toContain('network: denied 192.0.2.2:7000');
  });

  test('has every host in an audit', () => {
    expect(shell('audit').stdout).toMatch(/192\.0\.2\.1 heard hello\s+192\.0\.2\.2 heard hello/);
  });

  test.each(['allow:', 'allow:x', 'allow:a.example:1,b', 'alow:a:1'])('refuses %s', (network) => {
    const { status, stderr } = shell(network);
    expect(status, stderr).toBe(2);
  });
});

test('the action annotates denied connections, and gives a line to paste', async () => {
  const runner = new Runner({ uid: 0, gid: 0, home: '/root' }, [
    'nsenter',
    `--net=/proc/${world.workerPid}/ns/net`,
  ]);
  const at = must(copy, 'the place of copies')();
  try {
    runner.copyIn(path.join(world.directory, 'base'), 'base');
    const text = `((from "rootfs:base")\n (shell /bin/sh -c)\n (run (network (allow 192.0.2.1:7000))\n  (shell "${both}")))`;
    runner.write('x.spec', text);
    const store = `${at.driver}:${at.newStore('store').place}`;
    for (const outcome of ['built', 'cached']) {
      const { status, log, summary } = await runner.run('main', { inputs: { 'spec-file': 'x.spec', store } });
      expect(status, log).toBe(0);
      expect(log).toMatch(/^::warning file=x\.spec,line=3,col=2::.*denied 192\.0\.2\.2:7000/m);
      expect(summary).toContain(outcome);
      expect(summary).toMatch(/^#### Network$/m);
      expect(summary).toMatch(
        /^\| 2 \| <code>192\.0\.2\.2&#58;7000<\/code> \| 1 \| \*\*denied\*\*: not in the list \|$/m,
      );
      expect(summary).toContain('(network (allow 192.0.2.1:7000 192.0.2.2:7000))');
    }
  } finally {
    runner.remove();
    at.remove();
  }
});

test('the relay ends with the command line', () => {
  expect(existsSync(`/proc/${world.workerPid}`)).toBe(true);
  const { stdout } = spawnSync('sh', ['-c', 'ps -eo args | grep "[c]li/index.js relay"'], {
    encoding: 'utf8',
  });
  expect(stdout.split('\n').filter((line) => line.includes(cliPath))).toEqual([]);
  rmSync(path.join(world.directory, 'x.spec'), { force: true });
});
