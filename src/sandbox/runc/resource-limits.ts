import type { Limits } from '../../contract/sandbox.ts';
import { ObuilderError } from '../../errors.ts';
import type { Ceilings, LimitName } from './ceilings.ts';
import { DEFAULT_LIMITS } from './limits.ts';

const MIB = 1024 * 1024;
const NONE = Number.POSITIVE_INFINITY;

/**
 * All limits of setrlimit(2), soft and hard, so that a step does not depend on whoever started the worker. As in Docker most
 * have no bound, and a step may raise its stack and core files by itself. Core files are off at first because they would
 * only fill results. Signals and message queues have what the kernel gives on a machine of some gigabytes.
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

/** The number of setrlimit(2) for no bound. JavaScript has no such number, so it is a text that JSON takes as it is. */
const INFINITY = (JSON as unknown as { rawJSON(text: string): unknown }).rawJSON('18446744073709551615');

/** What would cut a step's files or its work, with the flag of the shells' `ulimit`. */
const CUTTING = { RLIMIT_FSIZE: '-f', RLIMIT_AS: '-v', RLIMIT_DATA: '-d', RLIMIT_CPU: '-t' } as const;

/** @throws ObuilderError `sandbox-failed` where a step's results would depend on a limit that nobody here can lift */
export function checkCeilings(ceilings: Ceilings): void {
  for (const [name, flag] of Object.entries(CUTTING)) {
    const ceiling = ceilings[name as keyof typeof CUTTING];
    if (ceiling === NONE) continue;
    throw new ObuilderError(
      'sandbox-failed',
      `steps would be cut by a limit that this worker was started with: ${name}`,
      {
        value: `${name}=${ceiling}`,
        hint: `Start the worker with ulimit ${flag} unlimited, or give root CAP_SYS_RESOURCE, so that it can lift the limit.`,
      },
    );
  }
}

/** `process.rlimits` of the OCI runtime specification. Without CAP_SYS_RESOURCE nothing can go above what this process has. */
export function resourceLimits(limits: Limits | undefined, ceilings: Ceilings) {
  const files = limits?.openFiles;
  const wanted = files === undefined ? LIMITS : { ...LIMITS, RLIMIT_NOFILE: [files, files] as const };
  return Object.entries(wanted).map(([type, [soft, hard]]) => {
    const highest = Math.min(hard, ceilings[type as LimitName]);
    return { type, soft: inJson(Math.min(soft, highest)), hard: inJson(highest) };
  });
}

const inJson = (value: number) => (value === NONE ? INFINITY : value);
