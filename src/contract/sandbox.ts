import type { Position } from '../errors.ts';
import type { Attempt, Network } from './network.ts';
import type { Account } from './spec.ts';

/**
 * A cache slot at `target`, an absolute path inside. The sandbox refuses a target path through a link in a cache slot, and a
 * target on or in the sandbox's own mounts.
 */
export interface SlotMount {
  readonly kind: 'slot';
  /** A directory of the host, mounted read-write, nosuid and nodev; hides the image's files at the target. */
  readonly source: string;
  readonly target: string;
  /** Other steps may change the directory meanwhile. Then nothing else is mounted below the target, and the working directory is not below. */
  readonly isShared?: boolean | undefined;
  /** Position in the spec, for errors. */
  readonly at?: Position | undefined;
}

export interface SecretFile {
  readonly kind: 'secret';
  /** Content of a read-only file (0644, root) on tmpfs, never on a disk. */
  readonly value: Uint8Array;
  readonly target: string;
  readonly at?: Position | undefined;
}

/** Files of the host that a step may only read, whatever its rights: a mount without set-uid programs and devices. */
export interface FilesShown {
  readonly kind: 'files';
  /** A directory of the host. Nobody changes the files while the step runs. */
  readonly root: string;
  /** A file or directory below the root, on a path without links. */
  readonly path: string;
  /** The files are this step's own copy, so mount points may be made inside. */
  readonly isCopy: boolean;
  /** An absolute path inside. The step's root keeps no mount point that was missing before the step. */
  readonly target: string;
  readonly at?: Position | undefined;
}

/** Bounds that a user may set for steps: the names of inputs and flags. */
export type BoundName = 'memory' | 'cpus' | 'pids' | 'step-timeout' | 'log-size';

/**
 * Bounds of a step. An absent bound has the sandbox's default; infinity removes the bound.
 */
export interface ResourceLimits {
  readonly memoryBytes?: number | undefined;
  /** CPUs, e.g. 1.5. */
  readonly cpus?: number | undefined;
  readonly pids?: number | undefined;
  readonly openFiles?: number | undefined;
  /** Wall-clock seconds. */
  readonly seconds?: number | undefined;
}

/**
 * Whether steps run in a user namespace, so that root in a step has no rights on the machine; `auto`: if machine and store can.
 */
export type UserNamespaceMode = 'auto' | 'always' | 'never';

/** A network with a list, and the receiver of attempts. */
type ListedNetwork = Extract<Network, { readonly kind: 'allow' | 'audit' }> & {
  /**
   * Receives each new attempt at once, with `times` 1, and at the end of the step each attempt with the final count. No call comes
   * after the step.
   */
  readonly onAttempt: (attempt: Attempt) => void;
};

export type StepNetwork = 'none' | 'host' | ListedNetwork;

export interface SandboxRequest {
  /** The step's writable root file system: an absolute path on the host. */
  readonly rootfs: string;
  /** A directory visible to root only, for the runtime's files; the sandbox deletes its own files. */
  readonly scratch: string;
  readonly argv: readonly string[];
  /** Absolute path inside; a missing directory is created (0755, root). */
  readonly cwd: string;
  readonly user: Account;
  /** In order; names are unique. An absent HOME comes from the image's passwd, and an absent PATH is Docker's default. */
  readonly env: readonly (readonly [string, string])[];
  readonly network: StepNetwork;
  /** In order: a later mount hides earlier mounts below its target. */
  readonly mounts: readonly (FilesShown | SlotMount | SecretFile)[];
  readonly limits?: ResourceLimits | undefined;
  /** Receives stdout and stderr as one stream of raw bytes. Reading pauses until a returned promise has settled. */
  readonly onOutput: (chunk: Uint8Array) => unknown;
  readonly signal?: AbortSignal | undefined;
}

/** Bounds reached by a step, with their values. */
export interface Reached {
  readonly memoryBytes?: number | undefined;
  readonly pids?: number | undefined;
}

/** A command run by hand on this process's stdin, stdout and stderr. */
export interface EnterRequest
  extends Pick<
    SandboxRequest,
    'rootfs' | 'scratch' | 'argv' | 'cwd' | 'user' | 'env' | 'network' | 'limits' | 'signal'
  > {
  /** Directories for the targets of cache slots. */
  readonly mounts: readonly SlotMount[];
  /** Gives the command its own pseudoterminal, connected to the terminal on this process's stdin and stdout. */
  readonly terminal: boolean;
}

/** Files that GitHub's runner reads after a workflow step. After a step of a build no program reads these files. */
export type UnreadFile = 'GITHUB_ENV' | 'GITHUB_PATH';

/** Files written by a step besides log and outputs, whatever the end of the step. */
export interface Written {
  /** The file of `$GITHUB_STEP_SUMMARY`, cut after 1 MiB and one byte. */
  readonly summary: Uint8Array;
  /** Variables of the files written in vain. */
  readonly unread: readonly UnreadFile[];
}

/** The end of a step. A failing step is a value, because failures are expected; a broken machine is an exception. */
export type SandboxResult =
  | {
      readonly kind: 'exited';
      readonly code: number;
      /** The file of `$GITHUB_OUTPUT`, cut after 1 MiB and one byte. */
      readonly outputFile: Uint8Array;
      readonly reached?: Reached | undefined;
      readonly written?: Written | undefined;
    }
  /** `outOfMemory` without `reached.memoryBytes`: the whole machine was out of memory. */
  | {
      readonly kind: 'killed';
      readonly signal: string;
      readonly outOfMemory: boolean;
      /** With `SIGSYS`, the refused system call, if the kernel's log names the call. */
      readonly refusedCall?: string | undefined;
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
 * Runs commands in isolation.
 *
 * - A *step* is one command with its root file system, a draft of the store.
 * - A *slot mount* shows a cache slot, a *secret file* a secret's value.
 * - A *bound* limits a step's resources.
 *
 *     const end = await sandbox.run({ rootfs: draft.rootfs, scratch: draft.scratch, argv: ['/bin/sh', '-c', 'make'], ... });
 *     if (end.kind !== 'exited' || end.code !== 0) await draft.discard();
 *
 * After `run` settles, for whatever reason, no process, mount or control group of the command remains. Mount points missing in
 * the root file system remain as empty files or directories, as in OBuilder, except for `FilesShown`.
 */
export interface Sandbox {
  /**
   * Runs a step and returns the end of the step.
   *
   * @throws ObuilderError `sandbox-failed` if the runtime cannot start the command
   */
  run(request: SandboxRequest): Promise<SandboxResult>;
  /**
   * Like `run`, for a command on this process's terminal. Returns the exit status, or 128 plus the signal's number for a killed
   * command. The request's signal kills the command with SIGKILL.
   */
  enter(request: EnterRequest): Promise<number>;
  /** Kills and removes the leftover containers of dead processes. */
  repair(): Promise<void>;
}
