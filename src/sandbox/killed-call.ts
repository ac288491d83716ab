import { kernelLogSince } from '../host/kernel-log.ts';

/** AUDIT_ARCH values of linux/audit.h. */
const ARCHITECTURES: Readonly<Record<string, string>> = {
  c000003e: 'x86_64',
  '40000003': 'i386',
  c00000b7: 'aarch64',
  '40000028': 'arm',
};
/** Added to the numbers of x32, the 32-bit programs with 64-bit registers. */
const X32_BIT = 0x40000000;

/**
 * The system call for which the kernel killed a process of a step, for example `system call 63 of x86_64`, from the kernel's log.
 * Steps that run at the same time share the log; the newest record counts.
 *
 * @param sinceUs the start of the step, by `kernelTime`
 * @returns undefined if the kernel writes no such log, or the log is closed to us
 */
export function killedCall(sinceUs: number): string | undefined {
  return callIn(kernelLogSince(sinceUs));
}

/** @param log texts of the kernel's log; AUDIT_SECCOMP is record type 1326 */
export function callIn(log: readonly string[]): string | undefined {
  const record = log.findLast((text) => /\btype=1326\b/.test(text) && /\bsig=31\b/.test(text));
  const [, arch = '', number = ''] = /\barch=([0-9a-f]+) syscall=(\d+)/.exec(record ?? '') ?? [];
  if (number === '') return undefined;
  const call = Number(number);
  if (arch === 'c000003e' && call >= X32_BIT) return `system call ${call - X32_BIT} of x32`;
  return `system call ${call} of ${ARCHITECTURES[arch] ?? `architecture ${arch}`}`;
}
