import { must } from '../../errors.ts';
import { type Found, pathOf, type Walked, walkInside } from '../../files/inside.ts';
import { type HeldDirectory, holdDirectory } from './held-directory.ts';
import { refused } from './refused.ts';

/** The maximum bytes of a mount point: PATH_MAX (4096) without the bytes that the runtime prepends. */
const MAX_BYTES = 3072;

/**
 * A mount that covers a path: a slot or a directory of files, in whose directory of the host the walk continues; a file on a file,
 * such as a secret; or one of the sandbox's own mounts.
 */
export type Cover =
  /** Other steps may change a shared slot at any time. */
  | { readonly kind: 'slot'; readonly source: string; readonly isShared?: boolean | undefined }
  /** A copy may get missing mount points. */
  | { readonly kind: 'files'; readonly source: string; readonly isCopy: boolean }
  | { readonly kind: 'file' }
  | { readonly kind: 'own' };

/** The root, or a mount with a directory of its own. */
export interface Region {
  readonly kind: 'root' | 'slot' | 'files';
  /** The path inside; empty for the root. */
  readonly at: string;
  /** The directory of the host. */
  readonly source: string;
  readonly isSealed: boolean;
  /** Other processes may change the files, so no check of a path inside lasts. */
  readonly isShared: boolean;
}

/** A directory that a walk passed. */
interface Passed {
  readonly directory: HeldDirectory;
  readonly region: Region;
}

/** The end of a path in a step's root with its mounts. The receiver must close `directory`. */
export interface WalkEnd {
  /** Absolute inside the root, without links. Below one of the sandbox's own mounts the path is unchecked and may have `..`. */
  readonly path: string;
  /** One of the sandbox's own mounts, if the path is at or below such a mount. */
  readonly own: string | undefined;
  /** The deepest existing directory of the path; the path itself if `found` is `directory`. */
  readonly directory: HeldDirectory;
  /** The rest of the path, below that directory. */
  readonly rest: readonly string[];
  /** The kind of file at the path; undefined for a missing file. */
  readonly found: 'directory' | 'other' | undefined;
  /** Holds `directory`. */
  readonly region: Region;
}

/**
 * Follows `target` like the runtime: through links of the root at `rootfs`, never out of the root, and on into mounts. A link in a
 * mount is an error, a missing name is not. The walk holds every directory open.
 *
 * @param covers the visible mounts so far
 * @throws ObuilderError `sandbox-failed` for a link in a mount, a path into a shared slot, too many links or a path through a file
 */
export function walkTo(rootfs: string, target: string, covers: ReadonlyMap<string, Cover>): WalkEnd {
  const held = new Set<HeldDirectory>();
  const hold = (directory: HeldDirectory, region: Region): Passed => {
    held.add(directory);
    return { directory, region };
  };
  const root: Region = { kind: 'root', at: '', source: rootfs, isSealed: false, isShared: false };
  try {
    const walked = walkInside<Passed>(
      {
        start: { names: [], directories: [hold(holdDirectory(rootfs), root)] },
        look(name, { directory: parent, here }): Found<Passed> {
          const cover = covers.get(here);
          if (cover?.kind === 'own') return 'stop';
          if (cover?.kind === 'slot' || cover?.kind === 'files')
            return { directory: hold(holdDirectory(cover.source), regionOf(cover, here)) };
          if (parent?.region.isShared) throw insideShared(target, parent.region);
          const stats = parent?.directory.stat(name);
          if (parent === undefined || stats === undefined) return 'missing';
          if (stats.isDirectory()) return { directory: hold(parent.directory.open(name), parent.region) };
          if (!stats.isSymbolicLink()) return 'other';
          if (parent.region.kind !== 'root') throw linkInMount(target, here, parent.region);
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

function placeOf({ names, directories, found, rest }: Walked<Passed>, target: string): WalkEnd {
  const { directory, region } = must(directories.at(-1), 'the root of a walk');
  const path = pathOf(names);
  if (rest !== undefined)
    return { path: [path, ...rest].join('/'), own: path, directory, rest: [], found: undefined, region };
  if (Buffer.byteLength(path) > MAX_BYTES)
    throw refused(target, `leads to a path of more than ${MAX_BYTES} bytes`);
  return { path, own: undefined, directory, rest: names.slice(directories.length - 1), found, region };
}

function regionOf(cover: Extract<Cover, { readonly source: string }>, at: string): Region {
  const isSealed = cover.kind === 'files' && !cover.isCopy;
  const isShared = cover.kind === 'slot' && cover.isShared === true;
  return { kind: cover.kind, at, source: cover.source, isSealed, isShared };
}

const insideShared = (target: string, { at }: Region) =>
  refused(target, `is inside the shared cache on ${at}, which other steps change meanwhile`, {
    hint: `Choose a path outside of ${at}, or write (sharing locked) for the cache.`,
  });

const linkInMount = (target: string, here: string, { kind, at }: Region) =>
  refused(
    target,
    `goes through ${here}, a symbolic link in the ${kind === 'slot' ? 'cache slot' : 'mount'} on ${at}`,
    {
      hint: 'Name a path without links: the files of a mount must not decide the place of another mount.',
    },
  );
