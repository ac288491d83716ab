import { execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Sandbox, UserNamespaceMode } from '../../src/contract/sandbox.ts';
import { openSandbox } from '../../src/sandbox/open.ts';
import { unmount } from '../places/unmount.ts';
import { useSandboxMachine } from '../places/use-sandbox-machine.ts';
import { makeProbeIn, makeStepProbe, PROBE } from '../samples/step-probe.ts';
import { attributeOf, listTree } from '../samples/tree-listing.ts';

const machine = useSandboxMachine();
const FIRST = 2 ** 31;
const notices: string[] = [];

const open = (userNamespace: UserNamespaceMode): Promise<Sandbox> =>
  openSandbox({
    runtime: process.env['SANDBOX_RUNTIME'],
    stateDir: machine.stateDir,
    userNamespace,
    onNotice: (text) => void notices.push(text),
  });
let walled: Sandbox;
let bare: Sandbox;
beforeAll(async () => {
  walled = await open('always');
  bare = await open('never');
  makeProbeIn(machine.rootfs);
});

/** What a process of this machine with these words in its command line says of itself. */
async function statusOf(words: string): Promise<string> {
  for (;;) {
    for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
      const line = tryRead(`/proc/${pid}/cmdline`).replaceAll('\0', ' ').trim();
      if (line === words) return tryRead(`/proc/${pid}/status`);
    }
    await sleep(20);
  }
}

