import type { BigIntStats } from 'node:fs';
import type { MayDiffer } from '../../contract/results.ts';
import { layerImpossible, tooManyFiles } from '../impossible.ts';
import { isSameKind, isUntouched, join, looksSame, type Tree } from './node.ts';

/** What a walk through base and result finds. Paths as in `Tree`. */
export interface Findings {
  /** Files and directories that are new or differ. */
  readonly changed: Set<string>;
  /** Files and directories that look the same; whether contents and attributes are equal is open. */
  readonly open: string[];
  /** Names of the base that are gone, by directory. Names below a missing or replaced directory are not listed. */
  readonly gone: Map<string, Gone>;
  /** Files of the result that have several names in the result or in the base. */
  readonly linked: LinkedName[];
  /** Files of the result that may have large holes. */
  readonly large: Set<string>;
}

interface Gone {
  readonly names: readonly string[];
  /** Whether no name of the base is left in the directory. */
  readonly isAll: boolean;
}

/** A name of a file that has several names now, or had several names in the base. */
export interface LinkedName {
  readonly path: string;
  /** The number of names in the result. */
  readonly links: number;
  /** Identifies the file in the result. */
  readonly inode: string;
  /** Identifies the file in the base; undefined for a new name, and for a name of something else than a file. */
  readonly baseInode: string | undefined;
  /** The number of names in the base. */
  readonly baseLinks: number;
  /** Whether a step may have changed the file, or its number of names. */
  readonly isTouched: boolean;
}

export interface Trees {
  /** Undefined for a result without a base. */
  readonly base: Tree | undefined;
  readonly result: Tree;
}

/** Bytes. Smaller holes are stored as zeros, because many programs cannot read sparse members. */
export const LARGE_HOLES = 64n * 1024n ** 2n;

/** In the list of a sparse file, a number has at most 15 digits. */
const MAX_FILE_BYTES = 900n * 1024n ** 4n;

/** Bytes of memory for paths that a walk keeps. With more, Node would end the process before a user gets an error. */
const MAX_HELD_BYTES = 1024 ** 3;
/** Bytes of memory for a path besides its characters, about. */
const HELD_BYTES = 250;

/** Entries between two pauses, in which other work of the process goes on. */
const ENTRIES_AT_ONCE = 2000;

interface WalkOptions {
  /** Tells which directories to enter; by default all. */
  readonly mayDiffer?: MayDiffer | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly maxHeldBytes?: number;
}

/**
 * Compares two trees by lstat(2) alone.
 *
 * @throws ObuilderError `layer-impossible`, also if the paths of touched, linked and missing files fill the memory
 */
export async function walkTrees(
  { base, result }: Trees,
  { mayDiffer, signal, maxHeldBytes = MAX_HELD_BYTES }: WalkOptions,
): Promise<Findings> {
  const found: Findings = { changed: new Set(), open: [], gone: new Map(), linked: [], large: new Set() };
  const walk = new Walk({ base, result }, found, maxHeldBytes);
  // The next directory comes last.
  const todo = [walk.visit('', base !== undefined)].filter(isDirectory);
  let seen = 0;
  for (let directory = todo.pop(); directory !== undefined; directory = todo.pop()) {
    const inner = walk.enter(directory).filter((one) => mustEnter(one, mayDiffer));
    todo.push(...inner.reverse());
    seen += walk.takeCount();
    if (seen < ENTRIES_AT_ONCE) continue;
    seen = 0;
    await new Promise((resolve) => setImmediate(resolve));
    signal?.throwIfAborted();
  }
  return found;
}

interface Visited {
  readonly path: string;
  readonly kind: 'directory' | 'other' | 'none';
  /** Whether the path is a directory in the base too. */
  readonly isInBase: boolean;
  readonly inodes?: { readonly from: bigint; readonly to: bigint };
}

function mustEnter({ path, isInBase, inodes }: Visited, mayDiffer: MayDiffer | undefined): boolean {
  if (!isInBase || inodes === undefined || mayDiffer === undefined) return true;
  return mayDiffer(path, inodes);
}

