import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { SandboxMachine } from '../places/sandbox-machine.ts';
import { useSandboxMachine } from '../places/use-sandbox-machine.ts';

const machine = useSandboxMachine();

const BUILDER = { uid: 1000, gid: 1000 };
const lines = (text: string) => text.trim().split('\n');

/** chown, dac_override, fowner, fsetid, kill, setgid, setuid, setpcap, net_bind_service, sys_chroot, mknod, audit_write, setfcap. */
const CAPABILITIES = [0, 1, 3, 4, 5, 6, 7, 8, 10, 18, 27, 29, 31].reduce(
  (set, bit) => set | (1n << BigInt(bit)),
  0n,
);
const set = (bits: bigint) => bits.toString(16).padStart(16, '0');

describe('privileges', () => {
  const query = 'grep -E "^(Cap|NoNewPrivs|Seccomp:)" /proc/self/status | tr -s "\\t" " "';

  test('of root are exactly the listed capabilities', async () => {
    const { output } = await machine.sh(query);
    const all = set(CAPABILITIES);
    expect(lines(output)).toEqual([
      `CapInh: ${set(0n)}`,
      `CapPrm: ${all}`,
      `CapEff: ${all}`,
      `CapBnd: ${all}`,
      `CapAmb: ${set(0n)}`,
      'NoNewPrivs: 0',
      'Seccomp: 2',
    ]);
  });

  test('of another user are none, but set-uid programs work', async () => {
    const { output } = await machine.sh(query, { user: BUILDER });
    expect(output).toContain(`CapEff: ${set(0n)}`);
    expect(output).toContain(`CapPrm: ${set(0n)}`);
    expect(output).toContain(`CapBnd: ${set(CAPABILITIES)}`);
    await machine.sh('cp /bin/busybox /tmp/id; chmod 4755 /tmp/id');
    expect(await machine.sh('/tmp/id id -u 2>/dev/null || /tmp/id', { user: BUILDER })).toMatchObject({
      kind: 'exited',
    });
  });
});

describe('system calls', () => {
  test.each([
    ['mount', 'mount -t tmpfs x /tmp'],
    ['unshare', 'unshare -m true'],
    ['unshare of users', 'unshare -U true'],
    ['sethostname', 'hostname other'],
    ['settimeofday', 'date -s 2000-01-01'],
    ['a raw device', 'mknod /tmp/disk b 254 0; cat /tmp/disk'],
  ])('%s is denied', async (_, command) => {
    const result = await machine.sh(command);
    expect(result.output).toMatch(/not permitted|denied/i);
  });

  test('for keyrings are denied, for syncing do nothing, clone3 is unknown', async () => {
    const probe = buildProbe(machine);
    const { output } = await machine.sh(probe);
    expect(lines(output)).toEqual([
      'keyctl EPERM',
      'add_key EPERM',
      'bpf EPERM',
      'clone3 ENOSYS',
      'fsync ok',
      'fdatasync ok',
      'syncfs ok',
      'sync_file_range ok',
      'msync of nothing EINVAL',
      'msync sync ok',
      'statx ok',
      'faccessat2 ok',
      'close_range ok',
      'openat2 ok',
      'vsock EPERM',
      'inet ok',
    ]);
  });
});

/** A static C program that makes the calls that busybox has no applet for. The bad file descriptor tells whether the kernel was asked. */
function buildProbe(where: SandboxMachine): string {
  const source = path.join(where.directory, 'probe.c');
  writeFileSync(
    source,
    `#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>
static void say(const char *name, long r) {
  printf("%s %s\\n", name, r >= 0 ? "ok" : errno == EPERM ? "EPERM" : errno == ENOSYS ? "ENOSYS" : errno == EINVAL ? "EINVAL" : strerror(errno));
}
int main(void) {
  char how[24] = {0}, buf[512];
  say("keyctl", syscall(SYS_keyctl, 0, 0, 0));
  say("add_key", syscall(SYS_add_key, "user", "x", "y", 1, -3));
  say("bpf", syscall(SYS_bpf, 0, 0, 0));
  say("clone3", syscall(435, 0, 0));
  say("fsync", fsync(99)); say("fdatasync", fdatasync(99)); say("syncfs", syncfs(99));
  say("sync_file_range", syscall(SYS_sync_file_range, 99, 0, 0, 0));
  say("msync of nothing", msync((void *)1, 1, MS_ASYNC));
  say("msync sync", msync((void *)1, 1, MS_SYNC));
  say("statx", syscall(332, AT_FDCWD, "/", 0, 0, buf));
  say("faccessat2", syscall(439, AT_FDCWD, "/", 0, 0));
  say("close_range", syscall(436, 50, 60, 0));
  say("openat2", syscall(437, AT_FDCWD, "/", how, 24));
  say("vsock", socket(40, SOCK_STREAM, 0));
  say("inet", socket(AF_INET, SOCK_STREAM, 0));
}
`,
  );
  execFileSync('gcc', ['-static', '-o', path.join(where.rootfs, 'tmp/probe'), source]);
  return '/tmp/probe';
}

