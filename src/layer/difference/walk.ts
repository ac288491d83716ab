import type { BigIntStats } from 'node:fs';
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
  /** Files of the result with large holes. */
  readonly sparse: Set<string>;
}

export interface Gone {
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
}

/** Tells which directories a walk may pass over, because the store knows that nothing below has changed. */
export type MayDiffer = (directory: string) => boolean;

export interface Trees {
  /** Undefined for a result without a base. */
  readonly base: Tree | undefined;
  readonly result: Tree;
}

/** Bytes. Smaller holes are stored as zeros, because many programs cannot read sparse members. */
export const LARGE_HOLES = 64n * 1024n ** 2n;

/** Entries between two pauses, in which other work of the process goes on. */
const ENTRIES_AT_ONCE = 2000;

/** Compares two trees by lstat(2) alone, names in the order of their bytes. */
export async function walkTrees(
  { base, result }: Trees,
  {
    mayDiffer,
    signal,
  }: { readonly mayDiffer?: MayDiffer | undefined; readonly signal?: AbortSignal | undefined },
): Promise<Findings> {
  const found: Findings = { changed: new Set(), open: [], gone: new Map(), linked: [], sparse: new Set() };
  const walk = new Walk({ base, result }, found);
  // The next directory comes last.
  const todo = [walk.visit('', base !== undefined)].filter(isDirectory);
  let seen = 0;
  for (let directory = todo.pop(); directory !== undefined; directory = todo.pop()) {
    const inner = walk.enter(directory).filter(({ path }) => mayDiffer?.(path) ?? true);
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
}

const isDirectory = ({ kind }: Visited) => kind === 'directory';

class Walk {
  readonly #trees: Trees;
  readonly #found: Findings;
  #count = 0;

  constructor(trees: Trees, found: Findings) {
    this.#trees = trees;
    this.#found = found;
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
    this.#compare(path, now, before);
    if (now.isDirectory()) return { path, kind: 'directory', isInBase: isDirectoryThere };
    this.#noteLinks(path, now, isDirectoryThere ? undefined : before);
    if (now.isFile() && holesIn(now) >= LARGE_HOLES) this.#found.sparse.add(path);
    return { path, kind: 'other', isInBase: false };
  }

  #compare(path: string, now: BigIntStats, before: BigIntStats | undefined): void {
    const { changed, open } = this.#found;
    if (before === undefined || !isSameKind(now, before) || !looksSame(now, before)) changed.add(path);
    else if (isUntouched(now, before)) return;
    else if (now.isFile() || now.isDirectory()) open.push(path);
    else if (now.isSymbolicLink() && this.#trees.result.target(path) !== this.#trees.base?.target(path))
      changed.add(path);
  }

  #noteLinks(path: string, now: BigIntStats, before: BigIntStats | undefined): void {
    if (now.nlink === 1n && (before === undefined || before.nlink === 1n)) return;
    this.#found.linked.push({
      path,
      links: Number(now.nlink),
      inode: inodeOf(now),
      baseInode: before && inodeOf(before),
      baseLinks: Number(before?.nlink ?? 0n),
    });
  }
}

/** Bytes without blocks on the disk. Of a compressing file system, this also counts the saved bytes. */
const holesIn = ({ size, blocks }: BigIntStats) => size - blocks * 512n;

const inodeOf = ({ dev, ino }: BigIntStats) => `${dev} ${ino}`;
