import { masksOf } from './masks.ts';
import { PROFILE_CALLS, PROFILE_FAMILIES, PROFILE_PERSONALITIES } from './syscalls.ts';

/** As in errno(3), the same on every architecture that we know. */
const EPERM = 1;
const ENOTTY = 25;
const ENOSYS = 38;

/** The flags of clone(2) that make a namespace: mount, cgroup, UTS, IPC, user, PID, network. */
const NEW_NAMESPACES = 0x7e02_0000;

/** MS_SYNC of msync(2). Without it the call only checks the range, and some unwinders rely on that. */
const MSYNC_WAITS = 4;

/** ADDR_NO_RANDOMIZE of personality(2): sanitizers of threads and memory start themselves anew with this bit. */
const NO_RANDOMIZE = 0x4_0000;

/** What personality(2) takes as the question for the present value. */
const PRESENT = 0xffff_ffff;

/** All bits of the request of ioctl(2) that the kernel looks at, and those that tell whose request it is. */
const REQUEST = 0xffff_ffff;
const REQUEST_FAMILY = 0xff00;

/** The family of btrfs in linux/btrfs.h. */
const BTRFS = 0x9400;

/** FICLONE, FICLONERANGE and FIDEDUPERANGE of linux/fs.h: btrfs had these first, so they bear its family. */
const SHARES_CONTENT = [0x4004_9409, 0x4020_940d, 0xc018_9436];

/** The kernel's call tables, by Node's name of the machine: its own, and that of 32-bit programs. */
const TABLES: Readonly<Record<string, { readonly own: string; readonly narrow: string }>> = {
  x64: { own: 'SCMP_ARCH_X86_64', narrow: 'SCMP_ARCH_X86' },
  arm64: { own: 'SCMP_ARCH_AARCH64', narrow: 'SCMP_ARCH_ARM' },
};

/** Writing to the disk early: a crash throws a step's files away anyhow, so these succeed without doing anything. */
const FREE = [
  'fsync',
  'fdatasync',
  'sync',
  'syncfs',
  'sync_file_range',
  'sync_file_range2',
  'arm_sync_file_range',
];

/** These have rules of their own, with arguments or without. */
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
 * What a step asks btrfs itself fails as on every other file system, so programs make plain directories where they would have
 * made subvolumes. A snapshot holds no subvolume that is inside another: there the next step, or a later build, would find
 * an empty directory. Nor can a step make its own root read-only. Of the rules that match, libseccomp takes the one with
 * the most bits.
 */
const requests = [
  ...SHARES_CONTENT.map((request) => allow(['ioctl'], masked(1, REQUEST, request))),
  answer(['ioctl'], ENOTTY, masked(1, REQUEST_FAMILY, BTRFS)),
  ...otherFamilies,
];

/** Of the first argument, which the kernel takes as a number of 32 bits. */
const oneOf = (name: string, values: readonly number[]) =>
  masksOf(values).map(({ mask, result }) => allow([name], masked(0, mask, result)));

/**
 * The filter for system calls, as `linux.seccomp` of the OCI runtime specification: what is not allowed fails with
 * EPERM. `clone3` says ENOSYS, since a filter cannot see its flags and the C libraries then fall back to `clone`. For the
 * same reason so does `socketcall`, by which old 32-bit programs make sockets of any family; newer ones use `socket`.
 * A rule for `socketcall` must differ from the default answer, because the runtime drops rules that do not; libseccomp
 * then adds one of its own for each family, which allows all of them.
 *
 * The kernel kills a program whose call table the filter does not have. So the table of 32-bit programs is there wherever
 * the kernel can run them (`narrow`), although it costs a step some milliseconds: no look at the image could tell that a
 * step will not make such a program.
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
