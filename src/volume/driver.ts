import { existsSync } from 'node:fs';
import path from 'node:path';
import type { MayDiffer } from '../contract/results.ts';
import type { Space } from '../contract/space.ts';
import type { ObuilderError } from '../errors.ts';
import type { FullPlace } from '../files/full-disk.ts';
import { asStoreError } from './fault.ts';

/**
 * A snapshot driver: what the store needs from a file system. `src/volume/<name>/` implements it, `drivers.ts` lists the drivers,
 * and all drivers pass the suite in `test/suites/store.ts`.
 *
 * Vocabulary:
 *
 * - volume: a tree of files that the driver can copy in a time that does not depend on its size (the driver `copy` excepted). A
 *   volume is named by an absolute path, alone in a directory of its own.
 * - open: writable. The files of an open volume are at its path.
 * - at rest: closed to writers, and a source for `snapshot` and `view`. Only the path exists, with the driver's own files beside
 *   it under names that begin with the path's name. The directory around a volume at rest may be renamed; the volume follows.
 * - sealed: at rest for good. A volume that merely rests (a cache between two steps) can be replaced by a newer version.
 * - strand (ZFS): a dataset that one step after another writes to; each sealed volume is a snapshot of a strand.
 * - layer (overlayfs): the files that one step changed; each volume is a stack of layers.
 *
 * Life cycle: `create` or `snapshot` opens a volume; `advance` seals a volume and opens its successor; `seal` or `rest` closes
 * a volume; `snapshot` copies and `view` shows a volume at rest; `remove` deletes a volume in any state. The build of two steps:
 *
 *     await driver.create('/s/tmp/1/root');                     // open, empty
 *     // the first step writes
 *     await driver.advance('/s/tmp/1/root', '/s/tmp/2/root');   // 1 is sealed, 2 has its files and is open
 *     // the second step writes, meanwhile:
 *     await driver.persist();                                   // 1 survives a power cut, so the store publishes its result
 *     await driver.seal('/s/tmp/2/root');
 *     const files = await driver.view('/s/tmp/2/root', '/s/view/2');
 *     await driver.remove(['/s/view/2', '/s/tmp/2/root']);
 *     await driver.settle();                                    // the space is free
 *
 * Failures: a method that fails leaves nothing at the path that it was to make. A killed process may leave a half-made volume or
 * view and files beside it; the next process that prunes or cleans the store calls `remove` with the same path, which deletes
 * all of these. If the disk is full, a method rejects with `store-full`, or leaves the disk full, so that the caller can ask `fullPlace`.
 */
export interface SnapshotDriver {
  /** Opens an empty volume, 0755 and root's, in an existing directory. */
  create(volume: string): Promise<void>;
  /** Opens a copy, at `to`, of the volume `from`, which is at rest and stays unchanged. */
  snapshot(from: string, to: string): Promise<void>;
  /**
   * Lets two volumes change places at once, or does nothing. For file systems whose cache of files belongs to a volume: the volume with
   * the cached files can go where its files are read next.
   */
  exchange?(one: string, other: string): Promise<void>;
  /**
   * Seals the open volume `from` and opens a copy at `to`: the end of a step and the start of the next. After a failure `from` still
   * has its files and can be sealed.
   */
  advance(from: string, to: string): Promise<void>;
  /** Seals an open volume: its files never change again. */
  seal(volume: string): Promise<void>;
  /** Puts an open volume at rest, as a source of copies. Cheaper than `seal` if the file system allows. */
  rest(volume: string): Promise<void>;
  /**
   * Waits until all sealed volumes survive a power cut. The store calls it while the next step runs, before a result becomes
   * visible; so `seal` and `advance` need not wait for the disk.
   */
  persist(): Promise<void>;
  /**
   * Shows the files of a volume at rest, read-only, until `remove` of `at`. The volume must stay at its path until then.
   *
   * @param at a path that does not exist yet
   * @returns the directory of the files: `at`, or the volume itself if its files are at its path anyway
   */
  view(volume: string, at: string): Promise<string>;
  /**
   * Removes volumes and views with all their files, including nested volumes. Data that other volumes share stays hidden on
   * the disk until the last of them is removed. A missing or half-made volume is no error.
   */
  remove(volumes: readonly string[]): Promise<void>;
  /**
   * Tells where `to`, a sealed volume that began as a copy of the sealed volume `from`, may differ from `from`. Both have been sealed before
   * a `persist`. Undefined if that costs as much as a walk through both. The signal ends a comparison with `tool-failed`.
   */
  changes?(from: string, to: string, signal?: AbortSignal): Promise<MayDiffer | undefined>;
  /** Waits until the space of removed volumes is free, including the space on the disk below a pool's image file. */
  settle(): Promise<void>;
  /** Returns total and free space. Asked before each step: costs a system call or two and waits for nothing. */
  space(): Space;
  /** Returns the full file system, if the store's own or the disk below a pool is full now. Costs some system calls. */
  fullPlace(): FullPlace | undefined;
  /** Whether `remove` is atomic, so that a caller need not rename a volume first. A full disk may lack the space for a rename. */
  readonly removesAtOnce: boolean;
  /** Whether several steps may mount an open volume at the same time. */
  readonly hasManyWriters: boolean;
  /** Returns the bytes that steps may still write, as defined in the store's contract. Asked while a step runs. */
  spareBytes(): number;
  /**
   * Returns about how many bytes the removal of a volume at rest frees if only `base`, from which the volume was made, stays. Without a
   * base: the bytes of all files. Costs a walk through the changed files at most, except for the driver `copy`.
   */
  ownBytes(volume: string, base?: string): Promise<number>;
  /** Returns the bytes that the store takes; on a dedicated file system, all used bytes. May take long. */
  usedBytes(): Promise<number>;
  /** Ends programs that wait for further volumes, so that the file system can be unmounted. The driver still works. */
  close?(): Promise<void>;
}

