/** The names of the limits of setrlimit(2) in /proc/PID/limits. */
const LINES = {
  RLIMIT_AS: 'Max address space',
  RLIMIT_CORE: 'Max core file size',
  RLIMIT_CPU: 'Max cpu time',
  RLIMIT_DATA: 'Max data size',
  RLIMIT_FSIZE: 'Max file size',
  RLIMIT_LOCKS: 'Max file locks',
  RLIMIT_MEMLOCK: 'Max locked memory',
  RLIMIT_MSGQUEUE: 'Max msgqueue size',
  RLIMIT_NICE: 'Max nice priority',
  RLIMIT_NOFILE: 'Max open files',
  RLIMIT_NPROC: 'Max processes',
  RLIMIT_RSS: 'Max resident set',
  RLIMIT_RTPRIO: 'Max realtime priority',
  RLIMIT_RTTIME: 'Max realtime timeout',
  RLIMIT_SIGPENDING: 'Max pending signals',
  RLIMIT_STACK: 'Max stack size',
} as const;

export type LimitName = keyof typeof LINES;

/** The maximum of each resource limit for this process, by the names of the OCI runtime specification. */
export type Ceilings = Readonly<Record<LimitName, number>>;

/** The bit of CAP_SYS_RESOURCE in a capability set. */
const SYS_RESOURCE = 1n << 24n;

/**
 * Reads the ceilings from the texts of /proc/self/limits, /proc/self/status and /proc/sys/fs/nr_open. With CAP_SYS_RESOURCE,
 * only open files have a ceiling. Root in a container often lacks this capability.
 */
export function readCeilings(texts: {
  readonly limits: string;
  readonly status: string;
  readonly openFiles: string;
}): Ceilings {
  const held = BigInt(`0x${/^CapEff:\s*([0-9a-f]+)$/m.exec(texts.status)?.[1] ?? '0'}`);
  const isFree = (held & SYS_RESOURCE) !== 0n;
  const most = Number(texts.openFiles) || Number.POSITIVE_INFINITY;
  const entries = Object.entries(LINES).map(([name, line]) => [
    name,
    Math.min(
      isFree ? Number.POSITIVE_INFINITY : hard(texts.limits, line),
      name === 'RLIMIT_NOFILE' ? most : Number.POSITIVE_INFINITY,
    ),
  ]);
  return Object.fromEntries(entries) as Ceilings;
}

/** Returns the hard limit of a line. The hard limit follows the soft limit. */
function hard(limits: string, name: string): number {
  const line = limits.split('\n').find((text) => text.startsWith(name));
  const value = Number(line?.slice(name.length).trim().split(/\s+/)[1]);
  return Number.isNaN(value) ? Number.POSITIVE_INFINITY : value;
}
