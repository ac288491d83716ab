import { chmodSync, closeSync, constants, mkdirSync, openSync } from 'node:fs';
import path from 'node:path';
import { errnoOf } from '../../files/errno.ts';
import { nativePath } from '../../files/names.ts';
import { namesOf, openCursor } from '../../tree/cursor.ts';
import { type Directory, openRoot, pathOf } from '../../tree/directory.ts';
import type { DestinationPlace } from '../protocol.ts';
import { type GroupModes, groupModesOf } from './group-modes.ts';

/** A directory for new files. Opens each directory on the way through its parent, so that no link below it is followed. */
export interface Destination {
  /** Absolute path, for errors. */
  readonly path: string;
  /** The modes of new entries; undefined if the umask decides. */
  readonly modes: GroupModes | undefined;
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
export function openDestination({ path, below, followsGroup }: DestinationPlace): Destination {
  const root =
    below === undefined ? madeRoot(path) : descend(openRoot(below), namesOf(path.slice(below.length)));
  const modes = followsGroup === true ? groupModesOf(root) : undefined;
  const cursor = openCursor(root, (parent, name) => enter(parent, name, modes));
  return {
    path,
    modes,
    directory: cursor.to,
    close() {
      cursor.close();
      root.close();
    },
  };
}

/** The user's umask decides the mode of directories that belong to the user. */
const USERS_MODE = 0o777;

function madeRoot(root: string): Directory {
  makeWithParents(root);
  return openRoot(root);
}

/** Makes what is missing. Node's own recursive `mkdir` reports ENOENT on a read-only disk, instead of EROFS. */
function makeWithParents(directory: string): void {
  const make = () => mkdirSync(nativePath(directory), USERS_MODE);
  try {
    make();
  } catch (error) {
    const errno = errnoOf(error);
    if (errno === 'EEXIST') return;
    const parent = path.dirname(directory);
    if (errno !== 'ENOENT' || parent === directory) throw error;
    makeWithParents(parent);
    make();
  }
}

/** Closes `from`. */
function descend(from: Directory, names: readonly string[]): Directory {
  const cursor = openCursor(from, (parent, name) => enter(parent, name));
  try {
    return cursor.to(names.join('/')).openDirectory('.');
  } finally {
    cursor.close();
    from.close();
  }
}

function enter(parent: Directory, name: string, modes?: GroupModes): Directory {
  try {
    return parent.openDirectory(name);
  } catch (error) {
    const code = errnoOf(error);
    if (code !== 'ENOENT' && code !== 'EACCES') throw error;
    if (code === 'EACCES') openUp(parent, name, error);
    else makeDirectory(parent, name, modes);
  }
  return parent.openDirectory(name);
}

function makeDirectory(parent: Directory, name: string, modes: GroupModes | undefined): void {
  try {
    mkdirSync(parent.at(name), USERS_MODE);
    if (modes !== undefined) setMode(parent, name, modes.directory);
  } catch (error) {
    // Another process was faster.
    if (errnoOf(error) !== 'EEXIST') throw error;
  }
}

/** Gives the owner all rights on a directory that an earlier export made with fewer rights. */
function openUp(parent: Directory, name: string, fault: unknown): void {
  if (parent.stat(name)?.isDirectory() !== true) throw fault;
  try {
    setMode(parent, name, 0o700);
  } catch {
    throw fault;
  }
}

const ONLY_PATH = 0x20_0000; // O_PATH, which needs no right to read the directory

/** Sets the mode of a directory, and never of the target of a link that somebody has put in its place. */
function setMode(parent: Directory, name: string, mode: number): void {
  const { O_DIRECTORY, O_NOFOLLOW } = constants;
  const descriptor = openSync(parent.at(name), ONLY_PATH | O_DIRECTORY | O_NOFOLLOW);
  try {
    chmodSync(pathOf(descriptor), mode);
  } finally {
    closeSync(descriptor);
  }
}
