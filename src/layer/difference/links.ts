import { byPlace } from './node.ts';
import type { LinkedName } from './walk.ts';

/**
 * Returns the names that a layer needs besides the changed names, so that the same names are one file after the layer is applied.
 * A layer has all names of a file or none: programs that unpack a layer alone cannot link to a file of a lower layer.
 */
export function namesForLinks(
  linked: readonly LinkedName[],
  changed: ReadonlySet<string>,
): readonly string[] {
  const files = groupBy(linked, ({ inode }) => inode);
  const stays = ({ names }: File) =>
    names.every(({ path, baseInode }) => !changed.has(path) && baseInode !== undefined) &&
    new Set(names.map(({ baseInode }) => baseInode)).size === 1;
  const taken: LinkedName[] = [];
  const staying: File[] = [];
  for (const file of files) {
    if (stays(file)) staying.push(file);
    else taken.push(...file.names);
  }
  // Files that were one file in the base: the first keeps the base's file, so the others must be new.
  for (const parted of partedFiles(staying)) for (const { names } of parted.slice(1)) taken.push(...names);
  return taken.map(({ path }) => path).filter((path) => !changed.has(path));
}

/** Whether a walk has passed over names of files that a step has touched. */
export function lacksNames(linked: readonly LinkedName[]): boolean {
  const count = (key: (name: LinkedName) => string | undefined) => {
    const counts = new Map<string | undefined, number>();
    for (const name of linked) counts.set(key(name), (counts.get(key(name)) ?? 0) + 1);
    return counts;
  };
  const now = count(({ inode }) => inode);
  const before = count(({ baseInode }) => baseInode);
  return linked.some(({ inode, baseInode, links, baseLinks, isTouched }) => {
    if (!isTouched) return false;
    return (
      links > (now.get(inode) ?? 0) || (baseInode !== undefined && baseLinks > (before.get(baseInode) ?? 0))
    );
  });
}

/** Returns the first name of each file by all of its names. */
export function firstNames(linked: readonly LinkedName[]): ReadonlyMap<string, string> {
  const files = groupBy(linked, ({ inode }) => inode);
  return new Map(files.flatMap(({ first, names }) => names.map(({ path }) => [path, first] as const)));
}

/** The names of one file of the result, sorted. */
interface File {
  readonly first: string;
  readonly names: readonly LinkedName[];
}

function groupBy(linked: readonly LinkedName[], key: (name: LinkedName) => string): readonly File[] {
  const groups = new Map<string, LinkedName[]>();
  for (const name of linked) {
    const group = groups.get(key(name));
    if (group === undefined) groups.set(key(name), [name]);
    else group.push(name);
  }
  return [...groups.values()].map((names) => {
    const sorted = names.toSorted((a, b) => byPlace(a.path, b.path));
    return { first: sorted[0]?.path ?? '', names: sorted };
  });
}

function partedFiles(files: readonly File[]): readonly (readonly File[])[] {
  const byBase = new Map<string, File[]>();
  for (const file of files) {
    const base = file.names[0]?.baseInode ?? '';
    byBase.set(base, [...(byBase.get(base) ?? []), file]);
  }
  return [...byBase.values()]
    .filter((parted) => parted.length > 1)
    .map((parted) => parted.toSorted((a, b) => byPlace(a.first, b.first)));
}
