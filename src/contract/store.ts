/** What a file system has, and has left for new files. */
export interface Space {
  readonly totalBytes: number;
  /** Bytes that can still be written. */
  readonly freeBytes: number;
  /** How many files it can hold; undefined if it makes inodes as it needs them. */
  readonly totalInodes?: number | undefined;
  readonly freeInodes?: number | undefined;
}

/** What kind of operation a result came from. */
export type ResultKind = 'from' | 'run' | 'copy';

/** What a command that looks at a result is run with: as the next `run` behind it would be. */
export interface StepContext {
  /** The words before the command. */
  readonly shell: readonly string[];
  /** Absolute path inside. */
  readonly cwd: string;
  readonly user: { readonly uid: number; readonly gid: number };
  /** In order; names are unique. */
  readonly environment: readonly (readonly [string, string])[];
}

/** What is known of a result besides its files. Kept with the files, so that a lost catalog can be rebuilt. */
export interface ResultMeta {
  /** The id that this one started from; none for a base image. */
  readonly parent?: string | undefined;
  /** The `startedAt` of the parent that it stands on; a parent that was made again may hold other files. */
  readonly parentMadeAt?: number | undefined;
  /** The scope of those who may use it, for people; none for a result that all share. */
  readonly scope?: string | undefined;
  /** Keys of the scopes whose builds may make it again: its maker's first. */
  readonly madeBy?: readonly string[] | undefined;
  readonly kind: ResultKind;
  /** The operation as printed on one line, for people. */
  readonly operation: string;
  /** When the operation started, in milliseconds since the epoch. */
  readonly startedAt: number;
  /** How long the operation took, in seconds. */
  readonly seconds: number;
  /** What the step wrote to $GITHUB_OUTPUT. */
  readonly outputs: Readonly<Record<string, string>>;
  /** The environment of a base image's config, in its order; only for `from`. */
  readonly environment?: readonly (readonly [string, string])[] | undefined;
  readonly source: 'built' | 'pulled';
  readonly context?: StepContext | undefined;
  /** Of the step's summary; none where it wrote no summary. More than `SUMMARY_LIMIT` bytes are counted and not kept. */
  readonly summaryBytes?: number | undefined;
  /** Variables of files that the step wrote to in vain, such as `GITHUB_ENV`. */
  readonly unread?: readonly string[] | undefined;
}

/** Bytes that GitHub takes of a summary. */
export const SUMMARY_LIMIT = 1024 * 1024;

/** A finished, read-only result. Its files are shown by `view`. */
export interface Result extends ResultMeta {
  readonly id: string;
  /** The step's whole output, an absolute path of a UTF-8 file. */
  readonly logPath: string;
}

/** A result as `list` gives it. */
export interface ListedResult extends Result {
  /** When a build last wanted it, in milliseconds since the epoch, a minute more or less. */
  readonly usedAt: number;
}

/** The file system of a step that failed, kept for some hours. */
export interface FailedStep {
  /** The id that the step's result would have had. */
  readonly id: string;
  readonly operation: string;
  readonly message: string;
  /** In milliseconds since the epoch. */
  readonly failedAt: number;
  readonly context?: StepContext | undefined;
  readonly logPath: string;
}

/** A private writable copy of a result or of a failed step, to look around in; gone when the store is closed. */
export interface Checkout {
  readonly rootfs: string;
  /** A directory that only root sees, on the pool. */
  readonly scratch: string;
  readonly context?: StepContext | undefined;
}

/**
 * Something that a draft can start from. A result of `find` or `acquire` is one; so is a draft that is being committed,
 * before its seal is on disk.
 */
export interface Base {
  readonly id: string;
}

export interface Commit {
  /** Usable at once as the base of the next draft, also by steps that begin before `done` settles. */
  readonly base: Base;
  /** Settles when the result is sealed, renamed into place and in the catalog. A rejection leaves nothing behind. */
  readonly done: Promise<Result>;
}

