import { createHash } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync, readlinkSync, type Stats } from 'node:fs';
import path from 'node:path';

/** One entry as `expected.json` has it; `gone` is one that the base has and the result has not. */
export interface Entry {
  readonly kind: 'file' | 'dir' | 'link' | 'other' | 'gone';
  readonly mode?: string;
  readonly own?: string;
  readonly sha?: string;
  readonly size?: number;
  readonly mtime?: number;
  readonly to?: string;
}

export type Tree = Readonly<Record<string, Entry>>;

function describe(file: string, stats: Stats): Entry {
  const mode = `0o${(stats.mode & 0o7777).toString(8)}`;
  const own = `${stats.uid}:${stats.gid}`;
  if (stats.isSymbolicLink()) return { kind: 'link', own, to: readlinkSync(file) };
  if (stats.isDirectory()) return { kind: 'dir', mode, own };
  if (!stats.isFile()) return { kind: 'other', mode, own };
  const sha = createHash('sha256').update(readFileSync(file)).digest('hex').slice(0, 16);
  return { kind: 'file', mode, own, sha, size: stats.size, mtime: Math.floor(stats.mtimeMs / 1000) };
}

/** A snapshot keeps inode numbers and change times, so what is equal in both was not touched. */
function isUntouched(left: Stats, right: Stats | undefined): boolean {
  return (
    right !== undefined && left.ino === right.ino && left.ctimeMs === right.ctimeMs && !left.isDirectory()
  );
}

/** Everything below a root. Node's own recursion would go through the links of an image, such as /dev/fd. */
function walk(root: string, directory = '', found = new Map<string, Stats>()): Map<string, Stats> {
  for (const name of readdirSync(path.join(root, directory))) {
    const entry = path.join(directory, name);
    const stats = lstatSync(path.join(root, entry));
    found.set(entry, stats);
    if (stats.isDirectory()) walk(root, entry, found);
  }
  return found;
}

/** Every entry of `root` that `base` does not have just so, times apart, and what is gone. */
export function difference(root: string, base: string): Tree {
  const [mine, theirs] = [walk(root), walk(base)];
  const changed = [...mine].flatMap(([name, stats]): [string, Entry][] => {
    const other = theirs.get(name);
    if (isUntouched(stats, other)) return [];
    const entry = describe(path.join(root, name), stats);
    const before = other === undefined ? undefined : describe(path.join(base, name), other);
    return JSON.stringify(entry) === JSON.stringify(before) ? [] : [[name, entry]];
  });
  const gone = [...theirs.keys()]
    .filter((name) => !mine.has(name))
    .map((name): [string, Entry] => [name, { kind: 'gone' }]);
  return Object.fromEntries([...changed, ...gone]);
}
