import { isObuilderError, ObuilderError, type Position } from '../../errors.ts';
import { BASE_MOUNT_POINTS, isBase } from '../runc/mounts.ts';
import type { HeldDirectory } from './held-directory.ts';
import type { MadePoint } from './made-point.ts';
import { type Cover, type Region, type WalkEnd, walkTo } from './mount-walk.ts';
import { refused } from './refused.ts';

type MountKind = 'file' | 'directory';

/** A wanted path. */
interface Wanted {
  readonly target: string;
  readonly kind: MountKind;
}

/** A wanted mount. */
interface WantedMount extends Wanted {
  readonly cover: Cover;
  /** The mount point must not stay in the root or a slot if it is missing now. */
  readonly isTemporary?: boolean | undefined;
  /** The position of the mount in the spec. */
  readonly at?: Position | undefined;
}

const ELSEWHERE =
  'Choose another target: nothing can be mounted on or in /dev, /proc, /sys, /etc/hosts or /etc/resolv.conf.';

/**
 * Makes and checks the mount points of a step. A mount point missing in the image or a slot is made with owner root and mode
 * 0755, and stays as an empty file or directory, unless the mount is temporary. OBuilder leaves mount points too, so later steps of its specs may expect the
 * paths, and a removal would cost a tenth of a short step's time.
 *
 * The runtime follows links while mounting, some releases even on the host. So every path for the runtime exists, is free of
 * links, and keeps clear of the sandbox's own mounts. A slot in the place of /dev, for example, would supply the /dev/null that
 * the runtime opens before /proc/sys is read-only, and mounts over the files hidden from a step. Paths stay as checked, because
 * root and slots are private copies and the processes of earlier steps are dead. No path leads into a slot that other steps write to.
 */
export class MountPoints {
  readonly #rootfs: string;
  /** The visible mounts so far, by path. A later mount hides earlier mounts below its path. */
  readonly #covers = new Map<string, Cover>();

  /** @throws ObuilderError `sandbox-failed` if /proc, /dev or /sys of the root is anything but a real directory */
  constructor(rootfs: string) {
    this.#rootfs = rootfs;
    for (const base of BASE_MOUNT_POINTS) this.#addBase(base);
  }

  /** The temporary mount points that were missing. */
  readonly made: MadePoint[] = [];

  /** The paths of the visible mounts so far. */
  get covered(): ReadonlySet<string> {
    return new Set(this.#covers.keys());
  }

  /**
   * Prepares the mount point of a mount of the spec, and returns the path for the runtime.
   *
   * @throws ObuilderError `sandbox-failed`, with the position of the mount
   */
  add(wanted: WantedMount): string {
    const { target, cover, at } = wanted;
    try {
      const path = this.#make(wanted, (place) => {
        if (place.own !== undefined) throw refused(target, leadsTo(target, place), { hint: ELSEWHERE });
        if (place.path === '/') throw refused(target, 'leads to the root itself', { hint: ELSEWHERE });
      });
      this.#cover(path, cover);
      return path;
    } catch (error) {
      throw isObuilderError(error) ? placed(error, at) : error;
    }
  }

  /**
   * Prepares the mount point of one of the sandbox's own files, and returns the path. Later mounts cannot use the path.
   *
   * @throws ObuilderError `sandbox-failed`
   */
  addOwn(target: string): string {
    const path = this.#make({ target, kind: 'file' }, (place) => {
      if (place.own === undefined || (place.path === place.own && !isBase(place.own))) return;
      throw refused(target, `${leadsTo(target, place)} in the image`, {
        hint: `Make ${target} a file in the image, or remove it.`,
      });
    });
    this.#cover(path, { kind: 'own' });
    return path;
  }

  /** Makes a directory that is no mount point, and returns its path without links. @throws ObuilderError `sandbox-failed` */
  addDirectory(target: string): string {
    return this.#make({ target, kind: 'directory' }, (place) => {
      // The runtime enters the working directory while directories of the host are open and visible below /proc.
      if (place.own === undefined || isHarmless(place.path)) return;
      throw refused(target, leadsTo(target, place), {
        hint: 'Choose a working directory outside of /dev, /proc and /sys.',
      });
    });
  }

  #addBase(base: string): void {
    this.#make({ target: base, kind: 'directory' }, ({ path, found }) => {
      if (path === base && found !== 'other') return;
      throw refused(base, 'must be a real directory of the root file system, but is a link or a file', {
        hint: 'Take an image whose /proc, /dev and /sys are directories, and let no step replace them.',
      });
    });
    this.#cover(base, { kind: 'own' });
  }

  #cover(path: string, cover: Cover): void {
    for (const hidden of this.#covers.keys()) if (hidden.startsWith(`${path}/`)) this.#covers.delete(hidden);
    this.#covers.set(path, cover);
  }

  /** @param check throws for a forbidden place, before anything is made */
  #make(wanted: Wanted | WantedMount, check: (place: WalkEnd) => void): string {
    const { target, kind } = wanted;
    let place: WalkEnd | undefined;
    try {
      place = walkTo(this.#rootfs, target, this.#covers);
      check(place);
      if (place.own !== undefined) return place.path;
      const isTemporary = 'isTemporary' in wanted && wanted.isTemporary === true;
      const made = makeMissing(place, target, kind);
      if (isTemporary && made !== undefined) this.made.push(made);
      return place.path;
    } catch (error) {
      if (isObuilderError(error)) throw error;
      throw refused(target, `cannot be made in the image: ${String(error)}`, { cause: error });
    } finally {
      place?.directory.close();
    }
  }
}

function leadsTo(target: string, { path }: WalkEnd): string {
  return `${path === target ? 'is' : `leads to ${path},`} a place of the sandbox's own`;
}

/** Whether a path in the sandbox's own mounts is free of links from the image and the kernel. */
function isHarmless(path: string): boolean {
  if (isBase(path)) return true;
  return `${path}/`.startsWith('/dev/shm/') && !path.split('/').includes('..');
}

/** Returns a point in the root or a slot that had to be made. */
function makeMissing(place: WalkEnd, target: string, kind: MountKind): MadePoint | undefined {
  const { directory, rest, found, region } = place;
  if (found === undefined) {
    if (region.isSealed) throw missingInMount(target, region);
    const before = directory.modified();
    makeBelow(directory, rest, kind);
    const below = place.path
      .slice(region.at.length)
      .split('/')
      .filter((name) => name !== '');
    const parent = below.slice(0, below.length - rest.length);
    return { root: region.source, parent, names: rest, before, after: directory.modified() };
  }
  if (kind === 'file' && found === 'directory')
    throw refused(target, 'is a directory, but the mount needs a file', { hint: 'Choose another target.' });
  else if (kind === 'directory' && found === 'other')
    throw refused(target, 'is no directory', { hint: 'Choose another path, or remove the file.' });
  return undefined;
}

const missingInMount = (target: string, { at }: Region) =>
  refused(target, `is missing in the read-only mount on ${at}`, {
    hint: `Make it in the nested build, or choose a path outside of ${at}.`,
  });

function makeBelow(directory: HeldDirectory, [name, ...rest]: readonly string[], kind: MountKind): void {
  if (name === undefined) return;
  if (rest.length === 0 && kind === 'file') {
    directory.makeFile(name);
    return;
  }
  directory.makeDirectory(name);
  const next = directory.open(name);
  try {
    makeBelow(next, rest, kind);
  } finally {
    next.close();
  }
}

function placed({ code, message, value, hint, at: own, cause }: ObuilderError, at: Position | undefined) {
  return new ObuilderError(code, message, { value, hint, at: own ?? at, cause });
}
