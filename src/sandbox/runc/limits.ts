import type { Limits, Reached } from '../../contract/sandbox.ts';

/**
 * What a step gets where it asks for nothing. CPUs have no bound then: the kernel shares them fairly between a step and the
 * runner. A fifth of the memory stays for the runner and the system. 16,384 processes are more than
 * a build needs and fewer than would take the machine down. Six hours are what GitHub gives a job by default. The soft limit of
 * open files is low enough for programs that close every possible file, and any program may raise it to the hard one.
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
  /** What a step may have of the memory by default; undefined where memory cannot be bounded. */
  readonly memoryBytes: number | undefined;
  /** Whether swap exists, so that it must be bounded too. */
  readonly swap: boolean;
}

/**
 * `linux.resources` of the OCI runtime specification. Devices are denied except those that a container always has, which
 * the runtime adds itself: a step may make any device node, but not open it.
 */
export function resources(limits: Limits | undefined, support: ResourceSupport) {
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

/** The bounds that the kernel keeps for a step, with the defaults; undefined where there is none. */
export function boundsOf(limits: Limits | undefined, support: ResourceSupport): Reached {
  const pids = finite(limits?.pids ?? (support.pids ? DEFAULT_LIMITS.pids : undefined));
  return {
    pids: pids === undefined ? undefined : Math.max(pids, FEWEST_PIDS),
    memoryBytes: finite(limits?.memoryBytes ?? support.memoryBytes),
  };
}

const finite = (value: number | undefined) => (Number.isFinite(value) ? value : undefined);
