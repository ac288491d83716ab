import { posix } from 'node:path';
import { type HeldDirectory, holdDirectory } from './held-directory.ts';
import { refused } from './refused.ts';

/** As the kernel's own bound on links in one path. */
const MAX_LINKS = 40;

/** The kernel takes a path of so many bytes, of which the runtime puts some before ours. */
const MAX_BYTES = 3072;

/**
 * What is mounted at a path: a directory of the host that the walk goes on in, a file on top of a file, or something of the
 * sandbox's own.
 */
export type Cover =
  | { readonly kind: 'slot'; readonly source: string }
  | { readonly kind: 'secret' }
  | { readonly kind: 'own' };

/** A directory on the way. */
interface Passed {
  readonly directory: HeldDirectory;
  /** The path of the slot that it belongs to; undefined in the root itself. */
  readonly slot: string | undefined;
}

/** Where a path leads in a step's root with the mounts on it. The directory must be closed. */
export interface Place {
  /** Absolute inside, without links. Below a mount of the sandbox's own it is not looked at and may have `..`. */
  readonly path: string;
  /** The sandbox's own mount that the path is at or below. */
  readonly own: string | undefined;
  /** The deepest directory of the path that exists; the path itself where that is a directory. */
  readonly directory: HeldDirectory;
  /** The rest of the path, below that directory. */
  readonly rest: readonly string[];
  /** What is at the path. */
  readonly found: 'directory' | 'other' | undefined;
}

/** The walk so far: names that are done, the directories of those that exist, and names to do, the next one last. */
interface Walk {
  readonly target: string;
  readonly covers: ReadonlyMap<string, Cover>;
  readonly done: string[];
  readonly passed: Passed[];
  readonly todo: string[];
  links: number;
}

/**
 * Walks to `target` as the runtime will, with nothing left to follow: through links of the root at `rootfs`, never out of
 * it, and on into slots, where a link is refused. Names that are missing are passed by.
 *
 * @param covers what is mounted so far and can be seen
 * @throws ObuilderError `sandbox-failed` for a link in a slot, too many links or a way through a file
 */
export function walkTo(rootfs: string, target: string, covers: ReadonlyMap<string, Cover>): Place {
  const walk: Walk = {
    target,
    covers,
    done: [],
    passed: [{ directory: holdDirectory(rootfs), slot: undefined }],
    todo: target.split('/').reverse(),
    links: 0,
  };
  let kept: HeldDirectory | undefined;
  try {
    const place = walkOn(walk);
    kept = place.directory;
    return place;
  } finally {
    for (const { directory } of walk.passed) if (directory !== kept) directory.close();
  }
}

function walkOn(walk: Walk): Place {
  let isFile = false;
  for (let name = walk.todo.pop(); name !== undefined; name = walk.todo.pop()) {
    if (name === '' || name === '.') continue;
    if (name === '..') goUp(walk);
    else {
      const here = posix.join(pathOf(walk), name);
      if (walk.covers.get(here)?.kind === 'own') return ownPlace(walk, here);
      isFile = goDown(walk, name, here) === 'other';
    }
  }
  if (Buffer.byteLength(pathOf(walk)) > MAX_BYTES)
    throw refused(walk.target, `leads to a path of more than ${MAX_BYTES} bytes`);
  const existing = walk.passed.length - 1;
  const found = existing === walk.done.length ? 'directory' : undefined;
  return {
    path: pathOf(walk),
    own: undefined,
    directory: last(walk).directory,
    rest: walk.done.slice(existing),
    found: isFile ? 'other' : found,
  };
}

function ownPlace(walk: Walk, own: string): Place {
  const rest = walk.todo.reverse().filter((part) => part !== '' && part !== '.');
  const path = [own, ...rest].join('/');
  return { path, own, directory: last(walk).directory, rest: [], found: undefined };
}

const pathOf = ({ done }: Walk) => `/${done.join('/')}`;

function last({ passed }: Walk): Passed {
  const found = passed.at(-1);
  if (found === undefined) throw new Error('the root was left');
  return found;
}

function goUp({ done, passed }: Walk): void {
  done.pop();
  if (passed.length > done.length + 1) passed.pop()?.directory.close();
}

/** Goes to `name`, and says what is there. */
function goDown(walk: Walk, name: string, here: string): Place['found'] {
  const { directory, slot } = last(walk);
  const cover = walk.covers.get(here);
  if (cover?.kind === 'slot')
    return enter(walk, name, { directory: holdDirectory(cover.source), slot: here });
  const isBelowMissing = walk.done.length >= walk.passed.length;
  const stats = isBelowMissing ? undefined : directory.stat(name);
  if (stats?.isSymbolicLink()) {
    followLink(walk, name, here);
    return undefined;
  }
  if (stats?.isDirectory()) return enter(walk, name, { directory: directory.open(name), slot });
  if (stats !== undefined && walk.todo.some((part) => part !== '' && part !== '.'))
    throw refused(walk.target, `goes through ${here}, which is no directory`);
  walk.done.push(name);
  return stats === undefined ? undefined : 'other';
}

function enter({ done, passed }: Walk, name: string, entered: Passed): Place['found'] {
  passed.push(entered);
  done.push(name);
  return 'directory';
}

function followLink(walk: Walk, name: string, here: string): void {
  const { directory, slot } = last(walk);
  if (slot !== undefined) {
    throw refused(walk.target, `goes through ${here}, a symbolic link in the cache slot on ${slot}`, {
      hint: 'Name a path without links: what a cache slot holds must not decide where something is mounted.',
    });
  }
  walk.links += 1;
  if (walk.links > MAX_LINKS) throw refused(walk.target, 'goes through too many symbolic links');
  const target = directory.readLink(name);
  if (target.startsWith('/')) while (walk.done.length > 0) goUp(walk);
  walk.todo.push(...target.split('/').reverse());
}
