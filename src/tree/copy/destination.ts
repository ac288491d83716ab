import {
  chmodSync,
  lchownSync,
  lstatSync,
  lutimesSync,
  mkdirSync,
  rmdirSync,
  type Stats,
  unlinkSync,
} from 'node:fs';
import path from 'node:path';
import type { CopyRequest } from '../../contract/trees.ts';
import { errnoOf } from '../../files/errno.ts';
import { fileTime } from '../../files/file-time.ts';
import { resolveInside } from '../inside.ts';
import { nativePath } from '../names.ts';
import { refused } from '../refused.ts';

/** Of missing parents and of the directories that a copy makes. */
const DIRECTORY_MODE = 0o755;

/** Where a copy writes: places below one root that nobody else changes meanwhile. Paths are as in names.ts. */
export interface Destination {
  /** The root below which this copy writes, a path of the host. */
  readonly root: string;
  /** An entry's path in the image, for people. */
  show(entryPath: string): string;
  /**
   * Makes an entry that is a file or link: `make` gets the host's path of it and must fail with `EEXIST` where something is.
   * That is removed then, a link as such, and `make` called again.
   *
   * @throws ObuilderError `copy-refused` where a directory with something in it is in the way
   */
  place<T>(entryPath: string, make: (file: string | Buffer) => T): T;
  /**
   * Makes an entry that is a directory. One that exists, or a link to one, is left as it is; a file makes place.
   *
   * @param modified seconds since the epoch, for a directory that is made
   */
  makeDirectory(entryPath: string, modified: number): void;
  /** Gives the directories that were made their times; the last thing to do, since files in them change those. */
  finish(): void;
}

export function openDestination({ to, dst, user }: Pick<CopyRequest, 'to' | 'dst' | 'user'>): Destination {
  const base = `/${dst
    .split('/')
    .filter((part) => part !== '' && part !== '.')
    .join('/')}`;
  /** Directories by the path that entries have, with the host's path: each is resolved once. */
  const directories = new Map<string, string>();
  /** Those that were made, with their times. */
  const made = new Map<string, number>();

  const show = (entryPath: string) => (entryPath === '' ? base : path.posix.join(base, entryPath));
  const parentOf = (entryPath: string) => {
    // The entry at '' is the destination itself, so its parent is not an entry's place.
    const key = entryPath === '' ? undefined : entryPath.slice(0, Math.max(0, entryPath.lastIndexOf('/')));
    const known = key === undefined ? undefined : directories.get(key);
    if (known !== undefined) return known;
    const parent = makeParents(to, path.posix.dirname(show(entryPath)));
    if (key !== undefined) directories.set(key, parent);
    return parent;
  };
  const locate = (entryPath: string) => {
    const name = path.posix.basename(show(entryPath));
    return name === '' ? to : `${parentOf(entryPath)}/${name}`;
  };
  return {
    root: to,
    show,
    place(entryPath, make) {
      const file = locate(entryPath);
      if (file === to) throw refused('a file or link cannot become the root directory', { value: dst });
      const native = nativePath(file);
      try {
        return make(native);
      } catch (error) {
        if (errnoOf(error) !== 'EEXIST') throw error;
        remove(file, lstatSync(native), show(entryPath));
        made.delete(file);
        return make(native);
      }
    },
    makeDirectory(entryPath, modified) {
      const file = locate(entryPath);
      const stats = lstatSync(nativePath(file), { throwIfNoEntry: false });
      const existing = stats && existingDirectory(to, file, stats);
      directories.set(entryPath, existing ?? file);
      if (existing !== undefined) return;
      if (stats !== undefined) unlinkSync(nativePath(file));
      makeOne(file, user);
      made.set(file, modified);
    },
    finish() {
      for (const [file, modified] of made)
        lutimesSync(nativePath(file), fileTime(modified), fileTime(modified));
    },
  };
}

function makeOne(directory: string, owner: CopyRequest['user'] | undefined): void {
  const native = nativePath(directory);
  mkdirSync(native, { mode: 0o700 });
  if (owner !== undefined) lchownSync(native, owner.uid, owner.gid);
  // After the owner, and whatever the umask is and the parent hands down.
  chmodSync(native, DIRECTORY_MODE);
}

/** The host's path of the directory that is at `file`, itself or through links inside the root; undefined for none. */
function existingDirectory(root: string, file: string, stats: Stats): string | undefined {
  if (stats.isDirectory()) return file;
  if (!stats.isSymbolicLink()) return undefined;
  const there = resolveInside(root, path.relative(root, file));
  return there.stats?.isDirectory() ? there.path : undefined;
}

/** The host's path of a directory of the root, made root's 0755 as far as it is missing. */
function makeParents(root: string, directory: string): string {
  const { path: file, stats, existing } = resolveInside(root, directory);
  if (stats?.isDirectory()) return file;
  if (stats !== undefined) {
    throw refused(`${JSON.stringify(directory)} is no directory, so nothing can be copied into it`, {
      value: directory,
      hint: 'Remove it in a step before, or copy to another place.',
    });
  }
  // Only root can make a file of root's; a program that is not root makes its own.
  const owner = process.geteuid?.() === 0 ? { uid: 0, gid: 0 } : undefined;
  let parent = existing;
  for (const name of path.relative(existing, file).split('/')) {
    parent = `${parent}/${name}`;
    makeOne(parent, owner);
  }
  return file;
}

/** Makes place as tar does: a link or file goes, a directory only when it is empty. */
function remove(file: string, stats: Stats, shown: string): void {
  if (!stats.isDirectory()) {
    unlinkSync(nativePath(file));
    return;
  }
  try {
    rmdirSync(nativePath(file));
  } catch (error) {
    const isFull = errnoOf(error) === 'ENOTEMPTY';
    const why = isFull ? 'has files in it' : `cannot be replaced (${errnoOf(error)})`;
    throw refused(
      `${JSON.stringify(shown)} is a directory that ${why}, and a file or link was to take its place`,
      {
        value: shown,
        hint: `Write (dst ${shown}/) to copy into it.`,
        cause: error,
      },
    );
  }
}
