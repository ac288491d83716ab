import type { Reached, ResourceLimits } from '../../contract/sandbox.ts';

/**
 * The default limits of a step. CPUs are unlimited, because the kernel shares CPU time fairly between a step and the runner. A
 * fifth of the memory stays for the runner and the system. 16,384 processes are more than a build needs and too few to take the
 * machine down. Six hours are GitHub's default for a job. The soft limit of open files is low enough for programs that close
 * every possible file, and any program may raise the soft limit to the hard limit.
 */
export const DEFAULT_LIMITS = {
  memoryShare: 0.8,
  pids: 16_384,
  seconds: 6 * 3600,
  openFiles: { soft: 16_384, hard: 1_048_576 },
} as const;

/** A lower limit of processes would hit the runtime, whose own threads count while it starts the step. */
const FEWEST_PIDS = 32;

/** The period of the CPU quota in microseconds: the kernel's own default. */
const CPU_PERIOD = 100_000;

/** How `linux.resources` may be written on this machine. */
export interface ResourceSupport {
  readonly pids: boolean;
  /** A step's default limit of memory; undefined if the machine cannot limit memory. */
  readonly memoryBytes: number | undefined;
  /** Whether swap exists and needs a limit too. */
  readonly swap: boolean;
}

/**
 * Returns `linux.resources` of the OCI runtime specification. All devices are denied, and the runtime itself allows the devices
 * of every container: a step may make any device node, but not open it.
 */
export function resources(limits: ResourceLimits | undefined, support: ResourceSupport) {
  const { pids, memoryBytes: memory } = boundsOf(limits, support);
  const cpus = finite(limits?.cpus);
  return {
    devices: [{ allow: false, access: 'rwm' }],
    ...(pids !== undefined && { pids: { limit: pids } }),
    ...(memory !== undefined && { memory: { limit: memory, ...(support.swap && { swap: memory }) } }),
    ...(cpus !== undefined && {
      cpu: { quota: Math.max(1000, Math.round(cpus * CPU_PERIOD)), period: CPU_PERIOD },
    }),
  };
}

/** Returns the kernel's bounds for a step, with the defaults; undefined for a missing bound. */
export function boundsOf(limits: ResourceLimits | undefined, support: ResourceSupport): Reached {
  const pids = finite(limits?.pids ?? (support.pids ? DEFAULT_LIMITS.pids : undefined));
  return {
    pids: pids === undefined ? undefined : Math.max(pids, FEWEST_PIDS),
    memoryBytes: finite(limits?.memoryBytes ?? support.memoryBytes),
  };
}

const finite = (value: number | undefined) => (Number.isFinite(value) ? value : undefined);
