import { describe, expect, test } from 'vitest';
import { narrowLoaders, seccompFilter } from '../../../src/sandbox/seccomp.ts';

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
  expect(seccompFilter('x64', true).syscalls[0]?.names).toContain('socketcall');
  expect(narrowLoaders('x64')).toContain('/lib/ld-linux.so.2');
  expect(narrowLoaders('riscv64')).toEqual([]);
});
