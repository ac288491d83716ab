import { allowedSyscalls, allowedSyscalls32, freeSyscalls, freeSyscalls32 } from './syscalls.ts';

/** As in errno(3), the same on every architecture that we know. */
const EPERM = 1;
const ENOSYS = 38;

/** The flags of clone(2) that make a namespace: mount, cgroup, UTS, IPC, user, PID, network. */
const NEW_NAMESPACES = 0x7e02_0000;

/** AF_VSOCK: it would reach the hypervisor past the network namespace. */
const VSOCK = 40;

/** MS_SYNC of msync(2). Without it the call only checks the range, and some unwinders rely on that. */
const MSYNC_WAITS = 4;

/** What personality(2) may be set to: Linux, 32 bit, UNAME26, both, and the question for the present one. */
const PERSONALITIES = [0, 8, 0x2_0000, 0x2_0008, 0xffff_ffff];

/**
 * The kernel's call tables, by Node's name of the machine: its own, that of 32-bit programs, and where the dynamic loader of
 * such programs is.
 */
const TABLES: Readonly<
  Record<string, { readonly own: string; readonly narrow: string; readonly loaders: readonly string[] }>
> = {
  x64: {
    own: 'SCMP_ARCH_X86_64',
    narrow: 'SCMP_ARCH_X86',
    loaders: ['/lib/ld-linux.so.2', '/lib/ld-musl-i386.so.1'],
  },
  arm64: {
    own: 'SCMP_ARCH_AARCH64',
    narrow: 'SCMP_ARCH_ARM',
    loaders: ['/lib/ld-linux-armhf.so.3', '/lib/ld-linux.so.3', '/lib/ld-musl-armhf.so.1'],
  },
};

/** The paths of dynamic loaders that show that an image has programs of 32 bits. */
export const narrowLoaders = (machine: string): readonly string[] => TABLES[machine]?.loaders ?? [];

interface Argument {
  readonly index: number;
  readonly value: number;
  readonly valueTwo?: number;
  readonly op: 'SCMP_CMP_EQ' | 'SCMP_CMP_NE' | 'SCMP_CMP_MASKED_EQ';
}

const allow = (names: readonly string[], ...args: readonly Argument[]) => ({
  names,
  action: 'SCMP_ACT_ALLOW',
  ...(args.length > 0 && { args }),
});

const answer = (names: readonly string[], errnoRet: number, ...args: readonly Argument[]) => ({
  names,
  action: 'SCMP_ACT_ERRNO',
  errnoRet,
  ...(args.length > 0 && { args }),
});

const masked = (index: number, mask: number, result: number): Argument => ({
  index,
  value: mask,
  valueTwo: result,
  op: 'SCMP_CMP_MASKED_EQ',
});

/**
 * The filter for system calls, as `linux.seccomp` of the OCI runtime specification: what is not allowed fails with
 * EPERM. `clone3` says ENOSYS, since a filter cannot see its flags and the C libraries then fall back to `clone`.
 *
 * The runtime compiles the filter for each container, and every table costs it a tenth of a step. So 32-bit programs have
 * theirs only where `narrow` asks for it; else the kernel kills them with SIGSYS.
 */
export function seccompFilter(machine: string, narrow: boolean) {
  const table = TABLES[machine];
  return {
    defaultAction: 'SCMP_ACT_ERRNO',
    defaultErrnoRet: EPERM,
    ...(table && { architectures: narrow ? [table.own, table.narrow] : [table.own] }),
    syscalls: [
      allow(narrow ? [...allowedSyscalls, ...allowedSyscalls32] : allowedSyscalls),
      answer(narrow ? [...freeSyscalls, ...freeSyscalls32] : freeSyscalls, 0),
      answer(['msync'], 0, masked(2, MSYNC_WAITS, MSYNC_WAITS)),
      allow(['msync'], masked(2, MSYNC_WAITS, 0)),
      allow(['clone'], masked(0, NEW_NAMESPACES, 0)),
      answer(['clone3'], ENOSYS),
      allow(['socket'], { index: 0, value: VSOCK, op: 'SCMP_CMP_NE' }),
      ...PERSONALITIES.map((value) => allow(['personality'], { index: 0, value, op: 'SCMP_CMP_EQ' })),
    ],
  };
}
