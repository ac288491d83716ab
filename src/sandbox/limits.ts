import type { Limits } from './contract.ts';

/**
 * What a step gets where it asks for nothing. Memory, CPUs and time have no bound then. 16,384 processes are more than
 * a build needs and fewer than would take the machine down. The soft limit of open files is low enough for programs that
 * close every possible file, and any program may raise it to the hard one.
 */
export const DEFAULT_LIMITS = { pids: 16_384, openFiles: { soft: 16_384, hard: 1_048_576 } } as const;

/** A lower limit of processes would hit the runtime, whose own threads count while it starts the step. */
const FEWEST_PIDS = 32;

/** The period of the CPU quota in microseconds: the kernel's own default. */
const CPU_PERIOD = 100_000;

/** How `linux.resources` may be written on this machine. */
export interface ResourceSupport {
  readonly pids: boolean;
  /** Whether swap exists, so that it must be bounded too. */
  readonly swap: boolean;
}

/**
 * `linux.resources` of the OCI runtime specification. Devices are denied except those that a container always has, which
 * the runtime adds itself: a step may make any device node, but not open it.
 */
export function resources(limits: Limits | undefined, support: ResourceSupport) {
  const pids = limits?.pids ?? (support.pids ? DEFAULT_LIMITS.pids : undefined);
  const memory = limits?.memoryBytes;
  return {
    devices: [{ allow: false, access: 'rwm' }],
    ...(pids !== undefined && { pids: { limit: Math.max(pids, FEWEST_PIDS) } }),
    ...(memory !== undefined && { memory: { limit: memory, ...(support.swap && { swap: memory }) } }),
    ...(limits?.cpus !== undefined && {
      cpu: { quota: Math.max(1000, Math.round(limits.cpus * CPU_PERIOD)), period: CPU_PERIOD },
    }),
  };
}
