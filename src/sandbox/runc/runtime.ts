import path from 'node:path';

/** The container runtime on this machine, with its directories. */
export interface Runtime {
  /** The program, a name or a path. */
  readonly program: string;
  /** The runtime's `--root`, with a directory for each living container. */
  readonly containers: string;
  /** The parent of a directory in memory for each step; undefined if the machine has no safe file system in memory. */
  readonly memory: string | undefined;
}

/** The runtime's whole environment. The worker's variables, such as sockets of its service manager, must not reach the runtime. */
export const RUNTIME_ENVIRONMENT = {
  PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
} as const;

/** Returns the directory of a container in the runtime's state. */
export const containerDirectory = (runtime: Runtime, step: string) => path.join(runtime.containers, step);
