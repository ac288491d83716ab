import { lstatSync, readlinkSync, type Stats } from 'node:fs';
import path from 'node:path';

/** A path that users other than root control, and the reason. */
export interface Untrusted {
  readonly path: string;
  /** Such as `is a symbolic link`. */
  readonly why: string;
}

const OTHERS_WRITE = 0o022;
/** The kernel's own limit (path_resolution(7)). */
const MAX_LINKS = 40;

/**
 * Returns the first directory on the way to `directory`, itself included, that users other than root can exchange or write to. A sticky
 * bit does not help, because a user may make an entry before root. Skips missing directories, because root makes these. A trusted
 * way stays trusted, because only root can change it.
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

/** Returns the first entry that is a symbolic link, or that users other than root own or can write to. */
export function untrustedEntry(entries: Iterable<string>): Untrusted | undefined {
  for (const entry of entries) {
    const stats = lstatSync(entry, { throwIfNoEntry: false });
    const why = stats === undefined ? undefined : faultOf(stats);
    if (why !== undefined) return { path: entry, why };
  }
  return undefined;
}

/**
 * Returns the first part of the way to a file that users other than root can change.
 *
 * @throws system error for a missing part
 */
export function untrustedFile(file: string): Untrusted | undefined {
  for (const { path: way, stats, isCircle } of partsOf(file)) {
    const why = changerOf(stats) ?? (isCircle ? 'leads in circles' : undefined);
    if (why !== undefined) return { path: way, why };
  }
  return undefined;
}

interface Part {
  readonly path: string;
  readonly stats: Stats;
  readonly isCircle: boolean;
}

/**
 * The directories and links on the way to a file, and the file. Follows links, such as `/bin`, with each directory on the way of each
 * link.
 *
 * @throws system error for a missing part
 */
export function* partsOf(file: string): Generator<Part> {
  const names = file.split('/');
  let directory = '/';
  let links = 0;
  for (let name: string | undefined = '.'; name !== undefined; name = names.shift()) {
    const way = path.join(directory, name);
    const stats = lstatSync(way);
    const isLink = stats.isSymbolicLink();
    if (isLink) links += 1;
    yield { path: way, stats, isCircle: links > MAX_LINKS };
    if (links > MAX_LINKS) return;
    const target = isLink ? readlinkSync(way) : '';
    if (!isLink) directory = way;
    else if (target.startsWith('/')) directory = '/';
    if (isLink) names.unshift(...target.split('/'));
  }
}

const faultOf = (stats: Stats) => (stats.isSymbolicLink() ? 'is a symbolic link' : changerOf(stats));

function changerOf(stats: Stats): string | undefined {
  if (stats.uid !== 0) return `belongs to the user ${stats.uid}, not to root`;
  // The mode of a link is always 0777 and has no effect.
  if (stats.isSymbolicLink()) return undefined;
  // The group bits are also the mask of an access control list, so they bound its entries.
  if ((stats.mode & OTHERS_WRITE) !== 0) return 'can be written to by others than root';
  return undefined;
}
