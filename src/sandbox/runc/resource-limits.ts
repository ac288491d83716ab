import type { ResourceLimits } from '../../contract/sandbox.ts';
import { ObuilderError } from '../../errors.ts';
import type { Ceilings, LimitName } from './ceilings.ts';
import { DEFAULT_LIMITS } from './limits.ts';

const MIB = 1024 * 1024;
const NONE = Number.POSITIVE_INFINITY;

/**
 * All limits of setrlimit(2), soft and hard, so that a step does not depend on the worker's own limits. As in Docker, most are
 * unlimited, and a step may raise its limits of stack and core files. Core files are off at first, because core files would
 * only fill results. Signals and message queues have the kernel's values for a machine of several gigabytes.
 */
const LIMITS: Readonly<Record<LimitName, readonly [soft: number, hard: number]>> = {
  RLIMIT_AS: [NONE, NONE],
  RLIMIT_CORE: [0, NONE],
  RLIMIT_CPU: [NONE, NONE],
  RLIMIT_DATA: [NONE, NONE],
  RLIMIT_FSIZE: [NONE, NONE],
  RLIMIT_LOCKS: [NONE, NONE],
  RLIMIT_MEMLOCK: [64 * MIB, 64 * MIB],
  RLIMIT_MSGQUEUE: [819_200, 819_200],
  RLIMIT_NICE: [0, 0],
  RLIMIT_NOFILE: [DEFAULT_LIMITS.openFiles.soft, DEFAULT_LIMITS.openFiles.hard],
  RLIMIT_NPROC: [NONE, NONE],
  RLIMIT_RSS: [NONE, NONE],
  RLIMIT_RTPRIO: [0, 0],
  RLIMIT_RTTIME: [NONE, NONE],
  RLIMIT_SIGPENDING: [65_536, 65_536],
  RLIMIT_STACK: [8 * MIB, NONE],
};

/** RLIM_INFINITY of setrlimit(2). JavaScript has no such number, so the constant is raw JSON text. */
const INFINITY = (JSON as unknown as { rawJSON(text: string): unknown }).rawJSON('18446744073709551615');

/** Limits that would cut a step's files or work, with their flag of the shells' `ulimit`. */
const CUTTING = { RLIMIT_FSIZE: '-f', RLIMIT_AS: '-v', RLIMIT_DATA: '-d', RLIMIT_CPU: '-t' } as const;

/** @throws ObuilderError `sandbox-failed` if a step's results would depend on a limit that this process cannot lift */
export function checkCeilings(ceilings: Ceilings): void {
  for (const [name, flag] of Object.entries(CUTTING)) {
    const ceiling = ceilings[name as keyof typeof CUTTING];
    if (ceiling === NONE) continue;
    throw new ObuilderError('sandbox-failed', `a limit of this worker would cut steps: ${name}`, {
      value: `${name}=${ceiling}`,
      hint: `Start the worker with ulimit ${flag} unlimited, or give root CAP_SYS_RESOURCE to lift the limit.`,
    });
  }
}

/** Returns `process.rlimits` of the OCI runtime specification. Without CAP_SYS_RESOURCE, this process's own limits are the maximum. */
export function resourceLimits(limits: ResourceLimits | undefined, ceilings: Ceilings) {
  const files = limits?.openFiles;
  const wanted = files === undefined ? LIMITS : { ...LIMITS, RLIMIT_NOFILE: [files, files] as const };
  return Object.entries(wanted).map(([type, [soft, hard]]) => {
    const highest = Math.min(hard, ceilings[type as LimitName]);
    return { type, soft: inJson(Math.min(soft, highest)), hard: inJson(highest) };
  });
}

const inJson = (value: number) => (value === NONE ? INFINITY : value);