/** A writable directory that becomes a result, whole or not at all. */
export interface Draft {
  readonly id: string;
  /** The writable root file system, an absolute path. */
  readonly rootfs: string;
  /** A directory that only root sees, on the pool, for this draft's own use; gone after commit or discard. */
  readonly scratch: string;
  /** Appends to the step's log. What was written can be followed by other processes at once. */
  log(text: string): void;
  /** Keeps a text with the result: what the step tells of itself, in Markdown. The last one counts. */
  summarize(text: string): void;
  /**
   * Makes the draft the result of its id. The base is committed before it, in whatever order the calls came; if the
   * base's commit fails, so does this one. If an equal result is there already, that one wins and this is a success.
   *
   * @param checked has to settle before the result gets its name; a rejection is the commit's
   */
  commit(meta: ResultMeta, checked?: Promise<void>): Commit;
  /** Leaves nothing of the draft. Never throws on a draft that is half gone. Waiters of the id build it themselves. */
  discard(): Promise<void>;
  /**
   * Keeps the files and the log of a step that failed, in place of an earlier failure of its id. Files that cannot be kept are
   * discarded. Returns whether they were kept.
   */
  keepFailed(failure: Pick<FailedStep, 'operation' | 'message' | 'context'>): Promise<boolean>;
}

/** The right to make one result. Held by one process at a time; the kernel ends it with its holder. */
export interface Lease {
  readonly id: string;
  /** A draft that starts as a copy of `base`, or empty. At most one a lease; its commit or discard ends the lease. */
  begin(base?: Base): Promise<Draft>;
  /** Gives up the lease without a draft. */
  release(): void;
}

export type Acquired =
  | { readonly kind: 'result'; readonly result: Result; readonly waited: boolean }
  | { readonly kind: 'lease'; readonly lease: Lease };

export interface AcquireOptions {
  readonly signal?: AbortSignal | undefined;
  /**
   * Receives the log of the process that is building this id, from its first byte, while we wait for it. Where it gives a
   * promise, no more comes until that settles.
   */
  readonly onLog?: ((text: string) => unknown) | undefined;
  /** Ask for a lease even where a result is present (no-cache); the commit then replaces that result. */
  readonly replace?: boolean | undefined;
  /** With `replace`: a result that is there and for which this is false stays, and is given. */
  readonly mayReplace?: ((result: Result) => boolean) | undefined;
  /** The `startedAt` of the result that it is to stand on: one that stands on another making of that does not count. */
  readonly parentMadeAt?: number | undefined;
}

/** How a slot begins that has no files yet. */
export interface SlotStart {
  /** Owns it where it is made empty. */
  readonly uid: number;
  readonly gid: number;
  /** Names of other slots: the first of them that has files is copied. */
  readonly from?: readonly string[] | undefined;
}

/** A private writable copy of a cache slot. */
export interface SlotCopy {
  readonly name: string;
  readonly path: string;
  /** The copy becomes the slot unless another one replaced the slot since this copy was taken; then it is dropped. */
  finish(): Promise<void>;
}

export interface Usage {
  /** Bytes of the file system that the store is on. */
  readonly totalBytes: number;
  /** What can still be written: also bounded by the disk below a pool's image file. */
  readonly freeBytes: number;
  /** How many files the file system can hold, if it has a fixed number of inodes. */
  readonly totalInodes?: number | undefined;
  readonly freeInodes?: number | undefined;
  /** What the store takes; on a file system that it has for itself, all that is used there. */
  readonly usedBytes: number;
  readonly results: number;
  readonly slots: number;
  readonly failed: number;
}

/** When a step that found the store full is to be done again. */
export interface StepRetry {
  /** Once this fires, nothing is done again. */
  readonly signal: AbortSignal;
  /** Told before the work is done again. */
  readonly onAgain: () => void;
}

/** A number of bytes, or a share (0 to 1) of the file system's bytes and of its inodes. */
export type Amount = { readonly bytes: number } | { readonly share: number };

/** What pruning has to reach. Nothing is removed for a limit that is not given. */
export interface PruneLimits {
  readonly minFree?: Amount | undefined;
  readonly maxUsed?: Amount | undefined;
  readonly maxResults?: number | undefined;
  /** Since the last use, in seconds. */
  readonly maxAge?: number | undefined;
}

export interface PruneReport {
  readonly results: number;
  readonly slots: number;
  readonly failed: number;
  /** By how much more space is free than before, waited for; what others wrote meanwhile counts against it. */
  readonly freedBytes: number;
  /** Results and slots that could not go, since running builds hold them or they are younger than the build that asks. */
  readonly inUse: number;
  /** Those that others than the user who asks have used: the limits of a user do not take them. */
  readonly others?: number | undefined;
  /** The limits that are still passed, since all that is left is in use. */
  readonly unmet: readonly (keyof PruneLimits)[];
}

