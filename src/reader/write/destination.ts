import { mkdirSync } from 'node:fs';
import { errnoOf } from '../../files/errno.ts';
import { nativePath } from '../../files/names.ts';
import type { FilePlace } from '../../files/user-files.ts';
import { type Directory, openRoot } from '../../tree/directory.ts';

/** A directory for new files. Opens each directory on the way through its parent, so that no link below it is followed. */
export interface Destination {
  /** Absolute path, for errors. */
  readonly path: string;
  /**
   * Returns the directory of a relative path, and makes missing directories. The directory stays open until the next call.
   *
   * @throws system error `ENOTDIR` if a file or link is in the way
   */
  directory(path: string): Directory;
  close(): void;
}

/**
 * Opens a directory, and makes missing directories.
 *
 * @throws system error; `ENOTDIR` if a file, or a link below `below`, is in the way
 */
export function openDestination({ path, below }: FilePlace): Destination {
  const root =
    below === undefined
      ? madeRoot(path)
      : descend(openRoot(below), namesOf(path.slice(below.length)), 'close');
  // Remembers the last directory, because the files of a directory come in sequence.
  let last: { readonly path: string; readonly directory: Directory } | undefined;
  const forget = () => {
    last?.directory.close();
    last = undefined;
  };
  return {
    path,
    directory(wanted) {
      if (wanted === '') return root;
      if (last?.path === wanted) return last.directory;
      forget();
      last = { path: wanted, directory: descend(root, namesOf(wanted), 'keep') };
      return last.directory;
    },
    close() {
      forget();
      root.close();
    },
  };
}

/** The user's umask decides the mode of directories that belong to the user. */
const USERS_MODE = 0o777;

function madeRoot(path: string): Directory {
  mkdirSync(nativePath(path), { recursive: true, mode: USERS_MODE });
  return openRoot(path);
}

function namesOf(path: string): readonly string[] {
  const names = path.split('/').filter((name) => name !== '' && name !== '.');
  if (names.includes('..')) throw new Error(`"${path}" is not a resolved path`);
  return names;
}

function descend(from: Directory, names: readonly string[], after: 'close' | 'keep'): Directory {
  let here = from;
  const leave = () => {
    if (here !== from || after === 'close') here.close();
  };
  try {
    for (const name of names) {
      const next = enter(here, name);
      leave();
      here = next;
    }
    return here;
  } catch (error) {
    leave();
    throw error;
  }
}

function enter(parent: Directory, name: string): Directory {
  try {
    return parent.openDirectory(name);
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT') throw error;
  }
  try {
    mkdirSync(parent.at(name), USERS_MODE);
  } catch (error) {
    // Another process was faster.
    if (errnoOf(error) !== 'EEXIST') throw error;
  }
  return parent.openDirectory(name);
}
