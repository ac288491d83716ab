/** A mount as in the OCI runtime specification. */
export interface OciMount {
  readonly destination: string;
  readonly type: string;
  readonly source: string;
  readonly options: readonly string[];
}

/** The launcher's path in the step: on the container's own /dev, so that the image never has the launcher. */
export const LAUNCHER = '/dev/obuilder-launcher';

/** The required mount points of a root file system. The other usual mounts are below /dev and /sys. */
export const BASE_MOUNT_POINTS = ['/proc', '/dev', '/sys'] as const;

export const isBase = (path: string) => BASE_MOUNT_POINTS.some((base) => base === path);

const tmpfs = (destination: string, ...options: readonly string[]): OciMount => ({
  destination,
  type: 'tmpfs',
  source: 'tmpfs',
  options: ['nosuid', ...options],
});

const kernel = (destination: string, type: string, ...options: readonly string[]): OciMount => ({
  destination,
  type,
  source: type,
  options: ['nosuid', 'noexec', ...options],
});

/**
 * Returns the usual mounts of a container: /proc, /dev with its devices, /dev/pts, /dev/shm, /dev/mqueue, and a read-only /sys.
 * The control groups are optional, because version 1 needs a dozen mounts and a tenth of a step's time.
 */
export function usualMounts(shows: {
  readonly cgroups: boolean;
  /** A directory to show as /sys. */
  readonly sys?: string | undefined;
}): readonly OciMount[] {
  return [
    kernel('/proc', 'proc', 'nodev'),
    tmpfs('/dev', 'strictatime', 'mode=755', 'size=65536k'),
    kernel('/dev/pts', 'devpts', 'newinstance', 'ptmxmode=0666', 'mode=0620', 'gid=5'),
    tmpfs('/dev/shm', 'noexec', 'nodev', 'mode=1777', 'size=1g'),
    kernel('/dev/mqueue', 'mqueue', 'nodev'),
    shows.sys === undefined ? kernel('/sys', 'sysfs', 'nodev', 'ro') : readOnlyFile(shows.sys, '/sys'),
    ...(shows.cgroups ? [kernel('/sys/fs/cgroup', 'cgroup', 'nodev', 'relatime', 'ro')] : []),
  ];
}

const bind = (source: string, destination: string, ...options: readonly string[]): OciMount => ({
  destination,
  type: 'bind',
  source,
  options: ['bind', 'rprivate', ...options],
});

/** Mounts a file, or a directory without programs, for reading only. */
export const readOnlyFile = (source: string, destination: string) =>
  bind(source, destination, 'ro', 'nosuid', 'nodev', 'noexec');

/** Mounts programs for reading. The mount allows execution, even if the programs' file system forbids execution. */
export const readOnlyPrograms = (source: string, destination: string) =>
  bind(source, destination, 'ro', 'nosuid', 'nodev', 'exec');

/** Mounts a file or directory of the host for writing. Programs can run, but without set-uid bits. */
export const writable = (source: string, destination: string) =>
  bind(source, destination, 'rw', 'nosuid', 'nodev');

/** Paths shown as empty, as in Docker, because their files describe or change the host. */
export const MASKED_PATHS = [
  '/proc/acpi',
  '/proc/asound',
  '/proc/interrupts',
  '/proc/kcore',
  '/proc/keys',
  '/proc/latency_stats',
  '/proc/sched_debug',
  '/proc/scsi',
  '/proc/timer_list',
  '/proc/timer_stats',
  '/sys/devices/virtual/powercap',
  '/sys/firmware',
] as const;

export const READ_ONLY_PATHS = [
  '/proc/bus',
  '/proc/fs',
  '/proc/irq',
  '/proc/sys',
  '/proc/sysrq-trigger',
] as const;
