import {
  chmodSync,
  lstatSync,
  lutimesSync,
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
import { fileTime } from '../../files/file-time.ts';
import { type Found, walkInside } from '../../files/inside.ts';
import { imageInvalid } from '../../oci/invalid.ts';

const parentOf = (path: string) => path.slice(0, Math.max(0, path.lastIndexOf('/')));

/**
 * A root file system that an archive is unpacked into. Paths are relative to it, without `.`, `..` and a leading `/`, and
 * have one character a byte. Whatever links the root has, nothing outside of it is read or written: every parent is
 * resolved here, link by link, with the root as the top, and last components are never followed.
 *
 * Only one process may write in the root meanwhile.
 */
export class RootTree {
  readonly #root: string;
  readonly #uid = process.geteuid?.();
  readonly #gid = process.getegid?.();
  /** Parents as written in the archive → where they really are. Holds directories that exist. */
  readonly #parents = new Map<string, string>();
  /** What this layer made or touched, by real path. */
  #touched = new Set<string>();
  /** Directories' times, kept to the end since every file made in one changes them. */
  readonly #times = new Map<string, number>();
  /** Real paths of directories that may pass on another group than this process's; some may be gone. */
  readonly #otherGroups = new Set<string>();
  /** Told when a path is gone or taken by a directory, and whether all below it goes too. */
  readonly #onRemove: (path: string, wasDirectory: boolean) => void;

  constructor(root: string, onRemove: (path: string, wasDirectory: boolean) => void) {
    this.#root = Buffer.from(root, 'utf8').toString('latin1');
    this.#onRemove = onRemove;
  }

  /** The path for the system's calls. */
  at(path: string): Buffer {
    return Buffer.from(path === '' ? this.#root : `${this.#root}/${path}`, 'latin1');
  }

  /** From here on `isTouched` tells what belongs to the next layer. */
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
   * Whether what is made at `path` has that owner from the start, as most of an image has: that saves a call each. A set-gid
   * parent passes on its own group.
   */
  isOwnedAtOnce(path: string, { uid, gid }: { readonly uid: number; readonly gid: number }): boolean {
    return uid === this.#uid && gid === this.#gid && !this.#otherGroups.has(parentOf(path));
  }

  setTime(path: string, modified: number): void {
    this.#times.set(path, modified);
  }

  /** Sets the times of all directories; the last thing to do. */
  applyTimes(): void {
    for (const [path, modified] of this.#times) {
      if (this.stat(path)?.isDirectory()) lutimesSync(this.at(path), fileTime(modified), fileTime(modified));
    }
  }

  stat(path: string): Stats | undefined {
    return lstatSync(this.at(path), { throwIfNoEntry: false });
  }

  /**
   * Where a path of the archive really is: its parent resolved inside the root, and made (root's, 0755) where it is
   * missing. The last component is left as it is. Gives '' for the root itself.
   */
  locate(path: string, modified: number): string {
    return must(this.#locate(path, modified), 'a directory that was made');
  }

  /** The same without making anything; undefined where a parent is missing. */
  find(path: string): string | undefined {
    return this.#locate(path, undefined);
  }

  #locate(path: string, modified: number | undefined): string | undefined {
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

  /** The real path of the directory with these names, whose own parent has most often been looked up already. */
  #parentOf(parts: readonly string[], modified: number | undefined): string | undefined {
    const key = parts.join('/');
    const known = this.#parents.get(key);
    if (known !== undefined || key === '') return known ?? '';
    const above = this.#parents.get(parentOf(key));
    const parent =
      above === undefined ? this.#walk('', parts, modified) : this.#walk(above, parts.slice(-1), modified);
    if (parent !== undefined) this.#parents.set(key, parent);
    return parent;
  }

  /** The real path of the directory `parts` below the real path `from`. */
  #walk(from: string, parts: readonly string[], modified: number | undefined): string | undefined {
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

  /** What is at a path on the way to a parent. A missing directory is made if `modified` is given. */
  #look(path: string, modified: number | undefined): Found<true> {
    const stat = this.stat(path);
    if (stat?.isSymbolicLink()) return { link: readlinkSync(this.at(path), 'latin1') };
    if (stat !== undefined && !stat.isDirectory())
      throw imageInvalid(`"${show(path)}" is no directory, yet files are to be put into it`);
    if (stat === undefined) {
      if (modified === undefined) return 'stop';
      this.#makeParent(path, modified);
    }
    return { directory: true };
  }

  #makeParent(path: string, modified: number): void {
    this.#onRemove(path, false);
    const absolute = this.at(path);
    mkdirSync(absolute, { mode: 0o700 });
    // Whatever this process's umask is.
    chmodSync(absolute, 0o755);
    if (this.#otherGroups.has(parentOf(path))) this.#otherGroups.add(path);
    this.setTime(path, modified);
  }

  /** Removes a path and all below it, if it is there. */
  remove(path: string): void {
    const stat = this.stat(path);
    if (stat === undefined) return;
    if (stat.isDirectory()) {
      for (const name of this.list(path)) this.remove(`${path}/${name}`);
      rmdirSync(this.at(path));
      this.#times.delete(path);
    } else unlinkSync(this.at(path));
    if (stat.isDirectory() || stat.isSymbolicLink()) this.#parents.clear();
    this.#touched.delete(path);
    this.#onRemove(path, stat.isDirectory());
  }

  /** Removes what lower layers had at `path` and leaves what this layer has put there. */
  removeLower(path: string): void {
    if (!this.#touched.has(path)) this.remove(path);
    else if (this.stat(path)?.isDirectory()) this.clearLower(path);
  }

  /** The same for everything in a directory. */
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
 * A path's components. A leading `/` means the root of the image, as everywhere in the field.
 * @throws ObuilderError `image-invalid` where there is a `..`
 */
function splitPath(path: string): string[] {
  const parts = path.split('/').filter((part) => part !== '' && part !== '.');
  if (parts.includes('..')) throw imageInvalid(`"${show(path)}" leads out of the root file system`);
  return parts;
}
