import { allowedSyscalls, freeSyscalls } from './syscalls.ts';

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

/** Which of the kernel's call tables a program may use, by Node's name of the machine; `main` first. */
const ARCHITECTURES: Readonly<Record<string, readonly string[]>> = {
  x64: ['SCMP_ARCH_X86_64', 'SCMP_ARCH_X86', 'SCMP_ARCH_X32'],
  arm64: ['SCMP_ARCH_AARCH64', 'SCMP_ARCH_ARM'],
};

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
 * Machines whose call tables we do not know get the filter for the table that the runtime itself has.
 */
export function seccompFilter(machine: string) {
  const architectures = ARCHITECTURES[machine];
  return {
    defaultAction: 'SCMP_ACT_ERRNO',
    defaultErrnoRet: EPERM,
    ...(architectures && { architectures }),
    syscalls: [
      allow(allowedSyscalls),
      answer(freeSyscalls, 0),
      answer(['msync'], 0, masked(2, MSYNC_WAITS, MSYNC_WAITS)),
      allow(['msync'], masked(2, MSYNC_WAITS, 0)),
      allow(['clone'], masked(0, NEW_NAMESPACES, 0)),
      answer(['clone3'], ENOSYS),
      allow(['socket'], { index: 0, value: VSOCK, op: 'SCMP_CMP_NE' }),
      ...PERSONALITIES.map((value) => allow(['personality'], { index: 0, value, op: 'SCMP_CMP_EQ' })),
    ],
  };
}
