import { isObuilderError, ObuilderError, type Position } from '../../errors.ts';
import { BASE_MOUNT_POINTS, isBase } from '../runc/mounts.ts';
import type { HeldDirectory } from './held-directory.ts';
import { type Cover, type Place, walkTo } from './mount-walk.ts';
import { refused } from './refused.ts';

type MountKind = 'file' | 'directory';

/** Something that is to be mounted. */
interface Wanted {
  readonly target: string;
  readonly kind: MountKind;
  /** The directory of the host, for a slot. */
  readonly source?: string | undefined;
  /** Where the spec asks for it. */
  readonly at?: Position | undefined;
}

const ELSEWHERE =
  'Choose another target: nothing can be mounted on or in /dev, /proc, /sys, /etc/hosts or /etc/resolv.conf.';

/**
 * The places of a step's mounts. What the image or a slot lacks is made once, root's and 0755, and stays, empty, as OBuilder
 * leaves it: later steps of its specs may look there. Taking it away again would also cost each step two more changes of its
 * snapshot, a tenth of a short one's time.
 *
 * The runtime follows links while it mounts, some releases even on the host. So every path that it gets is free of links,
 * exists, and keeps clear of what the sandbox mounts itself: a slot in the place of /dev would be the step's /dev/null, which
 * the runtime opens before /proc/sys is read-only and mounts over what a step must not see. Nobody else can change the paths
 * meanwhile: root and slots are private copies, and the processes of earlier steps are dead.
 */
export class MountPoints {
  readonly #rootfs: string;
  /** What is mounted so far, without what later mounts hide. */
  readonly #covers = new Map<string, Cover>();

  /** @throws ObuilderError `sandbox-failed` when /proc, /dev or /sys of the root is anything but a directory of its own */
  constructor(rootfs: string) {
    this.#rootfs = rootfs;
    for (const base of BASE_MOUNT_POINTS) this.#addBase(base);
  }

  /** The paths that something is mounted on so far. */
  get covered(): ReadonlySet<string> {
    return new Set(this.#covers.keys());
  }

  /**
   * Makes sure that a slot or secret can be mounted, and gives the path to mount at.
   *
   * @throws ObuilderError `sandbox-failed`, with the position of the mount
   */
  add(wanted: Wanted): string {
    const { target, source, at } = wanted;
    try {
      const path = this.#make(wanted, (place) => {
        if (place.own !== undefined) throw refused(target, leadsTo(target, place), { hint: ELSEWHERE });
        if (place.path === '/') throw refused(target, 'leads to the root itself', { hint: ELSEWHERE });
      });
      this.#cover(path, source === undefined ? { kind: 'secret' } : { kind: 'slot', source });
      return path;
    } catch (error) {
      throw isObuilderError(error) ? placed(error, at) : error;
    }
  }

  /** The same for a file of the sandbox's own, which nothing can be mounted on later. */
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

  /** Makes a directory that nothing is mounted on, and gives its path without links. @throws ObuilderError `sandbox-failed` */
  addDirectory(target: string): string {
    return this.#make({ target, kind: 'directory' }, (place) => {
      // The runtime goes there while it has directories of the host open, which are to be found below /proc.
      if (place.own === undefined || isHarmless(place.path)) return;
      throw refused(target, leadsTo(target, place), {
        hint: 'Choose a working directory outside of /dev, /proc and /sys.',
      });
    });
  }

  #addBase(base: string): void {
    this.#make({ target: base, kind: 'directory' }, ({ path, found }) => {
      if (path === base && found !== 'other') return;
      throw refused(base, 'must be a directory of the root file system itself, and is a link or a file', {
        hint: 'Take an image whose /proc, /dev and /sys are directories, and let no step replace them.',
      });
    });
    this.#cover(base, { kind: 'own' });
  }

  #cover(path: string, cover: Cover): void {
    for (const hidden of this.#covers.keys()) if (hidden.startsWith(`${path}/`)) this.#covers.delete(hidden);
    this.#covers.set(path, cover);
  }

  /** @param check throws where the place is not allowed, before anything is made */
  #make({ target, kind }: Wanted, check: (place: Place) => void): string {
    let place: Place | undefined;
    try {
      place = walkTo(this.#rootfs, target, this.#covers);
      check(place);
      if (place.own === undefined) makeMissing(place, target, kind);
      return place.path;
    } catch (error) {
      if (isObuilderError(error)) throw error;
      throw refused(target, `cannot be made in the image: ${String(error)}`, { cause: error });
    } finally {
      place?.directory.close();
    }
  }
}

function leadsTo(target: string, { path }: Place): string {
  return `${path === target ? 'is' : `leads to ${path},`} a place of the sandbox's own`;
}

/** Directories of the sandbox's own mounts to which neither the image nor the kernel has a link in the way. */
function isHarmless(path: string): boolean {
  if (isBase(path)) return true;
  return `${path}/`.startsWith('/dev/shm/') && !path.split('/').includes('..');
}

function makeMissing({ directory, rest, found }: Place, target: string, kind: MountKind): void {
  if (found === undefined) makeBelow(directory, rest, kind);
  else if (kind === 'file' && found === 'directory')
    throw refused(target, 'is a directory, and a file is to be there', { hint: 'Choose another target.' });
  else if (kind === 'directory' && found === 'other')
    throw refused(target, 'is no directory', { hint: 'Choose another path, or remove what is there.' });
}

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
