/** The highest that each resource limit may be set to here, by the names of the OCI runtime specification. */
export type Ceilings = Readonly<Record<'RLIMIT_NOFILE' | 'RLIMIT_MEMLOCK' | 'RLIMIT_STACK', number>>;

const LINES = {
  RLIMIT_NOFILE: 'Max open files',
  RLIMIT_MEMLOCK: 'Max locked memory',
  RLIMIT_STACK: 'Max stack size',
} as const;

/** The bit of CAP_SYS_RESOURCE in a capability set. */
const SYS_RESOURCE = 1n << 24n;

/**
 * Reads the ceilings from the texts of /proc/self/limits, /proc/self/status and /proc/sys/fs/nr_open. With CAP_SYS_RESOURCE,
 * which root in a container often lacks, only open files have one.
 */
export function readCeilings(texts: {
  readonly limits: string;
  readonly status: string;
  readonly openFiles: string;
}): Ceilings {
  const held = BigInt(`0x${/^CapEff:\s*([0-9a-f]+)$/m.exec(texts.status)?.[1] ?? '0'}`);
  const isFree = (held & SYS_RESOURCE) !== 0n;
  const most = Number(texts.openFiles) || Number.POSITIVE_INFINITY;
  const ceiling = (name: keyof Ceilings) =>
    isFree ? Number.POSITIVE_INFINITY : hard(texts.limits, LINES[name]);
  return {
    RLIMIT_NOFILE: Math.min(most, ceiling('RLIMIT_NOFILE')),
    RLIMIT_MEMLOCK: ceiling('RLIMIT_MEMLOCK'),
    RLIMIT_STACK: ceiling('RLIMIT_STACK'),
  };
}

/** The hard limit of one line, which follows the soft one. */
function hard(limits: string, name: string): number {
  const line = limits.split('\n').find((text) => text.startsWith(name));
  const value = Number(line?.slice(name.length).trim().split(/\s+/)[1]);
  return Number.isNaN(value) ? Number.POSITIVE_INFINITY : value;
}
