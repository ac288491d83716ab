import { chmodSync, lchownSync, lstatSync, mkdirSync, rmdirSync, type Stats, unlinkSync } from 'node:fs';
import path from 'node:path';
import type { CopyRequest, ManifestEntry } from '../../contract/trees.ts';
import { errnoOf } from '../../files/errno.ts';
import type { FileTime } from '../../files/file-time.ts';
import { resolveInside } from '../../files/inside.ts';
import { nativePath } from '../../files/names.ts';
import { NewTimes } from '../../files/new-times.ts';
import { refused, writeError } from '../refused.ts';

/** The mode of new directories, including missing parents. */
const DIRECTORY_MODE = 0o755;

/** Writes a copy's entries below a root that nobody else changes meanwhile. Paths have the form of names.ts. */
export interface Destination {
  /** The root of all written files, a path of the host. */
  readonly root: string;
  /** Returns an entry's path in the image, for messages. */
  show(entryPath: string): string;
  /**
   * Makes a file or link: calls `make` with the host's path. If `make` fails with `EEXIST`, removes the existing file, link
   * or empty directory (without following a link) and calls `make` again.
   *
   * @throws ObuilderError `copy-refused` if a directory with files is in the way
   */
  place<T>(entryPath: string, make: (file: string | Buffer) => T): T;
  /** Makes a directory. Keeps an existing directory, and a link to a directory; removes a file. `time` is for a new directory. */
  makeDirectory(entry: Pick<ManifestEntry, 'path' | 'mode'>, time: FileTime): void;
  /** Sets the time of a new file or link, now or in `finish`. `place` is the file for Node: a descriptor, or a path. */
  setTime(entryPath: string, time: FileTime, place: number | string | Buffer): void;
  /** Sets all remaining times. Comes last, because new files change the times of their directory. */
  finish(): Promise<void>;
}

export function openDestination({
  to,
  dst,
  user,
  mode,
}: Pick<CopyRequest, 'to' | 'dst' | 'user' | 'mode'>): Destination {
  const base = `/${dst
    .split('/')
    .filter((part) => part !== '' && part !== '.')
    .join('/')}`;
  /** Maps paths of entries to the host's paths of directories, so that each directory is resolved once. */
  const directories = new Map<string, string>();
  /** New directories by the host's path, with their times. */
  const made = new Map<string, FileTime>();
  const times = new NewTimes();
  const setTime = (file: string, time: FileTime, place: number | string | Buffer) =>
    times.set(file, { path: nativePath(path.relative(to, file)), modified: time }, place);

  const show = (entryPath: string) => (entryPath === '' ? base : path.posix.join(base, entryPath));
  const parentOf = (entryPath: string) => {
    // The entry at '' is the destination itself, and its parent is no entry.
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
    setTime: (entryPath, time, place) => setTime(locate(entryPath), time, place),
    makeDirectory({ path: entryPath, mode: own }, time) {
      const file = locate(entryPath);
      const stats = lstatSync(nativePath(file), { throwIfNoEntry: false });
      const existing = stats && existingDirectory(to, file, stats);
      directories.set(entryPath, existing ?? file);
      if (existing !== undefined) return;
      if (stats !== undefined) unlinkSync(nativePath(file));
      makeOne(file, user, own ?? mode);
      made.set(file, time);
    },
    async finish() {
      for (const [file, time] of made) setTime(file, time, nativePath(file));
      try {
        await times.finish(to);
      } catch (error) {
        throw writeError(error, base, to);
      }
    },
  };
}

function makeOne(
  directory: string,
  owner: CopyRequest['user'] | undefined,
  mode: number = DIRECTORY_MODE,
): void {
  const native = nativePath(directory);
  mkdirSync(native, { mode: 0o700 });
  if (owner !== undefined) lchownSync(native, owner.uid, owner.gid);
  // After the owner, and independent of the umask and of the parent's set-gid bit.
  chmodSync(native, mode);
}

/** Returns the host's path of the directory at `file`, also through links inside the root; undefined without a directory. */
function existingDirectory(root: string, file: string, stats: Stats): string | undefined {
  if (stats.isDirectory()) return file;
  if (!stats.isSymbolicLink()) return undefined;
  const there = resolveIn(root, path.relative(root, file));
  return there.found === 'directory' ? there.file : undefined;
}

const resolveIn = (root: string, target: string) =>
  resolveInside(root, target, { refuse: (reason) => refused(`${target} ${reason}`, { value: target }) });

/** Returns the host's path of a directory of the root. Makes missing directories, owner root, mode 0755. */
function makeParents(root: string, directory: string): string {
  const { file, found, existing } = resolveIn(root, directory);
  if (found === 'directory') return file;
  if (found === 'other') {
    throw refused(`could not copy into ${JSON.stringify(directory)}: not a directory`, {
      value: directory,
      hint: 'Remove the file in an earlier step, or choose another destination.',
    });
  }
  // Only root can give a directory to root.
  const owner = process.geteuid?.() === 0 ? { uid: 0, gid: 0 } : undefined;
  let parent = existing;
  for (const name of path.relative(existing, file).split('/')) {
    parent = `${parent}/${name}`;
    makeOne(parent, owner);
  }
  return file;
}

/** Removes a link, a file or an empty directory, as tar does. */
function remove(file: string, stats: Stats, shown: string): void {
  if (!stats.isDirectory()) {
    unlinkSync(nativePath(file));
    return;
  }
  try {
    rmdirSync(nativePath(file));
  } catch (error) {
    const isFull = errnoOf(error) === 'ENOTEMPTY';
    const why = isFull ? 'the directory has files' : errnoOf(error);
    throw refused(`could not replace the directory ${JSON.stringify(shown)} with a file or link: ${why}`, {
      value: shown,
      hint: `Write (dst ${shown}/) to copy into the directory.`,
      cause: error,
    });
  }
}
