/** A number of bytes, or a share (0 to 1) of the bytes and of the inodes of a file system. */
export type Amount = { readonly bytes: number } | { readonly share: number };

/** Limits that pruning keeps. An absent limit evicts nothing. */
export interface PruneLimits {
  readonly minFree?: Amount | undefined;
  readonly maxUsed?: Amount | undefined;
  readonly maxResults?: number | undefined;
  /** Seconds since the last use. */
  readonly maxAge?: number | undefined;
}

/** The outcome of pruning: the numbers of evicted entries, and the limits still exceeded. */
export interface PruneReport {
  readonly results: number;
  readonly slots: number;
  readonly failed: number;
  /** Gain of free space, measured after the file system has settled; concurrent writes of others reduce the gain. */
  readonly freedBytes: number;
  /** Results and slots that could not be evicted: a running build holds them, or they are younger than the asking build. */
  readonly inUse: number;
  /** Entries also used by other users; the limits of a user evict only that user's own entries. */
  readonly others?: number | undefined;
  /** Limits still exceeded; `maxAge` if an entry in use, or an entry of other users, is older. */
  readonly unmet: readonly (keyof PruneLimits)[];
}

/** An entry that pruning would evict. */
export interface PlannedEviction {
  readonly kind: 'result' | 'slot' | 'failed';
  /** The id of a result or failed step, or the directory of a slot. */
  readonly id: string;
  /** Milliseconds since the epoch. */
  readonly usedAt: number;
  /** Estimated gain of free space. */
  readonly bytes: number;
}

/** The expected outcome of pruning. `freedBytes` is the sum of the estimates. */
export interface PrunePlan extends PruneReport {
  /** Whether `freedBytes` may be too large, because results or failed steps share the files of a removed base. */
  readonly isAtMost: boolean;
  /** In the order of eviction. */
  readonly evictions: readonly PlannedEviction[];
}