function tryRead(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

describe('root in a step', () => {
  test('is unprivileged on the machine, and its mounts are invisible', async () => {
    const command = 'sleep 3.1415';
    const running = machine.sh(`${command}; true`, {}, walled);
    const status = await statusOf(command);
    expect(status).toMatch(new RegExp(`^Uid:\t${FIRST}\t${FIRST}\t${FIRST}\t${FIRST}$`, 'm'));
    expect(status).toMatch(new RegExp(`^Gid:\t${FIRST}\t${FIRST}\t${FIRST}\t${FIRST}$`, 'm'));
    expect(readFileSync('/proc/self/mountinfo', 'utf8')).not.toMatch(/idmapped|obuilder-root/);
    expect(await running).toMatchObject({ kind: 'exited', code: 0 });
  });

  test('is the machine’s root without a user namespace', async () => {
    const command = 'sleep 1.4142';
    const running = machine.sh(`${command}; true`, {}, bare);
    expect(await statusOf(command)).toMatch(/^Uid:\t0\t0\t0\t0$/m);
    await running;
  });

  /** What a step can do in a directory of root that somebody outside handed it. */
  async function withLeakedDirectory(sandbox: Sandbox): Promise<readonly string[]> {
    const secret = path.join(machine.directory, 'of-root');
    const slot = path.join(machine.directory, 'meeting');
    for (const directory of [secret, slot]) {
      mkdirSync(directory);
      chmodSync(directory, 0o755);
    }
    writeFileSync(path.join(secret, 'secret'), 'x', { mode: 0o600 });
    writeFileSync(path.join(secret, 'open'), 'x');
    chmodSync(path.join(secret, 'open'), 0o644);
    makeStepProbe(path.join(machine.directory, 'giver'));
    const giver = spawn(path.join(machine.directory, 'giver'), ['give', path.join(slot, 's'), secret]);
    await new Promise((resolve) =>
      giver.stdout.on('data', (data) => `${data}`.includes('listen') && resolve(0)),
    );
    const mounts = [{ kind: 'slot', source: slot, target: '/home' } as const];
    const { output } = await machine.sh(`${PROBE} take /home/s`, { mounts }, sandbox);
    giver.kill();
    execFileSync('rm', ['-r', secret, slot]);
    return output.trim().split('\n');
  }

  test('has no rights in a leaked directory of root', async () => {
    expect(await withLeakedDirectory(walled)).toEqual([
      'connect ok',
      'read EACCES',
      'write EACCES',
      'create EACCES',
      'chmod EPERM',
      'chown EPERM',
      'link EPERM',
      'remove EACCES',
    ]);
    // The attack is one: without the wall all of it succeeds.
    expect(new Set((await withLeakedDirectory(bare)).map((line) => line.split(' ')[1]))).toEqual(
      new Set(['ok']),
    );
  });

  test('owns its files, and all files mounted for it', async () => {
    const source = path.join(machine.directory, 'cache');
    mkdirSync(source);
    const mounts = [
      { kind: 'slot', source, target: '/home' } as const,
      { kind: 'secret', value: Buffer.from('hush'), target: '/run/secrets/token' } as const,
    ];
    for (const network of ['none', 'host'] as const) {
      const shown =
        '/ /bin /etc/hosts /dev/github-output /dev/github-step-summary /dev/github-env /dev/github-path /run/secrets/token /home /dev /proc/1/status';
      const resolver = network === 'host' ? '/etc/resolv.conf' : '';
      const { output } = await machine.sh(
        `stat -c %u:%g ${shown} ${resolver} | sort -u; touch /home/kept; ls /sys/class/net`,
        { mounts, network },
        walled,
      );
      expect(output).toMatch(/^0:0\n/);
      expect(output).toMatch(/^lo$/m);
      expect(output).not.toMatch(/denied|65534/);
    }
    expect(lstatSync(path.join(source, 'kept')).uid).toBe(0);
  });
});

describe('the files of a step', () => {
  const script = `
    set -e
    mkdir /made; cd /made
    touch file; chown 1000:1001 file; chmod 6755 file
    cp /bin/busybox chown; chmod 755 chown; ${PROBE} cap chown
    ln -s file link; ln file name; mkfifo pipe; chown -h 5:6 link
    touch large; chown 2147483646:100000 large
    mkdir deep; chmod 1777 deep; echo text >deep/text
    rm /home/builder -r; touch -d 2001-02-03 old /bin/sh`;
  /** The tree and the capabilities that are left, whenever files were made. */
  async function made(sandbox: Sandbox, name: string) {
    const rootfs = path.join(machine.directory, name);
    execFileSync('cp', ['--archive', '--no-target-directory', machine.rootfs, rootfs]);
    const result = await machine.sh(script, { rootfs }, sandbox);
    expect(result).toMatchObject({ kind: 'exited', code: 0 });
    const entries = Object.entries(listTree(rootfs)).map(([file, line]) => {
      const attribute = attributeOf(path.join(rootfs, file), 'security.capability') ?? '';
      return [file, `${line.replace(/ \S+Z /, ' ').replace(/ \S+Z$/, '')} ${attribute}`];
    });
    return { rootfs, tree: Object.fromEntries(entries) };
  }

  test('have the same owners, modes and capabilities as without the wall', async () => {
    const one = await made(walled, 'one');
    const two = await made(bare, 'two');
    expect(one.tree).toEqual(two.tree);
    expect(one.tree['made/large']).toContain(' 2147483646:100000 ');
    expect(one.tree['made/file']).toContain(' 6755 1000:1001 ');
    expect(one.tree['made/chown']).toMatch(/ 0100000201000000/);
    // Whichever wall the step before had, its capabilities and set-uid bits hold in the next one.
    for (const [{ rootfs }, sandbox] of [
      [one, bare],
      [two, walled],
      [one, walled],
    ] as const) {
      const user = { uid: 1234, gid: 1234 };
      const { output } = await machine.sh(
        `cd /made/deep; rm -f mine; touch mine; /made/chown 77 mine && stat -c %u mine; /made/chown 1234 mine; rm mine; ${PROBE} attributes /made/chown`,
        { rootfs, user },
        sandbox,
      );
      expect(output).toMatch(/^77\n0100000201000000\w+ ok\n$/);
    }
  });

  test('have no device nodes and no foreign ids', async () => {
    const { output } = await machine.sh(
      `${PROBE} device /tmp/node; rm -f /tmp/node; touch /tmp/x; chown 2147483647 /tmp/x; chown 4294967294 /tmp/x; su builder -c id`,
      {},
      walled,
    );
    expect(output).toMatch(/^null EPERM\n/);
    expect(output.match(/Invalid argument/g)).toHaveLength(2);
  });

  test('cannot have a user outside of the step’s ids', async () => {
    const user = { uid: 2 ** 31 - 1, gid: 0 };
    await expect(machine.sh('true', { user }, walled)).rejects.toMatchObject({
      code: 'sandbox-failed',
      value: '2147483647',
      hint: expect.stringContaining('user-namespace never'),
    });
    expect(await machine.sh('id -u', { user }, bare)).toMatchObject({ output: '2147483647\n' });
  });
});

test('a notice tells once why steps have no user namespace', async () => {
  const place = path.join(machine.directory, 'ramfs');
  mkdirSync(place);
  // Of the file systems that every kernel has, this one shows no other owners.
  execFileSync('mount', ['-t', 'ramfs', 'ramfs', place]);
  try {
    const request = { rootfs: path.join(place, 'rootfs'), scratch: path.join(place, 'scratch') };
    execFileSync('cp', ['--archive', '--no-target-directory', machine.rootfs, request.rootfs]);
    notices.length = 0;
    const sandbox = await open('auto');
    const ids = 'head -n 1 /proc/self/uid_map';
    for (const _ of [1, 2]) expect((await machine.sh(ids, request, sandbox)).output.trim()).toMatch(/^0 +0 /);
    expect(notices.filter((text) => text.includes('user namespace'))).toEqual([
      expect.stringMatching(/without a user namespace.*mount_setattr.*EINVAL/),
    ]);
    await expect(machine.sh('true', request, walled)).rejects.toMatchObject({
      code: 'sandbox-failed',
      message: expect.stringContaining('mount_setattr'),
    });
  } finally {
    unmount(place);
  }
});

test('an image that a user namespace cannot enter is an error', async () => {
  const rootfs = path.join(machine.directory, 'closed');
  execFileSync('cp', ['--archive', '--no-target-directory', machine.rootfs, rootfs]);
  chownSync(rootfs, 3_000_000_000, 0);
  chmodSync(rootfs, 0o700);
  const sandbox = await open('auto');
  await expect(machine.sh('touch /entered', { rootfs }, sandbox)).rejects.toMatchObject({
    code: 'sandbox-failed',
  });
  expect(existsSync(path.join(rootfs, 'entered'))).toBe(false);
});

test('programs run and keep their rights despite nosuid and noexec mounts', async () => {
  const rootfs = path.join(machine.directory, 'strict');
  const memory = path.join(machine.directory, 'memory');
  for (const directory of [rootfs, memory]) {
    mkdirSync(directory);
    chmodSync(directory, 0o755);
  }
  const mount = (...args: readonly string[]) => execFileSync('mount', args);
  execFileSync('cp', ['--archive', '--no-target-directory', machine.rootfs, rootfs]);
  mount('--bind', '-o', 'nosuid,nodev', rootfs, rootfs);
  mount('-t', 'tmpfs', '-o', 'nosuid,nodev,noexec', 'tmpfs', memory);
  try {
    const sandbox = await openSandbox({ stateDir: memory, userNamespace: 'always' });
    const user = { uid: 1000, gid: 1000 };
    const script = `cp /bin/busybox /bin/able; ${PROBE} cap /bin/able; mv /bin/able /bin/chown; mkdir -m 1777 /deep`;
    expect(await machine.sh(script, { rootfs }, sandbox)).toMatchObject({ code: 0 });
    const { output } = await machine.sh(
      'cd /deep; touch mine; /bin/chown 77 mine; stat -c %u mine',
      { rootfs, user },
      sandbox,
    );
    expect(output).toBe('77\n');
  } finally {
    unmount(rootfs, memory);
  }
});
