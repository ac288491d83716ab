import { type BigIntStats, constants, lstatSync, openSync, readdirSync, readlinkSync } from 'node:fs';
import { errnoOf } from '../../files/errno.ts';
import { layerImpossible } from '../impossible.ts';

/**
 * A tree of files that nobody changes meanwhile. Paths are relative to the root, without a leading `/`, and have one
 * character (U+0000 to U+00FF) a byte, so they sort like bytes. The root is `''`.
 */
export class Tree {
  readonly #root: string;

  /** @param root an absolute path */
  constructor(root: string) {
    this.#root = Buffer.from(root, 'utf8').toString('latin1');
  }

  /** Returns undefined for a missing file, and for a socket: archives have no sockets. */
  stat(path: string): BigIntStats | undefined {
    const stats = named(path, () => lstatSync(this.#at(path), { bigint: true, throwIfNoEntry: false }));
    return stats?.isSocket() ? undefined : stats;
  }

  /** Returns the names in a directory in the order of their bytes, sockets included. */
  list(path: string): readonly string[] {
    return named(path, () => readdirSync(this.#at(path), 'latin1')).sort(byBytes);
  }

  target(path: string): string {
    return named(path, () => readlinkSync(this.#at(path), 'latin1'));
  }

  /** Opens a regular file for reading. */
  open(path: string): number {
    return named(path, () => openSync(this.#at(path), constants.O_RDONLY | constants.O_NOFOLLOW));
  }

  #at(path: string): Buffer {
    return Buffer.from(path === '' ? this.#root : `${this.#root}/${path}`, 'latin1');
  }
}

/** Without a locale. */
const byBytes = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** Sorts paths by their names, a directory before its entries. No name has a null byte. */
export function byPlace(a: string, b: string): number {
  const end = Math.min(a.length, b.length);
  let at = 0;
  while (at < end && a[at] === b[at]) at += 1;
  if (at === end) return a.length - b.length;
  const rank = (path: string) => (path[at] === '/' ? -1 : path.charCodeAt(at));
  return rank(a) - rank(b);
}

export const join = (directory: string, name: string) => (directory === '' ? name : `${directory}/${name}`);

export const parentOf = (path: string) => path.slice(0, Math.max(0, path.lastIndexOf('/')));

function named<T>(path: string, look: () => T): T {
  try {
    return look();
  } catch (error) {
    if (errnoOf(error) !== 'ENAMETOOLONG') throw error;
    throw layerImpossible(path, 'its path is longer than the 4095 bytes that programs can use', error);
  }
}

/** The type of a file and the permission bits. */
const FORMAT = 0o170000n;

export const isSameKind = (a: BigIntStats, b: BigIntStats) => (a.mode & FORMAT) === (b.mode & FORMAT);

/** Whether a step has not touched a file: a clone of a volume keeps inode numbers, and only the kernel sets ctime. */
export const isUntouched = (a: BigIntStats, b: BigIntStats) => a.ino === b.ino && a.ctimeNs === b.ctimeNs;

/** Whether all aspects are equal that lstat(2) shows and an archive holds. */
export function looksSame(a: BigIntStats, b: BigIntStats): boolean {
  if (a.mode !== b.mode || a.uid !== b.uid || a.gid !== b.gid || a.mtimeNs !== b.mtimeNs) return false;
  if (a.isFile()) return a.size === b.size;
  return !(a.isCharacterDevice() || a.isBlockDevice()) || a.rdev === b.rdev;
}
