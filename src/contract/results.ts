import type { Attempt } from './network.ts';
import type { Account } from './spec.ts';

/** The operation that made a result. */
export type ResultKind = 'from' | 'run' | 'copy';

/** The surroundings of a command inside a result, as the next `run` of the spec would have them. */
export interface StepContext {
  /** The words before the command. */
  readonly shell: readonly string[];
  /** Absolute path inside. */
  readonly cwd: string;
  /** The numbers that the step had, with `name` as in an image's config (`app` or `app:staff`) if the spec has names. */
  readonly user: Account & { readonly name?: string | undefined };
  /** In order; names are unique. */
  readonly environment: readonly (readonly [string, string])[];
}

/** Metadata of a result. Stored beside the files, so that a lost catalog can be rebuilt. */
export interface ResultMeta {
  /** Id of the base; absent for a base image. */
  readonly parent?: string | undefined;
  /** `startedAt` of the base. A rebuilt base may hold other files under the same id. */
  readonly parentMadeAt?: number | undefined;
  /** Label of the scope whose builds may use the result; absent for a shared result. */
  readonly scope?: string | undefined;
  /** Keys of the scopes whose builds may rebuild the result; the maker's scope comes first. */
  readonly madeBy?: readonly string[] | undefined;
  /**
   * The user whose build chose the carrier of these files, or of files below. Absent if workers of this store made everything. Only
   * builds of this user use the result.
   */
  readonly vouchedBy?: string | undefined;
  readonly kind: ResultKind;
  /** The path of the nested build whose step made the result: `outer/inner`. Absent for the main build. */
  readonly build?: string | undefined;
  /** The operation on one line, for people. */
  readonly operation: string;
  /** Start of the operation, in milliseconds since the epoch. */
  readonly startedAt: number;
  /** Duration of the operation, in seconds. */
  readonly seconds: number;
  /** Outputs that the step wrote to `$GITHUB_OUTPUT`. */
  readonly outputs: Readonly<Record<string, string>>;
  /** The fields that the id hashes, in words. Absent in results of old releases, and if a field contains a secret. */
  readonly key?: readonly unknown[] | undefined;
  /** Environment of the base image's config, in its order; only for `from`. */
  readonly environment?: readonly (readonly [string, string])[] | undefined;
  readonly source: 'built' | 'pulled';
  readonly context?: StepContext | undefined;
  /** Size of the step's summary; absent without a summary. A summary above `MAX_SUMMARY_BYTES` is counted but not kept. */
  readonly summaryBytes?: number | undefined;
  /** Variables of runner files, such as `GITHUB_ENV`, that the step wrote to in vain. */
  readonly unread?: readonly string[] | undefined;
  /** The connections of a step with a network list, cut after `MAX_ATTEMPTS`. */
  readonly attempts?: readonly Attempt[] | undefined;
}

/** GitHub's maximum for the summary of a step. */
export const MAX_SUMMARY_BYTES = 1024 * 1024;

/** A finished, read-only result. `view` shows the files. */
export interface Result extends ResultMeta {
  readonly id: string;
  /**
   * The step's whole output: the absolute path of a UTF-8 file. Empty while the store has no file: the result is on another machine, or
   * a build is fetching the result.
   */
  readonly logPath: string;
}

/**
 * The start of a draft: a result of `find`, `hold` or `acquire`, or a draft under commit whose seal has not reached the disk yet.
 */
export interface Base {
  readonly id: string;
  /** As in `ResultMeta`. */
  readonly vouchedBy?: string | undefined;
}

/** A commit under way. */
export interface Commit {
  /** A valid base at once; the next step need not wait for `done`. */
  readonly base: Base;
  /**
   * Resolves after the result is sealed, renamed into place and entered in the catalog. Rejects with `store-full`, with the error of
   * `checked`, or with the error of the base's commit; then the draft's files are gone. One exception: if only the catalog could not
   * be written, the result stays in place and the next `find` or `acquire` enters it.
   */
  readonly done: Promise<Result>;
}

/** A writable directory that becomes a result, whole or not at all. */
export interface Draft {
  readonly id: string;
  /** The writable root file system: an absolute path. */
  readonly rootfs: string;
  /** A directory on the pool visible to root only, for the caller's temporary files; commit and discard delete it. */
  readonly scratch: string;
  /** Appends to the step's log. Waiting processes see the text at once. Never throws; an incomplete log fails the commit. */
  log(text: string): void;
  /** Sets the step's summary (Markdown). The last call counts. */
  summarize(text: string): void;
  /**
   * Turns the draft into the result of its id, after the commit of the base, in whatever order the calls came. If an equal
   * result is already in place, that result stays and the commit succeeds, except for a lease with `replace`.
   *
   * @param checked must resolve before the result appears; a rejection fails the commit
   * @throws ObuilderError `internal` if the draft was committed, discarded or kept before
   */
  commit(meta: ResultMeta, checked?: Promise<void>): Commit;
  /**
   * Moves the draft to the trash and ends the lease; waiters build the id themselves. Never throws; a second call does nothing.
   */
  discard(): Promise<void>;
  /**
   * Keeps files and log of a failed step and ends the lease. Replaces an earlier kept failure of the same id. Never throws.
   *
   * @returns false if the files could not be kept, for instance on a full disk, and are discarded instead
   */
  keepFailed(failure: Omit<FailedStep, 'id' | 'failedAt' | 'logPath'>): Promise<boolean>;
}

