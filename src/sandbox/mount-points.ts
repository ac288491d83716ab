import { chmodSync, closeSync, constants, mkdirSync, openSync } from 'node:fs';
import { posix } from 'node:path';
import { ObuilderError } from '../errors.ts';
import { resolveInside } from './rootfs-path.ts';

export type MountKind = 'file' | 'directory';

/**
 * What a step's mounts need in its root file system. What the image lacks is made once, root's and 0755, and stays, empty, as
 * OBuilder leaves it: later steps of its specs may look there. Taking it away again would also cost each step two more
 * changes of its snapshot, a tenth of a short one's time.
 */
export class MountPoints {
  readonly #rootfs: string;
  readonly #covered = new Set<string>();

  constructor(rootfs: string) {
    this.#rootfs = rootfs;
  }

  /** The paths that something is mounted on so far. */
  get covered(): ReadonlySet<string> {
    return this.#covered;
  }

  /**
   * Makes sure that something can be mounted at `target` and gives the path to mount at, free of links. Below an earlier mount
   * nothing is made: the runtime does that, in what is mounted.
   *
   * @throws ObuilderError `sandbox-failed` when the image has something in the way
   */
  add(target: string, kind: MountKind): string {
    const path = this.#make(target, kind);
    this.#covered.add(path);
    return path;
  }

  /** Makes a directory that nothing is mounted on, unless it is there or lies below a mount. */
  addDirectory(target: string): void {
    this.#make(target, 'directory');
  }

  #make(target: string, kind: MountKind): string {
    const { path, components, existing, under } = resolveInside(this.#rootfs, target, this.#covered);
    if (under !== undefined) return path;
    let parent = `/${components.slice(0, existing).join('/')}`;
    for (const name of components.slice(existing)) {
      parent = posix.join(parent, name);
      if (kind === 'file' && parent === path) makeFile(this.#rootfs + parent, target);
      else makeDirectory(this.#rootfs + parent, target);
    }
    return path;
  }
}

const MODE = 0o755;

function makeDirectory(file: string, target: string): void {
  try {
    mkdirSync(file, MODE);
    // Whatever umask the worker has.
    chmodSync(file, MODE);
  } catch (error) {
    throw inTheWay(target, error);
  }
}

function makeFile(file: string, target: string): void {
  try {
    closeSync(openSync(file, constants.O_CREAT | constants.O_EXCL | constants.O_WRONLY, MODE));
    chmodSync(file, MODE);
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
