import { lstatSync, type Stats } from 'node:fs';

/** A place that others than root control, and why. */
export interface Untrusted {
  readonly path: string;
  /** Such as `is a symbolic link`. */
  readonly why: string;
}

const OTHERS_WRITE = 0o022;

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

function faultOf(stats: Stats): string | undefined {
  if (stats.isSymbolicLink()) return 'is a symbolic link';
  if (stats.uid !== 0) return `belongs to the user ${stats.uid}, not to root`;
  // The bits of a group also tell what an access control list allows at most.
  if ((stats.mode & OTHERS_WRITE) !== 0) return 'can be written to by others than root';
  return undefined;
}
