import { must } from '../../errors.ts';
import { type Found, pathOf, type Walked, walkInside } from '../../files/inside.ts';
import { type HeldDirectory, holdDirectory } from './held-directory.ts';
import { refused } from './refused.ts';

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

/**
 * Walks to `target` as the runtime will, through links of the root at `rootfs`, never out of it, and on into slots, where a
 * link is refused. Missing names are allowed. Every directory of the walk is held open.
 *
 * @param covers the visible mounts so far
 * @throws ObuilderError `sandbox-failed` for a link in a slot, too many links or a path through a file
 */
export function walkTo(rootfs: string, target: string, covers: ReadonlyMap<string, Cover>): Place {
  const held = new Set<HeldDirectory>();
  const hold = (directory: HeldDirectory, slot: string | undefined): Passed => {
    held.add(directory);
    return { directory, slot };
  };
  try {
    const walked = walkInside<Passed>(
      {
        start: { names: [], directories: [hold(holdDirectory(rootfs), undefined)] },
        look(name, { directory: parent, here }): Found<Passed> {
          const cover = covers.get(here);
          if (cover?.kind === 'own') return 'stop';
          if (cover?.kind === 'slot') return { directory: hold(holdDirectory(cover.source), here) };
          const stats = parent?.directory.stat(name);
          if (parent === undefined || stats === undefined) return 'missing';
          if (stats.isDirectory()) return { directory: hold(parent.directory.open(name), parent.slot) };
          if (!stats.isSymbolicLink()) return 'other';
          if (parent.slot !== undefined) throw linkInSlot(target, here, parent.slot);
          return { link: parent.directory.readLink(name) };
        },
        leave({ directory }) {
          held.delete(directory);
          directory.close();
        },
        refuse: (reason) => refused(target, reason),
      },
      target,
    );
    const place = placeOf(walked, target);
    held.delete(place.directory);
    return place;
  } finally {
    for (const directory of held) directory.close();
  }
}

function placeOf({ names, directories, found, rest }: Walked<Passed>, target: string): Place {
  const { directory } = must(directories.at(-1), 'the root of a walk');
  const path = pathOf(names);
  if (rest !== undefined)
    return { path: [path, ...rest].join('/'), own: path, directory, rest: [], found: undefined };
  if (Buffer.byteLength(path) > MAX_BYTES)
    throw refused(target, `leads to a path of more than ${MAX_BYTES} bytes`);
  return { path, own: undefined, directory, rest: names.slice(directories.length - 1), found };
}

const linkInSlot = (target: string, here: string, slot: string) =>
  refused(target, `goes through ${here}, a symbolic link in the cache slot on ${slot}`, {
    hint: 'Name a path without links: what a cache slot holds must not decide where something is mounted.',
  });
