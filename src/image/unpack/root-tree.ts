import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  rmdirSync,
  type Stats,
  unlinkSync,
} from 'node:fs';
import { show } from '../../archive/tar-header.ts';
import { must } from '../../errors.ts';
import { errnoOf } from '../../files/errno.ts';
import type { FileTime } from '../../files/file-time.ts';
import { type Found, walkInside } from '../../files/inside.ts';
import { NewTimes } from '../../files/new-times.ts';
import { imageInvalid } from '../../oci/invalid.ts';

type OnRemove = (path: string, wasDirectory: boolean) => void;

const parentOf = (path: string) => path.slice(0, Math.max(0, path.lastIndexOf('/')));

/**
 * The root file system of an unpacked archive. Paths are relative to the root, without `.`, `..` and a leading `/`, and have
 * one character (U+0000 to U+00FF) a byte. Reads and writes nothing outside the root, in spite of links: resolves every
 * parent link by link with the root as the top, and never follows the last component.
 *
 * No other process may write in the root meanwhile.
 */
export class RootTree {
  readonly #directory: string;
  /** The path of the root, one character a byte. */
  readonly #root: string;
  readonly #uid = process.geteuid?.();
  readonly #gid = process.getegid?.();
  /** Maps parents as written in the archive to their real paths. Holds only existing directories. */
  readonly #parents = new Map<string, string>();
  /** Real paths made or touched by this layer. */
  #touched = new Set<string>();
  /** Times of directories, set at the end because every new file changes the time of its directory. */
  readonly #directoryTimes = new Map<string, FileTime>();
  readonly #times = new NewTimes();
  /** Real paths of directories that may pass on another group than the group of this process. Some may be removed. */
  readonly #otherGroups = new Set<string>();
  /** Called after a path was removed or replaced with a directory. `wasDirectory`: all files below are removed too. */
  readonly #onRemove: OnRemove;

  /** Whether the root had no files at the start, so that the groups of all directories are known. */
  readonly #isEmpty: boolean;

  constructor(
    root: string,
    { onRemove, isEmpty = true }: { readonly onRemove: OnRemove; readonly isEmpty?: boolean },
  ) {
    this.#directory = root;
    this.#root = Buffer.from(root, 'utf8').toString('latin1');
    this.#onRemove = onRemove;
    this.#isEmpty = isEmpty;
  }

  /** Returns the absolute path for system calls. */
  at(path: string): Buffer {
    return Buffer.from(path === '' ? this.#root : `${this.#root}/${path}`, 'latin1');
  }

  /** Starts the next layer: forgets the touched paths of the previous layer. */
  beginLayer(): void {
    this.#touched = new Set();
  }

  isTouched(path: string): boolean {
    return this.#touched.has(path);
  }

  touch(path: string): void {
    this.#touched.add(path);
  }

  /** Remembers a directory's group. */
  setGroup(path: string, gid: number): void {
    if (gid === this.#gid) this.#otherGroups.delete(path);
    else this.#otherGroups.add(path);
  }

  /**
   * Whether a new file at `path` has the owner from the start, like most files of an image: saves a call per file. A set-gid
   * parent passes on its own group.
   */
  isOwnedAtOnce(path: string, { uid, gid }: { readonly uid: number; readonly gid: number }): boolean {
    return this.#isEmpty && uid === this.#uid && gid === this.#gid && !this.#otherGroups.has(parentOf(path));
  }

  setDirectoryTime(path: string, modified: FileTime): void {
    this.#directoryTimes.set(path, modified);
  }

  /** Sets the time of a file or link, now or in `applyTimes`. `place` is the file for Node: a descriptor, or a path. */
  setTime(path: string, modified: FileTime, place: number | Buffer): void {
    this.#times.set(path, { path: Buffer.from(path, 'latin1'), modified }, place);
  }

  /** Gives the new hard link `path` the same time as its target. */
  shareTime(target: string, path: string): void {
    this.#times.share(target, { key: path, path: Buffer.from(path, 'latin1') });
  }

  /** Sets the times of all directories, and the remaining times of files. Comes last. */
  async applyTimes(): Promise<void> {
    for (const [path, modified] of this.#directoryTimes) {
      if (this.stat(path)?.isDirectory()) this.setTime(path, modified, this.at(path));
    }
    await this.#times.finish(this.#directory);
  }

  stat(path: string): Stats | undefined {
    return lstatSync(this.at(path), { throwIfNoEntry: false });
  }

  /**
   * Returns the real path of an archive's path. Resolves the parent inside the root, and makes missing directories (owner
   * root, mode 0755). Does not follow the last component. Returns '' for the root itself.
   */
  locate(path: string, modified: FileTime): string {
    return must(this.#locate(path, modified), 'a directory that was made');
  }

  /** Like `locate`, but makes nothing and returns undefined for a missing parent. */
  find(path: string): string | undefined {
    return this.#locate(path, undefined);
  }

  #locate(path: string, modified: FileTime | undefined): string | undefined {
    const parts = splitPath(path);
    const last = parts.pop();
    if (last === undefined) return '';
    const parent = this.#parentOf(parts, modified);
    if (parent === undefined) return undefined;
    this.#touchWithParents(parent);
    return parent === '' ? last : `${parent}/${last}`;
  }

  #touchWithParents(directory: string): void {
    for (let path = directory; path !== '' && !this.#touched.has(path); ) {
      this.#touched.add(path);
      path = parentOf(path);
    }
  }

  /** Returns the real path of a directory. Uses the cache, because the directory's parent is usually known. */
  #parentOf(parts: readonly string[], modified: FileTime | undefined): string | undefined {
    const key = parts.join('/');
    const known = this.#parents.get(key);
    if (known !== undefined || key === '') return known ?? '';
    const above = this.#parents.get(parentOf(key));
    const parent =
      above === undefined ? this.#walk('', parts, modified) : this.#walk(above, parts.slice(-1), modified);
    if (parent !== undefined) this.#parents.set(key, parent);
    return parent;
  }

