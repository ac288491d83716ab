import {
  chmodSync,
  closeSync,
  constants,
  fchmodSync,
  fchownSync,
  ftruncateSync,
  lchownSync,
  linkSync,
  mkdirSync,
  openSync,
  symlinkSync,
  writeSync,
} from 'node:fs';
import type { EntrySink } from '../../archive/entry-sink.ts';
import { show, type TarEntry } from '../../archive/tar-header.ts';
import { errnoOf } from '../../files/errno.ts';
import { imageInvalid } from '../../oci/invalid.ts';
import type { RootTree } from './root-tree.ts';
import { keptAttributes, type SpecialEntries } from './special.ts';

/** Writes a member of an archive into the tree. Returns a sink for the bytes of a file. */
export function writeEntry(tree: RootTree, specials: SpecialEntries, entry: TarEntry): EntrySink | undefined {
  const path = tree.locate(entry.path, entry.modified);
  if (path === '' && entry.kind !== 'directory')
    throw imageInvalid('the entry would replace the root directory');
  const attributes = keptAttributes(entry);
  tree.touch(path);
  specials.forget(path, false);
  switch (entry.kind) {
    case 'file':
      return writeFile(tree, { path, entry, done: () => attributes && specials.add(path, entry) });
    case 'directory':
      if (!writeDirectory(tree, path, entry)) specials.keep(path, attributes);
      if (attributes) specials.add(path, entry);
      return undefined;
    case 'symlink':
      replace(tree, path, () => symlinkSync(Buffer.from(entry.target, 'latin1'), tree.at(path)));
      if (!tree.isOwnedAtOnce(path, entry)) lchownSync(tree.at(path), entry.uid, entry.gid);
      tree.setTime(path, entry.modified, tree.at(path));
      return undefined;
    case 'link':
      writeLink(tree, specials, { path, entry });
      return undefined;
    default:
      tree.remove(path);
      tree.touch(path);
      specials.add(path, entry);
      return undefined;
  }
}

/** Calls `make`; if the path exists already, removes the path and calls `make` again. */
function replace<T>(tree: RootTree, path: string, make: () => T): T {
  try {
    return make();
  } catch (error) {
    if (errnoOf(error) !== 'EEXIST') throw error;
  }
  tree.remove(path);
  tree.touch(path);
  return make();
}

interface FileToWrite {
  readonly path: string;
  readonly entry: TarEntry;
  readonly done: () => void;
}

/** Always creates and never opens an existing file, so that a link is replaced instead of followed. */
const CREATE = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_NOFOLLOW;

function writeFile(tree: RootTree, { path, entry, done }: FileToWrite): EntrySink {
  const isOwned = tree.isOwnedAtOnce(path, entry);
  const fd = replace(tree, path, () => openSync(tree.at(path), CREATE, entry.mode & 0o777));
  let isOpen = true;
  // An open file would keep the disk space of an abandoned root file system.
  const close = () => {
    if (isOpen) closeSync(fd);
    isOpen = false;
  };
  const finish = () => {
    if (!isOwned) fchownSync(fd, entry.uid, entry.gid);
    // After the owner, because a change of owner drops set-uid and set-gid.
    if (!(isOwned && isModeAtOnce(entry.mode))) fchmodSync(fd, entry.mode);
    tree.setTime(path, entry.modified, fd);
    close();
    done();
  };
  if (entry.size === 0) {
    finish();
    return { write: () => undefined, end: () => undefined };
  }
  let position = 0;
  const write = (chunk: Buffer) => {
    for (let at = 0; at < chunk.length; ) {
      const written = writeSync(fd, chunk, at, chunk.length - at, position);
      at += written;
      position += written;
    }
  };
  const hole = (bytes: number) => {
    position += bytes;
    ftruncateSync(fd, position);
  };
  return { write, hole, end: finish, abandon: close };
}

/** The permission bits that new files lack. */
const umask = process.umask();

/** Whether a new file has the mode from the start: saves a call per file. */
const isModeAtOnce = (mode: number) => (mode & (umask | ~0o777)) === 0;

/** Returns whether the directory is new. */
function writeDirectory(tree: RootTree, path: string, entry: TarEntry): boolean {
  const absolute = tree.at(path);
  const isNew = path !== '' && !tree.stat(path)?.isDirectory();
  if (isNew) replace(tree, path, () => mkdirSync(absolute, 0o700));
  if (!(isNew && tree.isOwnedAtOnce(path, entry))) lchownSync(absolute, entry.uid, entry.gid);
  tree.setGroup(path, entry.gid);
  chmodSync(absolute, entry.mode);
  tree.setDirectoryTime(path, entry.modified);
  return isNew;
}

interface LinkToMake {
  readonly path: string;
  readonly entry: TarEntry;
}

function writeLink(tree: RootTree, specials: SpecialEntries, { path, entry }: LinkToMake): void {
  const target = tree.find(entry.target);
  if (target === undefined || target === '') {
    throw imageInvalid(`the target "${show(entry.target)}" is not in the image`);
  }
  if (target === path) return;
  if (specials.has(target)) {
    tree.remove(path);
    tree.touch(path);
    specials.add(path, { ...entry, target });
    return;
  }
  try {
    replace(tree, path, () => linkSync(tree.at(target), tree.at(path)));
    tree.shareTime(target, path);
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT' && errnoOf(error) !== 'EPERM') throw error;
    throw imageInvalid(`the target "${show(entry.target)}" is no file of the image`, { cause: error });
  }
}