/** A driver at work in one place. */
export interface OpenedDriver {
  readonly driver: SnapshotDriver;
  /** The store's directory with its catalog and logs, an absolute path. */
  readonly root: string;
}

/** A program that a driver runs. */
export interface NeededProgram {
  /** Its name in the search path. */
  readonly program: string;
  /** The Debian package that has it. */
  readonly package: string;
  /** How `doctor` finds out whether the program works. Without a probe, `doctor` leaves the program out. */
  readonly probe?: ProgramProbe;
}

interface ProgramProbe {
  readonly args: readonly string[];
  /** What a failure means, such as `has no ZFS to work with`. By default the program itself is broken. */
  readonly failure?: Advice;
  /** Judges the output of a successful probe for a store at `place`. By default the first line is a version, and good. */
  readonly judge?: (output: string, place: string) => ProbeVerdict;
}

export interface ProbeVerdict {
  /** What the machine has, such as `the pools tank, data`. */
  readonly found: string;
  /** What the place lacks. */
  readonly lack?: Advice | undefined;
}

interface Advice {
  readonly message: string;
  /** What to do, as a command if possible. */
  readonly hint: string;
}

export interface DriverNeeds {
  readonly programs: readonly NeededProgram[];
  /** The file system that the kernel must have, built in or as a module. */
  readonly fileSystem?: {
    /** As in /proc/filesystems. */
    readonly name: string;
    /** What to do if the kernel lacks it. */
    readonly hint: string;
    /** True if the driver may work without it, with an implementation outside the kernel. */
    readonly isOptional?: boolean;
  };
}

/** The machine on which `auto` chooses. */
export interface AutoMachine {
  /** The directory of all stores of `auto`. It need not exist. */
  readonly directory: string;
  /** Whether a file system is built in, or a module that a mount loads. */
  readonly kernelHas: (fileSystem: string) => boolean;
  /** The type of the file system at `directory`, as in /proc/mounts. */
  readonly fileSystem: () => string;
}

/** How `auto` decides for a driver on a machine that cannot have a pool of btrfs. */
interface AutoFallback {
  /** Why the machine cannot have such a store, as the end of a sentence: ` and no overlayfs`. Costs no program. */
  readonly obstacle: (machine: AutoMachine) => string | undefined;
  /**
   * Tries the driver in an existing directory and leaves nothing there. Runs only before a store is made.
   *
   * @throws ObuilderError `tool-failed` if the driver does not work there
   */
  readonly trial?: (directory: string) => Promise<void>;
}

/** One line of the table of drivers. */
export interface DriverEntry {
  /** One line for help texts. */
  readonly summary: string;
  /** The form of a place after `DRIVER:` in a store's name, for help texts: DIRECTORY. */
  readonly form: string;
  /** An example of a place. */
  readonly example: string;
  /** What the installer installs and `doctor` looks at. */
  readonly needs: DriverNeeds;
  /** Present if `auto` may fall back to this driver, in the order of the table. */
  readonly fallback?: AutoFallback;
  /** Returns the fault of a text after `DRIVER:`, or undefined if the text can name a place. */
  readonly faultOf: (place: string) => string | undefined;
  /** Returns why no store can be at the place, as far as can be told without making or mounting anything. */
  readonly unsuited?: (place: string) => ObuilderError | undefined;
  /** Whether a store was made at the place. Makes nothing, but may mount a dataset. */
  readonly isThere: (place: string) => boolean | Promise<boolean>;
  /**
   * Makes the place ready. Costs no program if the place is in use already.
   *
   * @throws ObuilderError `store-unavailable` if the place is missing or unsuitable for this driver; `tool-missing`
   */
  open(place: string): Promise<OpenedDriver>;
}

/** Whether a directory has a store, for `DriverEntry.isThere`. */
export const hasStore = (directory: string): boolean => existsSync(path.join(directory, 'v1'));

/** Returns the fault of a place that must be a directory, for `DriverEntry.faultOf`. */
export function directoryFault(place: string): string | undefined {
  return place.startsWith('/') ? undefined : 'the directory is not an absolute path';
}

/**
 * Runs `make`, which makes the volume or view at `path`, and removes the leftovers of a failure. Asks whether the disk is full before
 * the removal frees space.
 */
export async function wholeOrNothing(
  driver: Pick<SnapshotDriver, 'remove' | 'fullPlace'>,
  path: string,
  make: () => Promise<void>,
): Promise<void> {
  try {
    await make();
  } catch (error) {
    const storeError = asStoreError(driver, error);
    // A failed removal is repeated with the removal of the directory around the volume.
    await driver.remove([path]).catch(() => undefined);
    throw storeError.code === 'store-full' ? storeError : error;
  }
}
