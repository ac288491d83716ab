import type { Position } from '../errors.ts';

/**
 * A writable or read-only thing that the sandbox shows at `target`, an absolute path inside. It is refused where a cache slot
 * has a link on the way, and on or in what the sandbox mounts itself.
 */
export interface SlotMount {
  readonly kind: 'slot';
  /** A directory of the host, mounted read-write, nosuid and nodev; hides what the image has at the target. */
  readonly source: string;
  readonly target: string;
  /** Where the spec asks for it, for an error. */
  readonly at?: Position | undefined;
}

export interface SecretFile {
  readonly kind: 'secret';
  /** A read-only file, 0644 root, kept on tmpfs and never on a disk. */
  readonly value: Uint8Array;
  readonly target: string;
  readonly at?: Position | undefined;
}

/** What a user may bound for steps, by the names of inputs and flags. */
export type BoundName = 'memory' | 'cpus' | 'pids' | 'step-timeout' | 'log-size';

/**
 * Bounds on one step. Anything left out has the sandbox's default, which its module states; infinity stands for no bound.
 */
export interface Limits {
  readonly memoryBytes?: number | undefined;
  /** CPUs, e.g. 1.5. */
  readonly cpus?: number | undefined;
  readonly pids?: number | undefined;
  readonly openFiles?: number | undefined;
  /** Wall-clock seconds. */
  readonly seconds?: number | undefined;
}

/** Whether root in a step is nobody on the machine: `auto` is wherever the machine and the store's file system can do it. */
export type UserNamespaceMode = 'auto' | 'always' | 'never';

export interface SandboxRequest {
  /** The step's writable root file system, an absolute path on the host. */
  readonly rootfs: string;
  /** A directory that only root sees, for the runtime's files. The sandbox empties what it puts there. */
  readonly scratch: string;
  readonly argv: readonly string[];
  /** Absolute path inside; made root's 0755 when it is not there. */
  readonly cwd: string;
  readonly user: { readonly uid: number; readonly gid: number };
  /** In order; names are unique. HOME is added from the image's passwd when absent. */
  readonly env: readonly (readonly [string, string])[];
  readonly network: 'none' | 'host';
  readonly mounts: readonly (SlotMount | SecretFile)[];
  readonly limits?: Limits | undefined;
  /** stdout and stderr as one stream, in order, as raw bytes. Where it gives a promise, no more is read until that settles. */
  readonly onOutput: (chunk: Uint8Array) => unknown;
  readonly signal?: AbortSignal | undefined;
}

/** Bounds that a step ran into, with their values. */
export interface Reached {
  readonly memoryBytes?: number | undefined;
  readonly pids?: number | undefined;
}

/** A command that somebody runs by hand, on this process's own stdin, stdout and stderr. */
export interface EnterRequest
  extends Pick<
    SandboxRequest,
    'rootfs' | 'scratch' | 'argv' | 'cwd' | 'user' | 'env' | 'network' | 'limits' | 'signal'
  > {
  /** Gives it a terminal of its own behind that of this process, which has to have one on stdin and stdout. */
  readonly terminal: boolean;
}

/** Files that GitHub's runner reads after a workflow step, to change the next ones. Nobody reads them after a step of a build. */
export type UnreadFile = 'GITHUB_ENV' | 'GITHUB_PATH';

/** What a step wrote besides its log and its outputs, however it ended. */
export interface Written {
  /** The file of `$GITHUB_STEP_SUMMARY`, at most 1 MiB and one byte. */
  readonly summary: Uint8Array;
  /** The variables whose files the step wrote to in vain. */
  readonly unread: readonly UnreadFile[];
}

/** How the step ended: a value, since a failing step is expected. A broken machine is an exception instead. */
export type SandboxResult =
  | {
      readonly kind: 'exited';
      readonly code: number;
      /** The file of `$GITHUB_OUTPUT`, at most 1 MiB and one byte. */
      readonly outputFile: Uint8Array;
      readonly reached?: Reached | undefined;
      readonly written?: Written | undefined;
    }
  /** `outOfMemory` without `reached.memoryBytes`: the whole machine had no memory left. */
  | {
      readonly kind: 'killed';
      readonly signal: string;
      readonly outOfMemory: boolean;
      readonly reached?: Reached | undefined;
      readonly written?: Written | undefined;
    }
  | {
      readonly kind: 'timed-out';
      readonly seconds: number;
      readonly reached?: Reached | undefined;
      readonly written?: Written | undefined;
    }
  | { readonly kind: 'cancelled' };

/**
 * Runs one command in isolation. Whatever ends it, no process, mount or control group of it remains when `run` settles. Mount
 * points that the root file system lacked remain in it, empty, as in OBuilder.
 */
export interface Sandbox {
  /** @throws ObuilderError `sandbox-failed` when the runtime itself cannot start the command (with a hint where known) */
  run(request: SandboxRequest): Promise<SandboxResult>;
  /**
   * The same for somebody who looks around. Gives the exit status, 128 and the signal's number for a command that a signal
   * ended; where the request's signal fires that is SIGKILL.
   */
  enter(request: EnterRequest): Promise<number>;
  /** Kills and removes what dead owners left behind. */
  repair(): Promise<void>;
}
