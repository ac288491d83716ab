import type { Space } from '../contract/store.ts';
import type { FullPlace } from '../files/full-disk.ts';
import { asStoreError } from './fault.ts';

/**
 * What a file system does for the store. A volume is a tree of files that can be copied at once, whatever its size. It is
 * named by an absolute path in a directory of its own: while it is writable its files are at that path; at rest only the
 * path exists there, with whatever else the driver puts beside it under a name that begins with the path's. So the directory
 * around a volume at rest may be renamed, and the volume goes with it.
 *
 * Each method that fails because the disk is full leaves the disk full, or rejects with `store-full`. A method that fails leaves nothing where
 * it was to make something; one whose process is killed leaves nothing that `remove` of the same path does not take away.
 */
export interface SnapshotDriver {
  /** Makes an empty writable volume, 0755 root, in an existing directory. */
  create(volume: string): Promise<void>;
  /** A writable copy, at `to`, of the volume `from`, which is at rest. */
  snapshot(from: string, to: string): Promise<void>;
  /**
   * Puts the writable volume `from` at rest for good, and makes `to` a writable copy of it: a step's end and the next one's
   * start. Where it fails, `from` has its files still and can be sealed.
   */
  advance(from: string, to: string): Promise<void>;
  /** Puts a writable volume at rest for good: nothing changes its files any more. */
  seal(volume: string): Promise<void>;
  /** Puts a writable volume at rest, to be copied from. Cheaper than `seal` where the file system can do so. */
  rest(volume: string): Promise<void>;
  /**
   * Waits until a power cut cannot harm what is sealed. It is asked while the next step runs, before a result appears; so
   * sealing itself need not wait for the disk.
   */
  persist(): Promise<void>;
  /**
   * Shows the files of a volume at rest, read-only, for as long as the volume stays where it is.
   *
   * @param at a path that does not exist yet; what is made there goes by `remove`
   * @returns where the files are: `at`, or the volume itself where that needs nothing
   */
  view(volume: string, at: string): Promise<string>;
  /**
   * Removes volumes and views with all that is in them, nested volumes too. What others still stand on stays, unseen, until
   * they are gone. One that is missing, or was half made, is no error.
   */
  remove(volumes: readonly string[]): Promise<void>;
  /** Waits until the space of removed volumes is free, also on the disk that holds a pool's image file. */
  settle(): Promise<void>;
  /** Asked before each step, so it costs a system call or two and waits for nothing. */
  space(): Space;
  /** The store's own file system, or the disk below it, if that is full now: some system calls. */
  fullPlace(): FullPlace | undefined;
  /**
   * Whether `remove` takes a volume away in one step where the volume is: then a volume can go without a rename, for which a full
   * disk may lack the space.
   */
  readonly removesAtOnce: boolean;
  /** What steps may still write, as the store's contract has it. Asked while a step runs. */
  spareBytes(): number;
  /** What the store takes; on a file system that it has for itself, all that is used there. May take long. */
  usedBytes(): Promise<number>;
}

/** A driver at work in one place. */
export interface OpenedDriver {
  readonly driver: SnapshotDriver;
  /** The store's directory, an absolute path, where its catalog and logs are. */
  readonly root: string;
}

/** One line of the table of drivers. */
export interface DriverEntry {
  /** One line for help texts. */
  readonly summary: string;
  /** What follows `DRIVER:` in a store's name, for help texts, such as DIRECTORY. */
  readonly form: string;
  /** An example of it. */
  readonly example: string;
  /** What is wrong with the text behind `DRIVER:`, or undefined where it may name a place. */
  readonly faultOf: (place: string) => string | undefined;
  /**
   * Makes the place ready. Costs no program where it is in use already.
   *
   * @throws ObuilderError `store-unavailable` where there is no such place, or not for this driver; `tool-missing`
   */
  open(place: string): Promise<OpenedDriver>;
}

/** The fault of a place that has to be a directory, for `DriverEntry.faultOf`. */
export function directoryFault(place: string): string | undefined {
  return place.startsWith('/') ? undefined : 'the directory is not an absolute path';
}

/**
 * Runs `make`, which makes the volume or view at `path`; where it fails, what it has made so far is removed. Whether the disk is
 * full is asked before that.
 */
export async function wholeOrNothing(
  driver: Pick<SnapshotDriver, 'remove' | 'fullPlace'>,
  path: string,
  make: () => Promise<void>,
): Promise<void> {
  try {
    await make();
  } catch (error) {
    const told = asStoreError(driver, error);
    // What cannot be removed now is removed with the directory around it.
    await driver.remove([path]).catch(() => undefined);
    throw told.code === 'store-full' ? told : error;
  }
}
