import type { BigIntStats } from 'node:fs';
import { must, ObuilderError } from '../errors.ts';
import { openCursorAt } from '../tree/cursor.ts';
import type { Directory } from '../tree/directory.ts';
import type { Pace } from '../tree/pace.ts';
import type { Selection } from './selection.ts';

/** A file of a result, parents before children, the names of each directory in byte order. */
export interface Found {
  /** Relative to the destination. */
  readonly path: string;
  /** Relative to the directory of the selection. */
  readonly from: string;
  readonly kind: 'directory' | 'file' | 'link' | 'special';
  readonly mode: number;
  readonly size: number;
  /** Nanoseconds since the epoch, in decimal digits. */
  readonly modified: string;
  /** The target of a link. */
  readonly target?: string | undefined;
  /** The path of the first name of the same file. */
  readonly sameAs?: string | undefined;
}

/** Bytes. The paths of directories in each other grow with the square of their number, so few directories could fill the memory. */
const MAX_PATH_BYTES = 1024 ** 3;

interface Listing {
  readonly pace: Pace;
  /** The most bytes of all paths together. */
  readonly maxPathBytes?: number | undefined;
}

/**
 * Lists the selected files. Nobody else changes the tree meanwhile.
 *
 * @throws ObuilderError `export-failed` if the paths would fill the memory
 */
export async function listFiles(
  selection: Selection,
  { pace, maxPathBytes = MAX_PATH_BYTES }: Listing,
): Promise<readonly Found[]> {
  const cursor = openCursorAt(selection.directory);
  const lister = new Lister(maxPathBytes);
  try {
    if (selection.kind === 'file') {
      const here = cursor.to('');
      lister.add(here, { name: selection.name, path: selection.as, from: selection.name });
      return lister.found;
    }
    const { isAsked = () => true } = selection;
    const todo: Todo[] = [{ path: '', isWhole: selection.isAsked === undefined }];
    for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
      if (pace.isDue()) await pace.pause();
      const { path, isWhole } = next;
      const directory = cursor.to(path);
      const below: Todo[] = [];
      for (const name of directory.list()) {
        if (pace.isDue()) await pace.pause();
        const child = path === '' ? name : `${path}/${name}`;
        const isChildWhole = isWhole || isAsked(child);
        if (lister.add(directory, { name, path: child, from: child, isWanted: isChildWhole }))
          below.push({ path: child, isWhole: isChildWhole });
      }
      todo.push(...below.reverse());
    }
    return lister.ordered();
  } finally {
    cursor.close();
  }
}

interface Todo {
  readonly path: string;
  /** Whether everything below is asked for. */
  readonly isWhole: boolean;
}

interface WantedPath {
  readonly name: string;
  readonly path: string;
  readonly from: string;
  /** False for a directory that matters only if something below is asked for. */
  readonly isWanted?: boolean;
}

class Lister {
  readonly found: Found[] = [];
  /** Directories that are not asked for themselves, by path. */
  readonly #parents = new Map<string, Found>();
  /** The first path of files with several names, by device and inode. */
  readonly #names = new Map<string, string>();
  /** Bytes that further paths may have. */
  #room: number;

  constructor(maxPathBytes: number) {
    this.#room = maxPathBytes;
  }

  /** Returns whether the entry is a directory. */
  add(directory: Directory, { name, path, from, isWanted = true }: WantedPath): boolean {
    this.#room -= path.length;
    if (this.#room < 0) throw tooLong();
    const stats = must(directory.exactStat(name), 'a listed file');
    const kind = kindOf(stats);
    const found: Found = {
      path,
      from,
      kind,
      mode: Number(stats.mode) & 0o7777,
      size: kind === 'file' ? Number(stats.size) : 0,
      modified: String(stats.mtimeNs),
      target: kind === 'link' ? directory.readLink(name) : undefined,
      sameAs: isWanted && kind === 'file' ? this.#sameAs(stats, path) : undefined,
    };
    if (isWanted) this.found.push(found);
    else if (kind === 'directory') this.#parents.set(path, found);
    return kind === 'directory';
  }

  #sameAs(stats: BigIntStats, path: string): string | undefined {
    if (stats.nlink === 1n) return undefined;
    const key = `${stats.dev} ${stats.ino}`;
    const first = this.#names.get(key);
    if (first === undefined) this.#names.set(key, path);
    return first;
  }

  /** Returns the found files with the directories above them. */
  ordered(): readonly Found[] {
    if (this.#parents.size === 0) return this.found;
    const whole: Found[] = [];
    const done = new Set<string>();
    const addParents = (path: string) => {
      const end = path.lastIndexOf('/');
      if (end === -1) return;
      const parent = path.slice(0, end);
      const found = this.#parents.get(parent);
      if (found === undefined || done.has(parent)) return;
      done.add(parent);
      addParents(parent);
      whole.push(found);
    };
    for (const one of this.found) {
      addParents(one.path);
      whole.push(one);
    }
    return whole;
  }
}

function tooLong(): ObuilderError {
  return new ObuilderError('export-failed', 'could not export the files: their paths need too much memory', {
    hint: 'Name a part of the result with src, or write fewer directories inside each other.',
  });
}

function kindOf(stats: BigIntStats): Found['kind'] {
  if (stats.isDirectory()) return 'directory';
  if (stats.isFile()) return 'file';
  return stats.isSymbolicLink() ? 'link' : 'special';
}