/** Small facts kept between builds (digests by tag, digests by inode). Losing one costs time only. */
export interface Memo {
  recall(kind: string, key: string): string | undefined;
  remember(kind: string, key: string, value: string): void;
}

/**
 * Results, cache slots and facts in one directory, shared by any number of processes.
 *
 * A result appears whole or not at all, whatever is killed and whenever. Two different ids never wait for each other.
 * Opening repairs what dead owners left and never touches what a live one holds.
 */
export interface Store {
  readonly memo: Memo;
  /** The results among `ids` that are present: one catalog query. Marks them as used now. */
  find(ids: readonly string[]): ReadonlyMap<string, Result>;
  /**
   * The same, and none of them is deleted or pruned by others until this store is closed. So are results that `acquire` and
   * `commit` give.
   */
  hold(ids: readonly string[]): Promise<ReadonlyMap<string, Result>>;
  /**
   * The directory where the files of a result can be read until this store is closed; the result is held. Nothing can be
   * written there, except by root on a store of plain directories.
   *
   * @throws ObuilderError `result-missing`
   */
  view(id: string): Promise<string>;
  /** The same, but for an hour at least, also when this store is closed: for people who look at it. */
  expose(id: string): Promise<string>;
  /** A copy of the result, or of the failed step, with this id. @throws ObuilderError `result-missing` */
  checkout(id: string): Promise<Checkout>;
  /**
   * The result of `id`, or the lease to make it. While another process holds the lease this follows its log, then
   * gives its result; if that process gave up or died, this one gets the lease.
   * @throws ObuilderError `cancelled` when the signal fires while waiting
   */
  acquire(id: string, options?: AcquireOptions): Promise<Acquired>;
  /** A private writable copy of slot `name`; on its first use it is made as `start` says. */
  slot(name: string, start: SlotStart): Promise<SlotCopy>;
  /** Notes that these slots are of use, as `slot` does, to a build whose steps need not run. Some system calls for each. */
  touchSlots(names: Iterable<string>): void;
  /** A digest (HMAC) of a secret's value, which only this store can compute. */
  fingerprint(value: Uint8Array): string;
  /**
   * The log of a result in pieces, or undefined where it was lost. A reading that has begun goes to its end or is given up, as
   * `for … of` does; what cannot be read throws.
   */
  readLog(id: string): Iterable<string> | undefined;
  /** The length of that log in bytes. */
  logBytes(id: string): number | undefined;
  /** The summary of a result, or undefined where there is none or it was lost. */
  readSummary(id: string): string | undefined;
  /** The most recently used first. */
  list(): readonly ListedResult[];
  /** The steps whose failure was kept, the newest first. */
  failed(): readonly FailedStep[];
  /** @throws ObuilderError `result-missing`, or `result-in-use` while another live build holds it or any stands on it */
  delete(id: string): Promise<void>;
  /** Takes out the failure that was kept of this id. @throws ObuilderError `result-missing` */
  deleteFailed(id: string): Promise<void>;
  usage(): Promise<Usage>;
  /** Bytes and inodes of the file system, without counting what the store takes. */
  space(): Space;
  /**
   * How much steps may still write until so little is left that the store, or the disk below its pool, could not be used any
   * more: some system calls. Steps that run have to be stopped at 0.
   */
  spareBytes(): number;
  /**
   * Removes results, slots and kept failures, the least recently used first and none that a live build may still need, in
   * small steps until the limits are kept. Where a user has the store open, the limits take only what nobody else has used,
   * and the store's own limits are kept too. Failures that are older than some hours always go.
   */
  prune(limits: PruneLimits, signal?: AbortSignal): Promise<PruneReport>;
  /**
   * Does the work of a step, which leaves nothing when it fails. Before that this prunes until the floor of free space is kept. If
   * the work fails with `store-full`, results that nobody needs are removed and the work is done again, three times in all.
   */
  withRoom<T>(work: () => Promise<T>, options: StepRetry): Promise<T>;
  /** How full the store is, in words, if its own file system is full now. Ask before the files of a step are dropped. */
  fullness(): string | undefined;
  /** Removes what was dropped and waits until the file system has freed the space. */
  clean(): Promise<void>;
  /** Waits for pending commits, removes what was dropped and drafts that were left, ends all leases of this owner. */
  close(): Promise<void>;
}
