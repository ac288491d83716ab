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
  /** Of the directory that holds it, before and right after. */
  readonly before: BigIntStats;
  readonly after: BigIntStats;
}

export type MountKind = 'file' | 'directory';

/** What a step's mounts need in its root file system, and what was made there for them. */
export class MountPoints {
  readonly #rootfs: string;
  readonly #covered = new Set<string>();
  readonly #made: Made[] = [];

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

  /** Removes what was made and is still empty, and gives the directories around it the times that they had. */
  remove(): void {
    for (const made of this.#made.reverse()) this.#removeOne(made);
    this.#made.length = 0;
  }

  #make(found: InsidePath, kind: MountKind): void {
    let parent = `/${found.components.slice(0, found.existing).join('/')}`;
    const missing = found.components.slice(found.existing);
    for (const [index, name] of missing.entries()) {
      const path = join(parent, name);
      const isLast = index === missing.length - 1;
      const before = lstatSync(this.#rootfs + parent, { bigint: true });
      if (isLast && kind === 'file') makeFile(this.#rootfs + path, found.path);
      else makeDirectory(this.#rootfs + path, found.path);
      const after = lstatSync(this.#rootfs + parent, { bigint: true });
      const inode = lstatSync(this.#rootfs + path, { bigint: true }).ino;
      this.#made.push({ path, kind: isLast ? kind : 'directory', inode, before, after });
      parent = path;
    }
  }

  #removeOne({ path, kind, inode, before, after }: Made): void {
    const parent = dirname(path);
    // The step may have moved or replaced anything; only what is certainly ours, and reached without a link, goes.
    if (!isPlainDirectory(this.#rootfs, parent)) return;
    const here = lstatSync(this.#rootfs + path, { bigint: true, throwIfNoEntry: false });
    if (here === undefined || here.ino !== inode) return;
    const times = lstatSync(this.#rootfs + parent, { bigint: true });
    try {
      if (kind === 'directory') rmdirSync(this.#rootfs + path);
      else if (here.isFile() && here.size === 0n) unlinkSync(this.#rootfs + path);
      else return;
    } catch {
      // It is not empty: the step put something there, which is part of its result.
      return;
    }
    const kept = times.mtimeNs === after.mtimeNs ? before : times;
    utimesSync(this.#rootfs + parent, seconds(kept.atimeNs), seconds(kept.mtimeNs));
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

function makeFile(file: string, target: string): void {
  try {
    closeSync(openSync(file, constants.O_CREAT | constants.O_EXCL | constants.O_WRONLY, 0o644));
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

/** Whether `path` and all above it, inside `rootfs`, are directories and not links to such. */
function isPlainDirectory(rootfs: string, path: string): boolean {
  let file = rootfs;
  for (const name of path.split('/').filter((part) => part !== '')) {
    file += `/${name}`;
    if (!lstatSync(file, { throwIfNoEntry: false })?.isDirectory()) return false;
  }
  return true;
}

/**
 * Nanoseconds as the seconds that Node's `utimes` takes. They keep microseconds, and are cut so that rounding never
 * changes the whole second.
 */
function seconds(nanoseconds: bigint): number {
  const whole = nanoseconds / 1_000_000_000n;
  const micro = (nanoseconds % 1_000_000_000n) / 1000n;
  return Number(whole) + Number(micro) / 1e6;
}
