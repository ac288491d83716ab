/** Size and free space of a file system. */
export interface Space {
  readonly totalBytes: number;
  /** Bytes available to new files; on a pool also bounded by the disk below the image file. */
  readonly freeBytes: number;
  /** Undefined if the file system creates inodes on demand. */
  readonly totalInodes?: number | undefined;
  readonly freeInodes?: number | undefined;
}

/** How `withRoom` retries a step that found the store full. */
export interface StepRetry {
  /** No retry starts after this signal has fired. */
  readonly signal: AbortSignal;
  /** Called before each retry. */
  readonly onAgain: () => void;
}

/** Free space of a store: how a build measures it and reacts to a full disk. */
export interface Room {
  /** Returns bytes and inodes of the file system, without adding up the store's own use: one system call. */
  space(): Space;
  /**
   * Returns how many bytes steps may still write before the store, or the disk below its pool, becomes unusable. At 0 the caller
   * has to stop all running steps. Costs some system calls.
   */
  spareBytes(): number;
  /**
   * Prunes if less than the floor of free space is left, then runs `work`. After a `store-full` error this evicts unused
   * results and runs `work` again, at most three times in all. `work` must leave nothing behind on failure.
   *
   * @throws ObuilderError `store-full` after the last attempt; every other error of `work` unchanged
   */
  withRoom<T>(work: () => Promise<T>, options: StepRetry): Promise<T>;
  /**
   * Describes in words how full the store's file system is; undefined if space is left. Ask before the files of a failed step are
   * dropped, because dropping frees space.
   */
  fullness(): string | undefined;
}