/** A cache slot of a failed step: what a shell needs for a copy. */
export interface KeptSlot {
  /** The name in the spec. */
  readonly name: string;
  /** Absolute path inside. */
  readonly target: string;
  /** Names in the store: the step's own slot, then the slots that a new slot is copied from. */
  readonly slots: readonly [string, ...string[]];
}

/** A command that ended by itself, with another status than 0. */
export interface CommandExit {
  readonly status: number;
  readonly hint?: string | undefined;
  /** Key of the scope of the build that ran the command. */
  readonly madeBy: string;
  /** As in `ResultMeta`. */
  readonly parentMadeAt?: number | undefined;
}

/** A failed step with its files, kept for some hours. */
export interface FailedStep {
  /** The id that the result of the step would have had. */
  readonly id: string;
  readonly operation: string;
  /** As in `ResultMeta`. */
  readonly build?: string | undefined;
  readonly message: string;
  /** Milliseconds since the epoch. */
  readonly failedAt: number;
  readonly context?: StepContext | undefined;
  /** In the order of the mounts. Absent without slots, and in failures of old releases. */
  readonly slots?: readonly KeptSlot[] | undefined;
  /** Present if the failure also holds for builds that waited for the step. */
  readonly exit?: CommandExit | undefined;
  readonly logPath: string;
}

/** The right to make one result. One process at a time holds a lease; the kernel ends the lease of a dead process. */
export interface Lease {
  readonly id: string;
  /**
   * Opens the draft as a copy of `base`, or empty (0755, root). The commit or discard of the draft ends the lease.
   *
   * @throws ObuilderError `result-missing` if the base is gone or somebody else vouches for the base now, `store-full`; the lease has ended then. `internal` on the second call
   */
  begin(base?: Base): Promise<Draft>;
  /** Gives up a lease without a draft; does nothing after `begin`. */
  release(): void;
}

export type Acquired =
  /** `waited`: another process made the result during this call. */
  | { readonly kind: 'result'; readonly result: Result; readonly waited: boolean }
  | { readonly kind: 'lease'; readonly lease: Lease };

export interface AcquireOptions {
  /** Ends the waiting with `cancelled`. */
  readonly signal?: AbortSignal | undefined;
  /**
   * Receives the log of the process building this id, from the first byte, while we wait. No more text comes before a returned
   * promise has settled.
   */
  readonly onLog?: ((text: string) => unknown) | undefined;
  /** Called once, before the first wait for another process. */
  readonly onWait?: (() => void) | undefined;
  /**
   * Called after the process whose log was followed has kept a failure, and after the last text of the log. Returns the error to
   * throw; undefined to wait on, or to get the lease.
   */
  readonly errorOf?: ((failure: FailedStep) => Error | undefined) | undefined;
  /** Asks for a lease even if a result exists (no-cache); the commit then replaces the existing result. */
  readonly replace?: boolean | undefined;
  /** With `replace`: returns false for an existing result that stays and is returned instead of a lease. */
  readonly mayReplace?: ((result: Result) => boolean) | undefined;
  /** Returns false for a result that does not count; the lease then replaces the result. */
  readonly mayUse?: ((result: Result) => boolean) | undefined;
  /** The `startedAt` of the intended base: a result built on another making of the base does not count. */
  readonly parentMadeAt?: number | undefined;
}

/**
 * Whether two results may differ below a directory that both have. The path is relative to the root, with one character (U+0000 to
 * U+00FF) a byte. The inode numbers are those of the directory in both views.
 */
export type MayDiffer = (
  directory: string,
  inodes: { readonly from: bigint; readonly to: bigint },
) => boolean;

/** Finding, making and reading results: the part of a store that runs the steps of a build. */
export interface Results {
  /** Returns the present results among `ids`, in the order asked, and marks them as used now: one catalog query. */
  find(ids: readonly string[]): ReadonlyMap<string, Result>;
  /**
   * Like `find`, and holds the results: nobody else deletes or prunes them until this store closes. Results of `acquire` and
   * `commit` are held too.
   */
  hold(ids: readonly string[]): Promise<ReadonlyMap<string, Result>>;
  /**
   * Holds a result and returns a directory with its files, valid until this store closes. The files are read-only, except for
   * root on a store of plain directories (driver `copy`).
   *
   * @throws ObuilderError `result-missing`
   */
  view(id: string): Promise<string>;
  /**
   * Tells where two results may differ, if the store knows without a look at all files; otherwise returns undefined.
   *
   * @param from the base from which `to` was made
   * @param signal ends a long comparison, which then tells nothing
   * @throws ObuilderError `result-missing`
   */
  changes(from: string, to: string, signal?: AbortSignal): Promise<MayDiffer | undefined>;
  /**
   * Returns the result of `id`, or the lease to make it. While another process holds the lease, waits and follows the log of that
   * process; if that process gives up or dies, this call returns the lease.
   *
   * @throws ObuilderError `cancelled` if the signal fires before a lease or a result is available, `store-full`, the error of `errorOf`
   */
  acquire(id: string, options?: AcquireOptions): Promise<Acquired>;
  /**
   * Returns the log of a result in pieces; undefined if the log is lost. The reading throws if the file cannot be read. Leaving the
   * loop early closes the file.
   */
  readLog(id: string): Iterable<string> | undefined;
  /** Returns the length of the log in bytes; undefined if the log is lost. */
  logBytes(id: string): number | undefined;
  /** Returns the summary of a result; undefined if the step wrote no summary or the file is lost. */
  readSummary(id: string): string | undefined;
  /** Whether the files of a failed step with this id are kept. */
  hasFailed(id: string): boolean;
}
