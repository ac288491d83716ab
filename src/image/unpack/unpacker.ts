import { chmodSync, lchownSync } from 'node:fs';
import type { EntrySink } from '../../archive/entry-sink.ts';
import { show, type TarEntry } from '../../archive/tar-header.ts';
import { TarReader } from '../../archive/tar-reader.ts';
import { within } from '../../oci/invalid.ts';
import { writeEntry } from './entry.ts';
import { RootTree } from './root-tree.ts';
import { SpecialEntries } from './special.ts';
import { applyWhiteout, isWhiteout } from './whiteout.ts';
import { WriteBack } from './write-back.ts';

/** One layer on its way into the root file system: uncompressed tar, in pieces of any size. */
interface LayerUnpacking {
  write(chunk: Buffer): void;
  /** Checks that the archive is whole and makes devices and attributes. */
  end(): Promise<void>;
  /** Lets go of what is open when the layer is given up; harmless after `end`. */
  abandon(): void;
}

export interface Unpacker {
  /** The directory that it unpacks to. */
  readonly rootfs: string;
  /** Begins the next layer, after the one before has ended. */
  layer(): LayerUnpacking;
  /** Sets the times of directories, once all layers are there. */
  end(): Promise<void>;
}

export interface UnpackOptions {
  /** An empty directory. It becomes root's, 0755, unless an archive says otherwise. */
  readonly rootfs: string;
  /** Whether `.wh.` names take away what lower layers have, as in layers of images, or are names like others. */
  readonly whiteouts: boolean;
}

/**
 * Unpacks layers one over the other: OCI image specification, applying changesets. Modes, owners, times in whole and
 * part seconds, hard links, devices and pipes are kept, and of extended attributes `security.capability` and `user.*`.
 * Nothing outside of `rootfs` is read or written. It writes synchronously: in one process that is far faster for the
 * many small files of an image than a turn of the event loop for each.
 *
 * Its methods throw ObuilderError `image-invalid` for what no archive should hold, and `disk-full`.
 */
export function createUnpacker({ rootfs, whiteouts }: UnpackOptions): Unpacker {
  const specials = new SpecialEntries();
  const tree = new RootTree(rootfs, (path, wasDirectory) => specials.forget(path, wasDirectory));
  const writeBack = new WriteBack(rootfs);
  // Only root gives files to others, and then the root directory is root's.
  if (process.geteuid?.() === 0) lchownSync(tree.at(''), 0, 0);
  chmodSync(tree.at(''), 0o755);

  const onEntry = (entry: TarEntry): EntrySink | undefined => {
    try {
      if (!(whiteouts && isWhiteout(entry.path)))
        return guard(entry, rootfs, writeEntry(tree, specials, entry));
      applyWhiteout(tree, entry.path);
      return undefined;
    } catch (error) {
      throw within(`entry "${show(entry.path)}"`, error, rootfs);
    }
  };
  const layer = () => {
    tree.beginLayer();
    const reader = new TarReader(onEntry);
    return {
      write: (chunk: Buffer) => {
        reader.write(chunk);
        writeBack.add(chunk.length);
      },
      end: async () => {
        reader.end();
        await specials.apply(rootfs);
      },
      abandon: () => reader.abandon(),
    };
  };
  const end = async () => {
    tree.applyTimes();
    await writeBack.end();
  };
  return { rootfs, layer, end };
}

function guard(entry: TarEntry, rootfs: string, sink: EntrySink | undefined): EntrySink | undefined {
  if (sink === undefined) return undefined;
  const named = (action: () => void) => {
    try {
      action();
    } catch (error) {
      throw within(`entry "${show(entry.path)}"`, error, rootfs);
    }
  };
  return {
    ...sink,
    write: (chunk) => named(() => sink.write(chunk)),
    ...(sink.hole && { hole: (bytes: number) => named(() => sink.hole?.(bytes)) }),
    end: () => named(() => sink.end()),
  };
}