const isDirectory = ({ kind }: Visited) => kind === 'directory';

interface Compared {
  readonly now: BigIntStats;
  readonly before: BigIntStats | undefined;
  readonly isTouched: boolean;
}

class Walk {
  readonly #trees: Trees;
  readonly #found: Findings;
  #count = 0;
  #freeBytes: number;

  constructor(trees: Trees, found: Findings, maxHeldBytes: number) {
    this.#trees = trees;
    this.#found = found;
    this.#freeBytes = maxHeldBytes;
  }

  /** Returns the number of entries since the last call. */
  takeCount(): number {
    const count = this.#count;
    this.#count = 0;
    return count;
  }

  /** Compares the entries of a directory of the result, and returns the directories among these entries. */
  enter({ path: directory, isInBase }: Visited): Visited[] {
    const { base, result } = this.#trees;
    const left = new Set<string>();
    const inner: Visited[] = [];
    for (const name of result.list(directory)) {
      const visited = this.visit(join(directory, name), isInBase);
      if (visited.kind !== 'none') left.add(name);
      if (isDirectory(visited)) inner.push(visited);
    }
    if (base !== undefined && isInBase) {
      const before = base.list(directory);
      const gone = before.filter((name) => !left.has(name) && base.stat(join(directory, name)) !== undefined);
      for (const name of gone) this.#hold(name);
      if (gone.length > 0)
        this.#found.gone.set(directory, { names: gone, isAll: !before.some((name) => left.has(name)) });
    }
    return inner;
  }

  /**
   * Compares an entry of the result with the base.
   *
   * @param isInBase whether the base has a directory there too, not a link whose target is elsewhere
   */
  visit(path: string, isInBase: boolean): Visited {
    this.#count += 1;
    const { base, result } = this.#trees;
    const now = result.stat(path);
    if (now === undefined) return { path, kind: 'none', isInBase: false };
    const before = isInBase ? base?.stat(path) : undefined;
    const isDirectoryThere = before?.isDirectory() ?? false;
    const isTouched = this.#compare(path, now, before);
    if (isTouched) this.#hold(path);
    if (now.isDirectory())
      return {
        path,
        kind: 'directory',
        isInBase: isDirectoryThere,
        inodes: { from: before?.ino ?? 0n, to: now.ino },
      };
    this.#noteLinks(path, { now, before: isDirectoryThere ? undefined : before, isTouched });
    if (now.isFile() && now.size >= LARGE_HOLES) this.#noteLarge(path, now);
    return { path, kind: 'other', isInBase: false };
  }

  /** Returns whether a step may have touched the entry. */
  #compare(path: string, now: BigIntStats, before: BigIntStats | undefined): boolean {
    const { changed, open } = this.#found;
    if (before === undefined || !isSameKind(now, before) || !looksSame(now, before)) changed.add(path);
    else if (isUntouched(now, before)) return false;
    else if (now.isFile() || now.isDirectory()) open.push(path);
    else if (now.isSymbolicLink() && this.#trees.result.target(path) !== this.#trees.base?.target(path))
      changed.add(path);
    return true;
  }

  #hold(path: string): void {
    this.#freeBytes -= path.length + HELD_BYTES;
    if (this.#freeBytes < 0) throw tooManyFiles();
  }

  #noteLarge(path: string, { size }: BigIntStats): void {
    if (size >= MAX_FILE_BYTES) throw layerImpossible(path, 'it is larger than 900 TiB');
    this.#found.large.add(path);
  }

  #noteLinks(path: string, { now, before, isTouched }: Compared): void {
    if (now.nlink === 1n && (before === undefined || before.nlink === 1n)) return;
    this.#hold(path);
    this.#found.linked.push({
      path,
      links: Number(now.nlink),
      inode: inodeOf(now),
      baseInode: before && inodeOf(before),
      baseLinks: Number(before?.nlink ?? 0n),
      isTouched,
    });
  }
}

const inodeOf = ({ dev, ino }: BigIntStats) => `${dev} ${ino}`;
