import type { Sharing } from './spec.ts';

/**
 * Cache slots: directories that survive from build to build, such as a package manager's downloads.
 *
 * - A *slot* has a name and a content. Steps never mount the slot itself, only private copies.
 * - A *slot copy* is writable and belongs to one step. `finish` makes the copy the new content of the slot, if no other copy
 *   was faster: the first finisher wins, and every later copy of the same content is dropped. No step waits for another.
 * - A *locked* copy waits until no other locked copy of the slot is left, in any process. A dead process holds no lock.
 * - A *filled* slot has got its first files from elsewhere, such as a carrier: `fill` of the first copy writes them. Copies for several
 *   steps keep their promises meanwhile: the lock of a locked copy covers `fill`, and nobody gets a shared copy before.
 * - A *shared* copy is one directory for all shared copies of an open store, if the driver has directories for several steps; otherwise
 *   a shared copy is a locked copy. The last user decides: `finish` keeps the changes of all users, `discard` drops them, also after an
 *   earlier user's `finish`. A killed process loses the directory, and the slot stays as it was.
 *
 *     const copy = await store.slot('apt', { uid: 0, gid: 0 });
 *     await run({ mounts: [{ kind: 'slot', source: copy.path, target: '/var/cache/apt' }] });
 *     await copy.finish();
 */
export interface Slots {
  /**
   * Returns a private copy of slot `name`; the first use of a slot starts as `start` says. A copy that is never finished is
   * removed when the store closes.
   *
   * @throws ObuilderError `store-full`, `store-unavailable`, `cancelled`; the slot is unchanged
   */
  slot(name: string, start: SlotStart): Promise<SlotCopy>;
  /**
   * Marks slots as used, for a build whose steps are all cached; missing slots are skipped. Keeps the slots from being evicted
   * first. Costs some system calls a slot.
   */
  touchSlots(names: Iterable<string>): void;
}

/** A slot in words, for people who list slots. */
export interface SlotWords {
  /** The name in the spec. */
  readonly name: string;
  /** The label of the scope. */
  readonly scope: string;
}

/** The first content of a slot. */
export interface SlotStart {
  /** Kept with the slot. */
  readonly words?: SlotWords | undefined;
  /** Absent: `private`, a copy of its own without waiting. */
  readonly sharing?: Sharing | undefined;
  /** Called once if the copy has to wait for another copy. */
  readonly onWait?: (() => void) | undefined;
  /** Ends the waiting with `cancelled`. */
  readonly signal?: AbortSignal | undefined;
  /** Owner of a new, empty slot. */
  readonly uid: number;
  readonly gid: number;
  /** Whether the copy will be discarded. Such a copy does not get the files that the kernel has in memory. */
  readonly isTemporary?: boolean | undefined;
  /** Names of other slots: the first slot with files is copied. */
  readonly from?: readonly string[] | undefined;
  /**
   * Writes the first files into an empty directory, if neither the slot nor a slot of `from` has files. If it returns true, the
   * directory becomes the slot; otherwise the directory is deleted before the copy is given out, and the slot stays empty. An error
   * deletes the directory too, and ends the call. Copies taken at the same time from one open store share one `fill`: of private copies
   * only one call gets the error, of a shared copy all users get the error.
   */
  readonly fill?: ((directory: string) => Promise<boolean>) | undefined;
}

/** A private writable copy of a cache slot. */
export interface SlotCopy {
  readonly name: string;
  /** An absolute path. */
  readonly path: string;
  /**
   * Makes the copy the slot, unless another copy has replaced the slot meanwhile: then drops the copy, which is a success too. Of a
   * shared copy, does nothing while the copy has other users.
   *
   * @throws ObuilderError `internal` after `finish` or `discard`; `store-full`, `store-unavailable`
   */
  finish(): Promise<void>;
  /**
   * Deletes the copy now. Of a shared copy, does nothing while the copy has other users.
   *
   * @throws ObuilderError `internal` after `finish` or `discard`
   */
  discard(): Promise<void>;
}
