import {
  type BigIntStats,
  chmodSync,
  closeSync,
  constants,
  lstatSync,
  mkdirSync,
  openSync,
  rmdirSync,
  unlinkSync,
  utimesSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { ObuilderError } from '../errors.ts';
import { type InsidePath, resolveInside } from './rootfs-path.ts';

/** Something that was made in the root file system only so that the runtime can mount on it. */
interface Made {
  readonly path: string;
  readonly kind: MountKind;
  readonly inode: bigint;
}

/** A directory that something was made in: its state before the first, and its time of change right after the last. */
interface Touched {
  readonly before: BigIntStats;
  after: bigint;
}

export type MountKind = 'file' | 'directory';

/** What a step's mounts need in its root file system, and what was made there for them. */
export class MountPoints {
  readonly #rootfs: string;
  readonly #covered = new Set<string>();
  readonly #made: Made[] = [];
  readonly #touched = new Map<string, Touched>();

  constructor(rootfs: string) {
    this.#rootfs = rootfs;
  }

  /** The paths that something is mounted on so far. */
  get covered(): ReadonlySet<string> {
    return this.#covered;
  }

  /**
   * Makes sure that something can be mounted at `target` and gives the path to mount at, free of links. What has to be
   * made is root's. Below an earlier mount nothing is made: the runtime does that, in what is mounted.
   *
   * @throws ObuilderError `sandbox-failed` when the image has something in the way
   */
  add(target: string, kind: MountKind): string {
    const found = resolveInside(this.#rootfs, target, this.#covered);
    if (found.under === undefined) this.#make(found, kind);
    this.#covered.add(found.path);
    return found.path;
  }

  /** The same, but what had to be made stays, empty: OBuilder leaves it, and later steps of its specs may look there. */
  addLastingMount(target: string, kind: MountKind): string {
    const found = resolveInside(this.#rootfs, target, this.#covered);
    if (found.under === undefined && found.existing < found.components.length) {
      if (kind === 'directory') this.addLasting(found.path);
      else {
        this.addLasting(dirname(found.path));
        // Empty but executable, as the runtime itself makes them.
        makeFile(this.#rootfs + found.path, found.path, 0o755);
      }
    }
    this.#covered.add(found.path);
    return found.path;
  }

  /** Makes a directory that stays, root's and 0755, unless it is there or lies below a mount. */
  addLasting(target: string): void {
    const found = resolveInside(this.#rootfs, target, this.#covered);
    if (found.under !== undefined) return;
    const missing = found.components.slice(found.existing);
    let path = `/${found.components.slice(0, found.existing).join('/')}`;
    for (const name of missing) {
      path = join(path, name);
      // Not a mount point: it is not in the list of what goes away again.
      makeDirectory(this.#rootfs + path, target);
    }
  }

  /**
   * Removes what was made and is still empty. The directories around it get back the times that they had before, or those
   * that the step gave them since.
   */
  remove(): void {
    const times = [...this.#touched].flatMap(([path, { before, after }]) => {
      const now = this.#directoryAt(path);
      if (now?.ino !== before.ino) return [];
      return [{ path, kept: now.mtimeNs === after ? before : now }];
    });
    const stays = this.#made.reverse().filter((made) => !this.#removeOne(made));
    for (const { path, kept } of times) {
      const isAsBefore = !stays.some((made) => dirname(made.path) === path);
      if (isAsBefore && this.#directoryAt(path)) {
        utimesSync(this.#rootfs + path, seconds(kept.atimeNs), seconds(kept.mtimeNs));
      }
    }
    this.#made.length = 0;
    this.#touched.clear();
  }

  #make(found: InsidePath, kind: MountKind): void {
    let parent = `/${found.components.slice(0, found.existing).join('/')}`;
    const missing = found.components.slice(found.existing);
    for (const [index, name] of missing.entries()) {
      const path = join(parent, name);
      const isLast = index === missing.length - 1;
      const before = lstatSync(this.#rootfs + parent, { bigint: true });
      if (isLast && kind === 'file') makeFile(this.#rootfs + path, found.path, 0o644);
      else makeDirectory(this.#rootfs + path, found.path);
      const after = lstatSync(this.#rootfs + parent, { bigint: true }).mtimeNs;
      this.#touched.set(parent, { before: this.#touched.get(parent)?.before ?? before, after });
      const inode = lstatSync(this.#rootfs + path, { bigint: true }).ino;
      this.#made.push({ path, kind: isLast ? kind : 'directory', inode });
      parent = path;
    }
  }

  /** Whether it is gone. The step may have moved or replaced anything; only what is certainly ours is removed. */
  #removeOne({ path, kind, inode }: Made): boolean {
    if (!this.#directoryAt(dirname(path))) return true;
    const here = lstatSync(this.#rootfs + path, { bigint: true, throwIfNoEntry: false });
    if (here === undefined || here.ino !== inode) return true;
    try {
      if (kind === 'directory') rmdirSync(this.#rootfs + path);
      else if (here.isFile() && here.size === 0n) unlinkSync(this.#rootfs + path);
      else return false;
      return true;
    } catch {
      // It is not empty: the step put something there, which is part of its result.
      return false;
    }
  }

  /** The directory at a path inside, if no part of the path is a link. */
  #directoryAt(path: string): BigIntStats | undefined {
    const names = path.split('/').filter((part) => part !== '');
    const files = names.map((_, index) => `${this.#rootfs}/${names.slice(0, index + 1).join('/')}`);
    let found: BigIntStats | undefined;
    for (const file of [this.#rootfs, ...files]) {
      found = lstatSync(file, { bigint: true, throwIfNoEntry: false });
      if (!found?.isDirectory()) return undefined;
    }
    return found;
  }
}

const join = (parent: string, name: string) => (parent === '/' ? `/${name}` : `${parent}/${name}`);

function makeDirectory(file: string, target: string): void {
  try {
    mkdirSync(file, 0o755);
    // Whatever umask the worker has.
    chmodSync(file, 0o755);
  } catch (error) {
    throw inTheWay(target, error);
  }
}

function makeFile(file: string, target: string, mode: number): void {
  try {
    closeSync(openSync(file, constants.O_CREAT | constants.O_EXCL | constants.O_WRONLY, mode));
    // Whatever umask the worker has.
    chmodSync(file, mode);
  } catch (error) {
    throw inTheWay(target, error);
  }
}

function inTheWay(target: string, cause: unknown): ObuilderError {
  return new ObuilderError('sandbox-failed', `${target} cannot be made in the image: ${String(cause)}`, {
    value: target,
    cause,
  });
}

/**
 * Nanoseconds as the seconds that Node's `utimes` takes, of which it keeps the microseconds. Half of one more makes sure that
 * what a double cannot hold is never cut off a whole one.
 */
function seconds(nanoseconds: bigint): number {
  const micro = (nanoseconds % 1_000_000_000n) / 1000n;
  return Number(nanoseconds / 1_000_000_000n) + (Number(micro) + 0.5) / 1e6;
}
