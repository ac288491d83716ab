import { describe, expect, test } from 'vitest';
import { seccompFilter } from '../../../src/sandbox/seccomp.ts';

const filter = seccompFilter('x64', false);
const rulesOf = (name: string) => filter.syscalls.filter((rule) => rule.names.includes(name));

describe('the filter', () => {
  test('denies what it does not name, with EPERM', () => {
    expect(filter).toMatchObject({ defaultAction: 'SCMP_ACT_ERRNO', defaultErrnoRet: 1 });
  });

  test.each([
    'mount',
    'umount2',
    'unshare',
    'setns',
    'pivot_root',
    'keyctl',
    'add_key',
    'request_key',
    'bpf',
    'perf_event_open',
    'init_module',
    'finit_module',
    'delete_module',
    'kexec_load',
    'reboot',
    'swapon',
    'open_by_handle_at',
    'userfaultfd',
    'io_uring_setup',
    'clock_settime',
    'settimeofday',
    'syslog',
    'sethostname',
    'fsopen',
    'fsmount',
    'move_mount',
    'open_tree',
    'mount_setattr',
    'acct',
    'quotactl',
    'ioperm',
    'iopl',
    'kcmp',
    'lookup_dcookie',
    'vhangup',
  ])('does not name %s', (name) => {
    expect(rulesOf(name)).toEqual([]);
  });

  test.each([
    'read',
    'execve',
    'statx',
    'faccessat2',
    'openat2',
    'close_range',
    'landlock_create_ruleset',
    'rseq',
    'rt_sigreturn',
  ])('allows %s', (name) => {
    expect(rulesOf(name)).toMatchObject([{ action: 'SCMP_ACT_ALLOW' }]);
  });

  test.each(['fsync', 'fdatasync', 'sync', 'syncfs', 'sync_file_range'])(
    'lets %s succeed without doing it',
    (name) => {
      expect(rulesOf(name)).toMatchObject([{ action: 'SCMP_ACT_ERRNO', errnoRet: 0 }]);
    },
  );

  test('lets clone make no namespace, and says that there is no clone3', () => {
    expect(rulesOf('clone')).toMatchObject([{ args: [{ index: 0, value: 0x7e020000, valueTwo: 0 }] }]);
    expect(rulesOf('clone3')).toMatchObject([{ action: 'SCMP_ACT_ERRNO', errnoRet: 38 }]);
  });

  test('names no call twice without arguments to tell the rules apart', () => {
    const names = filter.syscalls.filter((rule) => !('args' in rule)).flatMap((rule) => rule.names);
    expect(names.length).toBe(new Set(names).size);
    expect(names.length).toBeGreaterThan(250);
  });
});

test('each machine has its own table, and that of 32-bit programs on request', () => {
  expect(seccompFilter('x64', false)).toMatchObject({ architectures: ['SCMP_ARCH_X86_64'] });
  expect(seccompFilter('x64', true)).toMatchObject({ architectures: ['SCMP_ARCH_X86_64', 'SCMP_ARCH_X86'] });
  expect(seccompFilter('arm64', true)).toMatchObject({
    architectures: ['SCMP_ARCH_AARCH64', 'SCMP_ARCH_ARM'],
  });
  expect(seccompFilter('riscv64', false)).not.toHaveProperty('architectures');
});

describe('sockets', () => {
  const families = rulesOf('socket').flatMap((rule) => ('args' in rule ? rule.args : []));

  test('are allowed by family only, never by a bound or a mask', () => {
    expect(families.every(({ index, op }) => index === 0 && op === 'SCMP_CMP_EQ')).toBe(true);
  });

  test('of the usual families are allowed, AF_ALG, AF_VSOCK and dead ones are not', () => {
    const allowed = families.map(({ value }) => value);
    for (const family of [1, 2, 10, 16, 17]) expect(allowed).toContain(family);
    for (const family of [3, 4, 5, 6, 11, 12, 19, 20, 23, 25, 34, 37, 38, 40, 46, 63])
      expect(allowed).not.toContain(family);
  });

  test('of 32-bit programs by socketcall are unknown, which differs from the default answer', () => {
    expect(rulesOf('socketcall')).toMatchObject([{ action: 'SCMP_ACT_ERRNO', errnoRet: 38 }]);
    const order = filter.syscalls.flatMap(({ names }) => names);
    expect(order.indexOf('socketcall')).toBeLessThan(order.indexOf('socket'));
  });
});

test('personalities are Docker’s, each also without randomization of addresses', () => {
  const values = rulesOf('personality').flatMap((rule) => ('args' in rule ? rule.args : []));
  const expected = [0, 8, 0x2_0000, 0x2_0008].flatMap((value) => [value, value + 0x4_0000]);
  expect(values.map(({ value }) => value).sort((a, b) => a - b)).toEqual(
    [...expected, 0xffff_ffff].sort((a, b) => a - b),
  );
});
