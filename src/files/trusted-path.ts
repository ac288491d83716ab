import { lstatSync, readlinkSync, type Stats } from 'node:fs';
import path from 'node:path';

/** A place that others than root control, and why. */
export interface Untrusted {
  readonly path: string;
  /** Such as `is a symbolic link`. */
  readonly why: string;
}

const OTHERS_WRITE = 0o022;
/** As many links on a way as the kernel follows. */
const MOST_LINKS = 40;

/**
 * The first directory on the way to `directory`, itself included, that others than root can exchange or write to. A sticky bit
 * does not help: whoever may make entries there may make them before root does. What is missing is not looked at, because root makes it.
 * A way that was found good stays so, because only root can change it.
 */
export function untrustedWay(directory: string): Untrusted | undefined {
  const names = directory.split('/').filter((name) => name !== '');
  const ways = ['/', ...names.map((_, index) => `/${names.slice(0, index + 1).join('/')}`)];
  for (const way of ways) {
    const stats = lstatSync(way, { throwIfNoEntry: false });
    if (stats === undefined) return undefined;
    const why = faultOf(stats) ?? (stats.isDirectory() ? undefined : 'is not a directory');
    if (why !== undefined) return { path: way, why };
  }
  return undefined;
}

/** The first of these files and directories that others than root own or can write to, or that leads elsewhere. */
export function untrustedEntry(entries: Iterable<string>): Untrusted | undefined {
  for (const entry of entries) {
    const stats = lstatSync(entry, { throwIfNoEntry: false });
    const why = stats === undefined ? undefined : faultOf(stats);
    if (why !== undefined) return { path: entry, why };
  }
  return undefined;
}

/**
 * The first part of the way to a file that others than root can change. The way may go through links of root's, such as `/bin`, and
 * each directory on the way of each link counts.
 *
 * @throws system error where a part is missing
 */
export function untrustedFile(file: string): Untrusted | undefined {
  const names = file.split('/');
  let directory = '/';
  let links = 0;
  for (let name: string | undefined = '.'; name !== undefined; name = names.shift()) {
    const way = path.join(directory, name);
    const stats = lstatSync(way);
    const why = changerOf(stats);
    if (why !== undefined) return { path: way, why };
    if (!stats.isSymbolicLink()) {
      directory = way;
      continue;
    }
    links += 1;
    if (links > MOST_LINKS) return { path: way, why: 'leads in circles' };
    const target = readlinkSync(way);
    if (target.startsWith('/')) directory = '/';
    names.unshift(...target.split('/'));
  }
  return undefined;
}

const faultOf = (stats: Stats) => (stats.isSymbolicLink() ? 'is a symbolic link' : changerOf(stats));

function changerOf(stats: Stats): string | undefined {
  if (stats.uid !== 0) return `belongs to the user ${stats.uid}, not to root`;
  // Everybody may write to a link by its mode, and nobody can.
  if (stats.isSymbolicLink()) return undefined;
  // The bits of a group also tell what an access control list allows at most.
  if ((stats.mode & OTHERS_WRITE) !== 0) return 'can be written to by others than root';
  return undefined;
}
