import { lstatSync, readlinkSync } from 'node:fs';
import path from 'node:path';
import { nameOfBytes, nativePath, needsCare } from './names.ts';

/** The maximum number of links in one path, the same as the kernel's. */
const MAX_LINKS = 40;

/** A root has a directory under a name, a link with this target, another file, or nothing. `stop` ends the walk. */
export type Found<D> = { readonly directory: D } | { readonly link: string } | 'other' | 'missing' | 'stop';

/** A root as a walk sees it. `D` stands for an existing directory, such as its path or its descriptor. */
export interface View<D> {
  /** The root, and below it the existing directories `names` from which the walk starts. */
  readonly start: { readonly names: readonly string[]; readonly directories: readonly [D, ...D[]] };
  /**
   * Looks at a name without following it.
   *
   * @param directory the parent; undefined for a missing parent
   * @param here the path of the name, absolute inside the root and without links
   */
  look(name: string, at: { readonly directory: D | undefined; readonly here: string }): Found<D>;
  /** Closes a directory from which the walk goes up. */
  leave?(directory: D): void;
  /** Returns the error for a path that the walk cannot follow. `reason` continues a sentence that starts with the path. */
  refuse(reason: string): Error;
}

/** The end of a walk. */
export interface Walked<D> {
  /** The names from the root to the end, without links, `.` and `..`. A stopped walk has the stop as its last name. */
  readonly names: readonly string[];
  /** The root and the existing directories of `names`, the deepest last. */
  readonly directories: readonly [D, ...D[]];
  readonly found: 'directory' | 'other' | undefined;
  /** The names after the stop of a stopped walk: not looked at, and with `..` as written. Undefined for a complete walk. */
  readonly rest: readonly string[] | undefined;
}

interface Walk<D> {
  readonly view: View<D>;
  readonly names: string[];
  readonly directories: [D, ...D[]];
  /** The names to do, the next one last. */
  readonly todo: string[];
  links: number;
  isFile: boolean;
}

const isName = (part: string) => part !== '' && part !== '.';

/**
 * Follows `target` through the links of a root and never leaves the root: `..` at the top stays at the top, and an absolute
 * link starts at the top, as chroot(2) has it. This is the guard for every path from an image, a spec or a step. A missing
 * name counts as a directory, so that a caller can make it.
 *
 * The result holds only as long as nobody else changes the root, unless the view holds its directories open.
 *
 * @throws what `view.refuse` returns, for more than 40 links or a path through a file
 */
export function walkInside<D>(view: View<D>, target: string): Walked<D> {
  const [root, ...below] = view.start.directories;
  const names = [...view.start.names];
  const todo = target.split('/').reverse();
  const walk: Walk<D> = { view, names, directories: [root, ...below], todo, links: 0, isFile: false };
  const { directories } = walk;
  for (let name = todo.pop(); name !== undefined; name = todo.pop()) {
    if (!isName(name)) continue;
    if (walk.isFile) throw view.refuse(`goes through ${pathOf(names)}, which is no directory`);
    if (name === '..') goUp(walk);
    else if (goDown(walk, name) === 'stop')
      return { names, directories, found: undefined, rest: todo.reverse().filter(isName) };
  }
  const found = directories.length > names.length ? 'directory' : undefined;
  return { names, directories, found: walk.isFile ? 'other' : found, rest: undefined };
}

/** The path inside a root that these names make. */
export const pathOf = (names: readonly string[]) => `/${names.join('/')}`;

function goUp<D>({ view, names, directories }: Walk<D>): void {
  if (directories.length > Math.max(names.length, 1)) {
    const left = directories.pop();
    if (left !== undefined) view.leave?.(left);
  }
  names.pop();
}

function goDown<D>(walk: Walk<D>, name: string): 'stop' | undefined {
  const { view, names, directories, todo } = walk;
  const directory = directories.length > names.length ? directories.at(-1) : undefined;
  const here = pathOf([...names, name]);
  const found = view.look(name, { directory, here });
  if (typeof found === 'object' && 'link' in found) {
    walk.links += 1;
    if (walk.links > MAX_LINKS) throw view.refuse(`goes through too many symbolic links, at last ${here}`);
    if (found.link.startsWith('/')) while (names.length > 0) goUp(walk);
    todo.push(...found.link.split('/').reverse());
    return undefined;
  }
  names.push(name);
  if (typeof found === 'object') directories.push(found.directory);
  walk.isFile = found === 'other';
  return found === 'stop' ? found : undefined;
}

/** A path of the host that `resolveInside` found. */
export interface InsidePath {
  /** The path inside the root, absolute, without links, `.` and `..`. */
  readonly inside: string;
  /** The same path on the host: the root itself, or below it. */
  readonly file: string;
  readonly found: 'directory' | 'other' | undefined;
  /** The deepest existing directory of `file`, a path of the host. */
  readonly existing: string;
  /** The covered path that hides the rest of the path; the walk ended there. */
  readonly under: string | undefined;
}

/**
 * Follows `target` with `walkInside` in the directory `root`. Nobody else may change the root meanwhile. Paths are written as
 * in names.ts.
 *
 * @param covered paths inside the root with a mount on them, so that the files below are not the root's
 * @param refuse as in `View`
 */
export function resolveInside(
  root: string,
  target: string,
  { refuse, covered }: Pick<View<string>, 'refuse'> & { readonly covered?: ReadonlySet<string> },
): InsidePath {
  const at = (here: string) => (here === '/' ? root : root + here);
  if (!lstatSync(nativePath(root), { throwIfNoEntry: false })?.isDirectory())
    throw refuse(`is to be found in ${root}, which is no directory`);
  const look: View<string>['look'] = (_name, { directory, here }) => {
    if (covered?.has(here)) return 'stop';
    const stats =
      directory === undefined ? undefined : lstatSync(nativePath(at(here)), { throwIfNoEntry: false });
    if (stats === undefined) return 'missing';
    if (stats.isDirectory()) return { directory: at(here) };
    return stats.isSymbolicLink() ? { link: readLink(nativePath(at(here))) } : 'other';
  };
  const view = { start: { names: [], directories: [root] as const }, look, refuse };
  const { names, directories, found, rest } = walkInside(view, target);
  const end = pathOf(names);
  const inside = rest === undefined ? end : path.posix.join(end, ...rest);
  return { inside, file: at(inside), found, existing: directories.at(-1) ?? root, under: rest && end };
}

/** A link's target, in the form of names.ts. */
export function readLink(link: string | Buffer): string {
  const target = readlinkSync(link);
  return needsCare(target) ? nameOfBytes(readlinkSync(link, 'buffer')) : target;
}
