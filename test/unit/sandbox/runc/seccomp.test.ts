import { describe, expect, test } from 'vitest';
import { seccompFilter } from '../../../../src/sandbox/runc/seccomp.ts';
import { PROFILE_FAMILIES } from '../../../../src/sandbox/runc/syscalls.ts';

const filter = seccompFilter('x64', false);
const rulesOf = (name: string) => filter.syscalls.filter((rule) => rule.names.includes(name));

/** What the rules of a call ask of its first argument, of which each looks at 32 bits. */
function masksFor(name: string) {
  return rulesOf(name).map((rule) => {
    const [argument, ...others] = 'args' in rule ? rule.args : [];
    if (argument === undefined || others.length > 0)
      throw new Error(`a rule of ${name} has not one argument`);
    expect(rule.action).toBe('SCMP_ACT_ALLOW');
    expect(argument).toMatchObject({ index: 0, op: 'SCMP_CMP_MASKED_EQ' });
    return argument;
  });
}

/** Whether a call with this first argument is allowed. */
const passing = (name: string) => {
  const masks = masksFor(name);
  return (number: number) => masks.some(({ value, valueTwo }) => (number & value) >>> 0 === valueTwo);
};

describe('the filter', () => {
  test('denies all other calls with EPERM', () => {
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

  test('lets clone make no namespace, and answers clone3 with ENOSYS', () => {
    expect(rulesOf('clone')).toMatchObject([{ args: [{ index: 0, value: 0x7e020000, valueTwo: 0 }] }]);
    expect(rulesOf('clone3')).toMatchObject([{ action: 'SCMP_ACT_ERRNO', errnoRet: 38 }]);
  });

  test('names no call twice without different arguments', () => {
    const names = filter.syscalls.filter((rule) => !('args' in rule)).flatMap((rule) => rule.names);
    expect(names.length).toBe(new Set(names).size);
    expect(names.length).toBeGreaterThan(250);
  });
});

test('each machine has its own table, and the 32-bit table on request', () => {
  expect(seccompFilter('x64', false)).toMatchObject({ architectures: ['SCMP_ARCH_X86_64'] });
  expect(seccompFilter('x64', true)).toMatchObject({ architectures: ['SCMP_ARCH_X86_64', 'SCMP_ARCH_X86'] });
  expect(seccompFilter('arm64', true)).toMatchObject({
    architectures: ['SCMP_ARCH_AARCH64', 'SCMP_ARCH_ARM'],
  });
  expect(seccompFilter('riscv64', false)).not.toHaveProperty('architectures');
});

describe('sockets', () => {
  const passes = passing('socket');

  test('are allowed by family, and only for the profile’s families', () => {
    const numbers = Array.from({ length: 2 ** 16 }, (_, family) => family);
    expect(numbers.filter(passes)).toEqual(PROFILE_FAMILIES);
    for (let bit = 6; bit < 32; bit += 1)
      expect(PROFILE_FAMILIES.filter((family) => passes(family + 2 ** bit))).toEqual([]);
  });

  test('of usual families are allowed, AF_ALG, AF_VSOCK and dead families are not', () => {
    for (const family of [1, 2, 10, 16, 17]) expect(passes(family)).toBe(true);
    for (const family of [3, 4, 5, 6, 11, 12, 19, 20, 23, 25, 34, 37, 38, 40, 46, 63])
      expect(passes(family)).toBe(false);
  });

  test('of 32-bit programs by socketcall fail with ENOSYS instead of EPERM', () => {
    expect(rulesOf('socketcall')).toMatchObject([{ action: 'SCMP_ACT_ERRNO', errnoRet: 38 }]);
    const order = filter.syscalls.flatMap(({ names }) => names);
    expect(order.indexOf('socketcall')).toBeLessThan(order.indexOf('socket'));
  });
});

test('personalities are Docker’s, each also without randomization of addresses', () => {
  const passes = passing('personality');
  const expected = [0, 8, 0x2_0000, 0x2_0008].flatMap((value) => [value, value + 0x4_0000]);
  for (const value of [...expected, 0xffff_ffff]) expect(passes(value)).toBe(true);
  for (const value of expected)
    for (let bit = 0; bit < 32; bit += 1) {
      const other = (value ^ (1 << bit)) >>> 0;
      expect(passes(other)).toBe(expected.includes(other));
    }
});

test('allowed values share masks to keep the filter small', () => {
  expect(rulesOf('socket').length).toBeLessThan(16);
  expect(rulesOf('personality')).toHaveLength(2);
});
