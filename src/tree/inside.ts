import { lstatSync, type Stats } from 'node:fs';
import path from 'node:path';
import { readLink } from './directory.ts';
import { nativePath } from './names.ts';
import { refused } from './refused.ts';

/** The kernel's own bound on links in one path. */
const MOST_LINKS = 40;

/** Where a path leads inside a root, with the root as the top of everything, as chroot(2) has it. */
export interface InsidePath {
  /** Absolute on the host, below the root or the root itself. No component of it is a link. */
  readonly path: string;
  /** What is there; undefined where it or a parent is missing. */
  readonly stats: Stats | undefined;
  /** The deepest directory of `path` that exists, absolute on the host. */
  readonly existing: string;
}

/**
 * Follows `target` through the links inside `root` without ever leaving it. The root must not be changed by anybody else
 * meanwhile. Names that are not UTF-8 are taken and given as in names.ts.
 *
 * @param target absolute inside the root; `..` at the top stays at the top
 * @throws ObuilderError `copy-refused` for a loop of links, or a way through something that is no directory
 */
export function resolveInside(root: string, target: string): InsidePath {
  const queue = target.split('/').reverse();
  let real: readonly string[] = [];
  let found = look(root, real);
  let links = 0;
  for (let part = queue.pop(); part !== undefined; part = queue.pop()) {
    if (part === '' || part === '.') continue;
    if (found.stats !== undefined && !found.stats.isDirectory()) {
      throw refused(`${target} goes through ${shown(real)}, which is no directory`, { value: target });
    }
    const next = part === '..' ? real.slice(0, -1) : [...real, part];
    const there = look(root, next);
    if (!there.stats?.isSymbolicLink()) {
      [real, found] = [next, there];
      continue;
    }
    links += 1;
    if (links > MOST_LINKS) {
      throw refused(`${target} goes through too many links, the last one ${shown(next)}`, { value: target });
    }
    const link = readLink(nativePath(path.join(root, ...next)));
    if (link.startsWith('/')) [real, found] = [[], look(root, [])];
    queue.push(...link.split('/').reverse());
  }
  return { path: path.join(root, ...real), ...found };
}

const shown = (real: readonly string[]) => `/${real.join('/')}`;

/** What is at a path without links: itself, or the deepest of its directories that exists. */
function look(
  root: string,
  real: readonly string[],
): { readonly stats: Stats | undefined; readonly existing: string } {
  const here = path.join(root, ...real);
  const stats = lstatSync(nativePath(here), { throwIfNoEntry: false });
  if (stats?.isDirectory() || real.length === 0) return { stats, existing: here };
  return { stats, existing: look(root, real.slice(0, -1)).existing };
}