  /** Returns the real path of the directory `parts` below the real path `from`. */
  #walk(from: string, parts: readonly string[], modified: FileTime | undefined): string | undefined {
    const names = from === '' ? [] : from.split('/');
    const { names: real, rest } = walkInside(
      {
        // The walk needs no more of a directory than its path, which `look` gets.
        start: { names, directories: [true, ...names.map(() => true as const)] },
        look: (_name, { here }) => this.#look(here.slice(1), modified),
        refuse: (reason) => imageInvalid(`"${show(parts.join('/'))}" ${show(reason)}`),
      },
      parts.join('/'),
    );
    return rest === undefined ? real.join('/') : undefined;
  }

  /** Looks at a path on the way to a parent. Makes a missing directory if `modified` is given. */
  #look(path: string, modified: FileTime | undefined): Found<true> {
    const stat = this.stat(path);
    if (stat?.isSymbolicLink()) return { link: readlinkSync(this.at(path), 'latin1') };
    if (stat !== undefined && !stat.isDirectory())
      throw imageInvalid(`"${show(path)}" is no directory, but files belong into it`);
    if (stat === undefined) {
      if (modified === undefined) return 'stop';
      this.#makeParent(path, modified);
    }
    return { directory: true };
  }

  #makeParent(path: string, modified: FileTime): void {
    this.#onRemove(path, false);
    const absolute = this.at(path);
    mkdirSync(absolute, { mode: 0o700 });
    // Independent of the umask.
    chmodSync(absolute, 0o755);
    if (this.#otherGroups.has(parentOf(path))) this.#otherGroups.add(path);
    this.setDirectoryTime(path, modified);
  }

  /** Removes a path and everything below, if the path exists. */
  remove(path: string): void {
    const stat = this.stat(path);
    if (stat === undefined) return;
    if (stat.isDirectory()) {
      for (const name of this.list(path)) this.remove(`${path}/${name}`);
      rmdirSync(this.at(path));
      this.#directoryTimes.delete(path);
    } else unlinkSync(this.at(path));
    if (stat.isDirectory() || stat.isSymbolicLink()) this.#parents.clear();
    this.#touched.delete(path);
    this.#times.forget(path);
    this.#onRemove(path, stat.isDirectory());
  }

  /** Removes files of lower layers at `path`, and keeps files of this layer. */
  removeLower(path: string): void {
    if (!this.#touched.has(path)) this.remove(path);
    else if (this.stat(path)?.isDirectory()) this.clearLower(path);
  }

  /** Like `removeLower` for every entry of a directory. */
  clearLower(directory: string): void {
    for (const name of this.list(directory))
      this.removeLower(directory === '' ? name : `${directory}/${name}`);
  }

  list(directory: string): string[] {
    try {
      return readdirSync(this.at(directory), 'latin1');
    } catch (error) {
      if (errnoOf(error) === 'ENOENT' || errnoOf(error) === 'ENOTDIR') return [];
      throw error;
    }
  }
}

/**
 * Returns a path's components. A leading `/` means the root of the image, as in tar.
 * @throws ObuilderError `image-invalid` for a path with `..`
 */
function splitPath(path: string): string[] {
  const parts = path.split('/').filter((part) => part !== '' && part !== '.');
  if (parts.includes('..')) throw imageInvalid(`"${show(path)}" leads out of the root file system`);
  return parts;
}