describe('the kernel’s files', () => {
  test('are masked or read-only as Docker’s', async () => {
    const { output } = await machine.sh(
      'wc -c </proc/interrupts; ls /sys/firmware | wc -l; echo 1 >/proc/sys/kernel/panic || echo ro1; echo b >/proc/sysrq-trigger || echo ro2; mkdir /sys/fs/x || echo ro3',
    );
    const seen = lines(output).filter((line) => !line.includes('Read-only') && !line.includes('can'));
    expect(seen.filter((line) => line.startsWith('ro'))).toEqual(['ro1', 'ro2', 'ro3']);
    expect(seen.slice(0, 2)).toEqual(['0', '0']);
  });

  test('show only the container’s processes', async () => {
    const { output } = await machine.sh('ls -d /proc/[0-9]* | wc -l');
    expect(Number(output)).toBeLessThan(4);
  });
});

describe('the root file system', () => {
  const snapshot = () =>
    execFileSync('find', ['.', '-printf', '%p %y %m %U %G %s %T@ %l\n'], {
      cwd: machine.rootfs,
      encoding: 'utf8',
    })
      .replace(/(\.\d{6})\d+/g, '$1')
      .split('\n')
      .sort();

  test('gets its missing mount points, empty, for later steps too', async () => {
    for (const name of ['proc', 'sys', 'dev']) rmSync(path.join(machine.rootfs, name), { recursive: true });
    symlinkSync('../run/systemd/resolve/stub.conf', path.join(machine.rootfs, 'etc/resolv.conf'));
    const source = path.join(machine.directory, 'slot');
    mkdirSync(source, { recursive: true });
    const mounts = [
      { kind: 'slot', source, target: '/var/cache/deep' },
      { kind: 'secret', value: Buffer.from('x'), target: '/run/secrets/a' },
    ] as const;
    const withoutTimes = () => snapshot().map((line) => line.split(' ', 6).join(' '));
    const before = new Set(withoutTimes().map((line) => line.split(' ')[0]));
    await machine.sh('true', { network: 'host', mounts });
    const added = withoutTimes().filter((line) => !before.has(line.split(' ')[0] ?? ''));
    expect(added.map((line) => line.replace(/ \d+$/, ''))).toEqual([
      './dev d 755 0 0',
      './proc d 755 0 0',
      './run/secrets d 755 0 0',
      './run/secrets/a f 755 0 0',
      './run/systemd d 755 0 0',
      './run/systemd/resolve d 755 0 0',
      './run/systemd/resolve/stub.conf f 755 0 0',
      './sys d 755 0 0',
      './var d 755 0 0',
      './var/cache d 755 0 0',
      './var/cache/deep d 755 0 0',
    ]);
    const withPoints = snapshot();
    await machine.sh('true', { network: 'host', mounts });
    expect(snapshot()).toEqual(withPoints);
    for (const name of ['var', 'run/secrets', 'run/systemd']) {
      rmSync(path.join(machine.rootfs, name), { recursive: true });
    }
  });

  test('stays the same after a step without mounts', async () => {
    const before = snapshot();
    await machine.sh('true');
    expect(snapshot()).toEqual(before);
  });

  test('keeps a step’s files beside a mount', async () => {
    rmSync(path.join(machine.rootfs, 'etc/resolv.conf'), { force: true });
    symlinkSync('../opt/made/resolv.conf', path.join(machine.rootfs, 'etc/resolv.conf'));
    await machine.sh('echo mine >/opt/made/b', { network: 'host' });
    expect(readdirSync(path.join(machine.rootfs, 'opt/made'))).toEqual(['b', 'resolv.conf']);
  });

  test('leads no mount, directory or clean-up out of itself', async () => {
    const outside = path.join(machine.directory, 'outside');
    mkdirSync(outside);
    writeFileSync(path.join(outside, 'a'), '');
    symlinkSync(outside, path.join(machine.rootfs, 'leak'));
    const secret = { kind: 'secret', value: Buffer.from('x'), target: '/leak/deep/a' } as const;
    await machine.sh('true', { cwd: '/leak/made', mounts: [secret] });
    expect(readdirSync(outside)).toEqual(['a']);
    rmSync(path.join(machine.rootfs, 'etc/resolv.conf'), { force: true });
    symlinkSync('/moving/here/a', path.join(machine.rootfs, 'etc/resolv.conf'));
    await machine.sh(`mv /moving/here /moving/away; ln -s ${outside} /moving/here`, { network: 'host' });
    expect(readlinkSync(path.join(machine.rootfs, 'moving/here'))).toBe(outside);
    expect(readdirSync(outside)).toEqual(['a']);
    expect(readFileSync(path.join(outside, 'a'), 'utf8')).toBe('');
  });
});
