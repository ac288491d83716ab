import { lstatSync, readlinkSync } from 'node:fs';
import { posix } from 'node:path';
import { must } from '../../errors.ts';
import { refused } from './refused.ts';

/** As the kernel's own bound on links in one path. */
const MAX_LINKS = 40;

/** Where a path inside a root file system really leads, as chroot(2) would have it. */
export interface InsidePath {
  /** Absolute inside the root, without links, `.` or `..`. */
  readonly path: string;
  /** How many of its components exist. */
  readonly existing: number;
  readonly components: readonly string[];
  /** The mount that covers the rest of the path, which was therefore not looked at. */
  readonly under: string | undefined;
}

/** The walk so far: the components that are done, and those to do, the next one last. */
interface Walk {
  readonly root: string;
  readonly path: string;
  readonly done: string[];
  readonly todo: string[];
  links: number;
  /** How many of the done components exist; undefined while all do. */
  existing: number | undefined;
}

/**
 * Follows `path` through the links of the root file system at `root` without ever leaving it. The walk stops at a path in
 * `covered`, since what lies below is not of this root.
 *
 * @throws ObuilderError `sandbox-failed` for too many links or a way through a file
 */
export function resolveInside(
  root: string,
  path: string,
  covered: ReadonlySet<string> = new Set(),
): InsidePath {
  const walk: Walk = { root, path, done: [], todo: path.split('/').reverse(), links: 0, existing: undefined };
  const { done, todo } = walk;
  while (todo.length > 0) {
    const name = must(todo.pop(), 'a name of a path');
    if (name === '' || name === '.') continue;
    if (name === '..') {
      goUp(walk);
      continue;
    }
    done.push(name);
    const here = `/${done.join('/')}`;
    if (covered.has(here)) {
      const whole = posix.join(here, ...todo.reverse());
      return { path: whole, existing: walk.existing ?? done.length, components: done, under: here };
    }
    if (walk.existing === undefined) follow(walk, here);
  }
  const existing = walk.existing ?? done.length;
  return { path: `/${done.join('/')}`, existing, components: done, under: undefined };
}

function goUp(walk: Walk): void {
  walk.done.pop();
  if (walk.existing !== undefined && walk.done.length <= walk.existing) walk.existing = undefined;
}

/** Looks at the component that was just added, and replaces it by what it points to if it is a link. */
function follow(walk: Walk, here: string): void {
  const found = lookAt(walk.root + here, walk.path);
  if (found === 'missing') walk.existing = walk.done.length - 1;
  else if (found.isSymbolicLink()) {
    walk.links += 1;
    if (walk.links > MAX_LINKS) throw refused(walk.path, 'goes through too many symbolic links in the image');
    const target = readlinkSync(walk.root + here);
    walk.done.length = target.startsWith('/') ? 0 : walk.done.length - 1;
    walk.todo.push(...target.split('/').reverse());
  }
}

function lookAt(file: string, path: string) {
  try {
    return lstatSync(file, { throwIfNoEntry: false }) ?? 'missing';
  } catch (error) {
    throw refused(path, 'cannot be followed in the image', { cause: error });
  }
}
