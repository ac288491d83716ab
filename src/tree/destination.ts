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
import type { CopyRequest } from './contract.ts';
import { resolveInside } from './inside.ts';
import { refused, systemCode } from './refused.ts';

/** Root's missing parents and the directories that a copy makes. */
const DIRECTORY_MODE = 0o755;

/** Where a copy writes: places below one root that nobody else changes meanwhile. */
export interface Destination {
  /**
   * The host's path for an entry that is a file or link. Nothing is there any more: what was is removed, a link as such.
   *
   * @throws ObuilderError `copy-refused` where a directory with something in it is in the way
   */
  clear(entryPath: string): string;
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
  /** Directories by the path that entries have, with the host's path: each is resolved once. */
  const directories = new Map<string, string>();
  const made: { readonly file: string; readonly modified: number }[] = [];

  const join = (entryPath: string) => (entryPath === '' ? dst : path.posix.join(dst, entryPath));
  const parentOf = (entryPath: string) => {
    // The entry at '' is the destination itself, so its parent is not an entry's place.
    const key = entryPath === '' ? undefined : parentPath(entryPath);
    const known = key === undefined ? undefined : directories.get(key);
    if (known !== undefined) return known;
    const parent = makeParents(to, path.posix.dirname(join(entryPath)));
    if (key !== undefined) directories.set(key, parent);
    return parent;
  };
  const locate = (entryPath: string) => {
    const name = path.posix.basename(join(entryPath));
    const file =
      name === '' || name === '.' || name === '..'
        ? resolveInside(to, join(entryPath)).path
        : path.join(parentOf(entryPath), name);
    return { file, stats: lstatSync(file, { throwIfNoEntry: false }) };
  };
  return {
    clear(entryPath) {
      const { file, stats } = locate(entryPath);
      if (stats !== undefined) remove(file, stats, join(entryPath));
      return file;
    },
    makeDirectory(entryPath, modified) {
      const { file, stats } = locate(entryPath);
      const there = stats?.isSymbolicLink() ? followed(to, file) : stats && { file, stats };
      if (there?.stats.isDirectory()) {
        directories.set(entryPath, there.file);
        return;
      }
      if (stats !== undefined) unlinkSync(file);
      mkdirSync(file);
      lchownSync(file, user.uid, user.gid);
      chmodSync(file, DIRECTORY_MODE);
      directories.set(entryPath, file);
      made.push({ file, modified });
    },
    finish() {
      for (const { file, modified } of made.reverse()) lutimesSync(file, modified, modified);
    },
  };
}

function parentPath(entryPath: string): string {
  return entryPath.slice(0, Math.max(0, entryPath.lastIndexOf('/')));
}

/** What a link leads to inside the root; undefined where that is nothing. */
function followed(root: string, link: string): { readonly file: string; readonly stats: Stats } | undefined {
  const { path: file, stats } = resolveInside(root, path.relative(root, link));
  return stats === undefined ? undefined : { file, stats };
}

/** The host's path of a directory of the root, made root's 0755 as far as it is missing. */
function makeParents(root: string, directory: string): string {
  const { path: file, stats, existing } = resolveInside(root, directory);
  if (stats?.isDirectory()) return file;
  if (stats !== undefined)
    throw refused(`${directory} is no directory, so nothing can be copied into it`, { value: directory });
  const missing = path.relative(existing, file).split('/');
  let parent = existing;
  for (const name of missing) {
    parent = path.join(parent, name);
    mkdirSync(parent);
    chmodSync(parent, DIRECTORY_MODE);
  }
  return file;
}

/** Makes place as tar does: a link or file goes, a directory only when it is empty. */
function remove(file: string, stats: Stats, shown: string): void {
  if (!stats.isDirectory()) {
    unlinkSync(file);
    return;
  }
  try {
    rmdirSync(file);
  } catch (error) {
    const isFull = systemCode(error) === 'ENOTEMPTY';
    const why = isFull
      ? 'is a directory with files in it'
      : `is a directory that cannot be replaced (${systemCode(error)})`;
    throw refused(`${shown} ${why}, and a file was to take its place`, {
      value: shown,
      hint: `Write (dst ${shown}/) to copy into it.`,
      cause: error,
    });
  }
}
