import { masksOf } from './masks.ts';
import { PROFILE_CALLS, PROFILE_FAMILIES, PROFILE_PERSONALITIES } from './syscalls.ts';

/** As in errno(3), the same on all supported architectures. */
const EPERM = 1;
const ENOTTY = 25;
const ENOSYS = 38;

/** The flags of clone(2) that make a namespace: mount, cgroup, UTS, IPC, user, PID, network. */
const NEW_NAMESPACES = 0x7e02_0000;

/** MS_SYNC of msync(2). Without it the call only checks the range, and some unwinders rely on that. */
const MSYNC_WAITS = 4;

/** ADDR_NO_RANDOMIZE of personality(2): sanitizers of threads and memory restart themselves with this bit. */
const NO_RANDOMIZE = 0x4_0000;

/** The argument by which personality(2) only returns the current value. */
const PRESENT = 0xffff_ffff;

/** All bits that the kernel reads of the request of ioctl(2), and the bits of the request's family. */
const REQUEST = 0xffff_ffff;
const REQUEST_FAMILY = 0xff00;

/** The family of btrfs in linux/btrfs.h. */
const BTRFS = 0x9400;

/** FICLONE, FICLONERANGE and FIDEDUPERANGE of linux/fs.h: introduced by btrfs, and so in its family. */
const SHARES_CONTENT = [0x4004_9409, 0x4020_940d, 0xc018_9436];

/** The kernel's call tables by `process.arch`: the native table, and the table of 32-bit programs. */
const TABLES: Readonly<Record<string, { readonly own: string; readonly narrow: string }>> = {
  x64: { own: 'SCMP_ARCH_X86_64', narrow: 'SCMP_ARCH_X86' },
  arm64: { own: 'SCMP_ARCH_AARCH64', narrow: 'SCMP_ARCH_ARM' },
};

/** Calls that write to the disk early. The calls succeed without effect, because a crash discards a step's files anyway. */
const FREE = [
  'fsync',
  'fdatasync',
  'sync',
  'syncfs',
  'sync_file_range',
  'sync_file_range2',
  'arm_sync_file_range',
];

/** Calls with separate rules below. */
const OWN_RULES: ReadonlySet<string> = new Set([...FREE, 'msync', 'clone', 'clone3', 'socketcall', 'ioctl']);

/** Besides the profile: old 32-bit C libraries wait for signals with this call. */
const MORE_CALLS = ['sigsuspend'];

const allowedCalls = [...PROFILE_CALLS.filter((name) => !OWN_RULES.has(name)), ...MORE_CALLS];

const personalities = PROFILE_PERSONALITIES.filter((value) => value !== PRESENT).flatMap((value) => [
  value,
  value + NO_RANDOMIZE,
]);

interface Argument {
  readonly index: number;
  readonly value: number;
  readonly valueTwo: number;
  readonly op: 'SCMP_CMP_MASKED_EQ';
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

/** One rule for each bit: a request whose family differs from btrfs's in this bit. */
const otherFamilies = [8, 9, 10, 11, 12, 13, 14, 15].map((bit) => {
  const mask = 1 << bit;
  return allow(['ioctl'], masked(1, mask, ~BTRFS & mask));
});

/**
 * Requests to btrfs itself fail as on every other file system, so programs make plain directories instead of subvolumes.
 * A snapshot omits inner subvolumes: the next step, or a later build, would find an empty directory. The rules also stop a step
 * from making its own root read-only. Of several matching rules, libseccomp takes the rule with the most bits.
 */
const requests = [
  ...SHARES_CONTENT.map((request) => allow(['ioctl'], masked(1, REQUEST, request))),
  answer(['ioctl'], ENOTTY, masked(1, REQUEST_FAMILY, BTRFS)),
  ...otherFamilies,
];

/** Compares the first argument, a number of 32 bits for the kernel. */
const oneOf = (name: string, values: readonly number[]) =>
  masksOf(values).map(({ mask, result }) => allow([name], masked(0, mask, result)));

/**
 * Returns the filter for system calls, as `linux.seccomp` of the OCI runtime specification. Other calls fail with EPERM.
 * `clone3` fails with ENOSYS, because a filter cannot see its flags and the C libraries then fall back to `clone`.
 * `socketcall` fails with ENOSYS too: old 32-bit programs make sockets of any family by this call, newer programs use `socket`.
 * A rule for `socketcall` must differ from the default answer, because the runtime drops a rule with the default answer, and
 * libseccomp would then add a rule for each family that allows the family.
 *
 * The kernel kills a program whose call table is missing in the filter. So the filter has the table of 32-bit programs if the
 * kernel can run such programs (`narrow`), although the table costs a step a few milliseconds: no check of the image could rule
 * out that a step makes a 32-bit program.
 */
export function seccompFilter(machine: string, narrow: boolean) {
  const table = TABLES[machine];
  return {
    defaultAction: 'SCMP_ACT_ERRNO',
    defaultErrnoRet: EPERM,
    ...(table && { architectures: narrow ? [table.own, table.narrow] : [table.own] }),
    syscalls: [
      allow(allowedCalls),
      answer(FREE, 0),
      answer(['msync'], 0, masked(2, MSYNC_WAITS, MSYNC_WAITS)),
      allow(['msync'], masked(2, MSYNC_WAITS, 0)),
      allow(['clone'], masked(0, NEW_NAMESPACES, 0)),
      answer(['clone3', 'socketcall'], ENOSYS),
      ...requests,
      ...oneOf('socket', PROFILE_FAMILIES),
      ...oneOf('personality', personalities),
      allow(['personality'], masked(0, PRESENT, PRESENT)),
    ],
  };
}
