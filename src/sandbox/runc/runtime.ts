import path from 'node:path';

/** The runtime and what belongs to it on this machine. */
export interface Runtime {
  /** The program, a name or a path. */
  readonly program: string;
  /** Its `--root`: a directory for each container while it lives. */
  readonly containers: string;
  /** Where each step has a directory in memory; undefined where the machine has no such place. */
  readonly memory: string | undefined;
}

/** The whole environment of the runtime: nothing of the worker's own may reach it, such as sockets of its service manager. */
export const RUNTIME_ENVIRONMENT = {
  PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
} as const;

/** Of one container in the runtime's state. */
export const containerDirectory = (runtime: Runtime, step: string) => path.join(runtime.containers, step);
