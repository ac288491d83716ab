import type { PruneLimits, PrunePlan, PruneReport } from './limits.ts';
import type { Memo } from './memo.ts';
import type { FailedStep, KeptSlot, Result, Results, StepContext } from './results.ts';
import type { Slots, SlotWords } from './slots.ts';
import type { Room, Space } from './space.ts';

/**
 * Results, cache slots and facts in one directory, shared by any number of processes.
 *
 * Vocabulary:
 *
 * - *Result*: the read-only files of one operation with log and metadata, named by an id. Appears whole or not at all.
 * - *Owner*: one open store. A file lock proves that the owner lives; the kernel releases the lock of a dead process.
 * - *Lease*: the right of one owner to make one result. *Claim*: the catalog's record of a lease.
 * - *Draft*: the writable files under a lease, a copy of the *base*.
 * - *Hold*: keeps a result from being deleted or pruned while the owner lives.
 * - *Kept failure*: the files and the log of a failed step, kept for some hours.
 * - *Slot*: the content of a cache mount (`Slots`).
 * - *View*: a read-only directory with the files of a result. *Checkout*: a private writable copy.
 *
 * The life of a result:
 *
 *     acquire ──► lease ──► draft ──commit──► result ──delete, prune──► trash ──clean, close──► gone
 *                   │         ├──keepFailed──► kept failure ──► gone after some hours
 *                   │         └──discard──► gone
 *                   └──release──► the next waiter gets the lease
 *
 * A step:
 *
 *     const acquired = await store.acquire(id, { signal, onLog });
 *     if (acquired.kind === 'result') return acquired.result;
 *     const draft = await acquired.lease.begin(base);
 *     try {
 *       await run(command, { rootfs: draft.rootfs, onOutput: draft.log });
 *     } catch (error) {
 *       await draft.discard();
 *       throw error;
 *     }
 *     const { base: next, done } = draft.commit(meta);
 *     // The next step may begin from `next` now.
 *     return await done;
 *
 * Processes may be killed at any time. Opening a store repairs the leftovers of dead owners and never touches the drafts,
 * leases and holds of a live owner. Owners that make different ids never wait for each other.
 *
 * Errors are `ObuilderError`: `store-full` (out of bytes or inodes, after evicting unused results) and `store-unavailable`
 * (the file system or the catalog fails) may come from every method that touches the disk.
 */
export interface Store extends Results, Slots, Room {
  readonly memo: Memo;
  /** Returns an HMAC of a secret's value under a key known to this store only; two stores give different digests. */
  fingerprint(value: Uint8Array): string;
  /** Makes a directory on the store's file system, visible to root only; `close` deletes the directory. */
  scratch(): string;
  /**
   * Waits for pending commits, deletes the trash and unfinished drafts, and ends all leases and holds of this owner. Leaves to the
   * next opener the files that cannot be deleted now.
   */
  close(): Promise<void>;
}

/** A result in a listing. */
export interface ListedResult extends Result {
  /** Last use by a build, in milliseconds since the epoch, accurate to a minute. */
  readonly usedAt: number;
}

/** A private writable copy of a result or of a kept failure; deleted when the store closes. */
export interface Checkout {
  readonly rootfs: string;
  /** A directory on the pool visible to root only. */
  readonly scratch: string;
  readonly context?: StepContext | undefined;
  /** Private copies of the slots of a failed step, with their targets inside, in the order of the mounts. */
  readonly slots: readonly CheckedOutSlot[];
}

/** A copy of a slot as the slot is now: changes never reach the slot. */
export interface CheckedOutSlot extends Pick<KeptSlot, 'name' | 'target'> {
  /** An absolute path. */
  readonly path: string;
}

/** A cache slot. Slots of old releases have no words. */
export interface NamedSlot extends Partial<SlotWords> {
  /** The slot's directory, unique in the store. */
  readonly id: string;
}

/** A cache slot in a listing. */
export interface ListedSlot extends NamedSlot {
  readonly bytes: number;
  /** Last use by a build, in milliseconds since the epoch, accurate to a minute. */
  readonly usedAt: number;
}

/** Space and content of a store. */
export interface Usage extends Space {
  /** Bytes used by the store; on a file system reserved for the store, all used bytes. */
  readonly usedBytes: number;
  readonly results: number;
  readonly slots: number;
  readonly failed: number;
}

/** A store with the operations of the command line: listing, looking inside, deleting, pruning. */
export interface StoreKeeper extends Store {
  /** Returns all results, the most recently used first. */
  list(): readonly ListedResult[];
  /** Returns the kept failures, the newest first. */
  failed(): readonly FailedStep[];
  /**
   * Returns about how many bytes each result or kept failure takes beyond its base. Measures once for each result; the first call on a large
   * store may take long. Skips ids that are not in the store.
   *
   * @throws ObuilderError `cancelled` if the signal fires
   */
  sizes(ids: readonly string[], signal?: AbortSignal): Promise<ReadonlyMap<string, number>>;
  /**
   * Returns the slots with files, the most recently used first.
   *
   * @throws ObuilderError `cancelled` if the signal fires
   */
  listSlots(signal?: AbortSignal): Promise<readonly ListedSlot[]>;
  /** Returns the slots of a name with files, in all scopes. The id of a slot without words is its name. */
  slotsNamed(name: string): readonly NamedSlot[];
  /**
   * Moves the files of a slot to the trash; the next use begins with an empty slot. A copy that a step has now never becomes the slot.
   *
   * @returns whether other owners, who may have copies, live
   * @throws ObuilderError `result-missing`; `result-in-use` if other users have used the slot too; `store-full`
   */
  deleteSlot(id: string): Promise<boolean>;
  /** Counts results, slots and kept failures, and measures the used space; may take long on a store of plain directories. */
  usage(): Promise<Usage>;
  /**
   * Shows the files of a result to people. Like `view`, but the directory stays for at least an hour, even after the store closes.
   *
   * @throws ObuilderError `result-missing`
   */
  expose(id: string): Promise<string>;
  /**
   * Copies the kept failure with this id, otherwise the result.
   *
   * @throws ObuilderError `result-missing`
   */
  checkout(id: string): Promise<Checkout>;
  /**
   * Moves a result to the trash; `clean` or `close` frees the space. Dependents stay usable.
   *
   * @throws ObuilderError `result-missing`; `result-in-use` if another live owner holds the result, if a draft starts from
   *   it, or if other users have used it too
   */
  delete(id: string): Promise<void>;
  /**
   * Moves a kept failure to the trash.
   *
   * @throws ObuilderError `result-missing`; `result-in-use` if other users have used the failure too
   */
  deleteFailed(id: string): Promise<void>;
  /**
   * Evicts results, slots and kept failures in small steps until the limits are kept: the least recently used first, and never
   * an entry that a live build may still need. Expired failures are always deleted. If a user has opened the store, `limits` evict
   * only entries of that user alone, and the store's own limits are enforced too.
   *
   * @throws ObuilderError `cancelled` if the signal fires; evicted entries stay evicted
   */
  prune(limits: PruneLimits, signal?: AbortSignal): Promise<PruneReport>;
  /**
   * Returns the entries that `prune` would evict now, and estimates the freed space. Evicts nothing.
   *
   * @throws ObuilderError `cancelled` if the signal fires
   */
  planPrune(limits: PruneLimits, signal?: AbortSignal): Promise<PrunePlan>;
  /** Deletes the trash and waits until the file system has freed the space. */
  clean(): Promise<void>;
}
