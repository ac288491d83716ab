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

/** Unpacks a layer: takes an uncompressed tar archive in pieces of any size. */
interface LayerUnpacking {
  write(chunk: Buffer): void;
  /** Checks that the archive is complete, and makes devices and attributes. */
  end(): Promise<void>;
  /** Closes open files if the layer is given up. Harmless after `end`. */
  abandon(): void;
}

export interface Unpacker {
  /** The target directory. */
  readonly rootfs: string;
  /** Begins the next layer. The previous layer must have ended. */
  layer(): LayerUnpacking;
  /** Sets the times of directories, after the last layer. */
  end(): Promise<void>;
}

export interface UnpackOptions {
  /** The target directory. */
  readonly rootfs: string;
  /**
   * Whether the directory may have files already and keeps its owner and mode. Otherwise the directory is empty, and gets owner root
   * and mode 0755 unless an archive says otherwise.
   */
  readonly keepsRoot?: boolean;
  /** Whether `.wh.` names remove files of lower layers, as in images, or are ordinary names. */
  readonly whiteouts: boolean;
}

/**
 * Returns an unpacker of layers over each other (OCI image specification, applying changesets). Keeps modes, owners, exact times,
 * hard links, devices, pipes, access control lists, and the extended attributes `security.capability` and `user.*`. Reads and
 * writes nothing outside `rootfs`. Writes synchronously: for an image's many small files far faster than a turn of the
 * event loop each.
 *
 * The methods throw ObuilderError `image-invalid` for malformed or hostile content, and `disk-full`.
 */
export function createUnpacker({ rootfs, whiteouts, keepsRoot = false }: UnpackOptions): Unpacker {
  const specials = new SpecialEntries(keepsRoot);
  const onRemove = (path: string, wasDirectory: boolean) => specials.forget(path, wasDirectory);
  const tree = new RootTree(rootfs, { onRemove, isEmpty: !keepsRoot });
  const writeBack = new WriteBack(rootfs);
  // Only root can change owners.
  if (process.geteuid?.() === 0 && !keepsRoot) lchownSync(tree.at(''), 0, 0);
  if (!keepsRoot) chmodSync(tree.at(''), 0o755);

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
    try {
      await tree.applyTimes();
    } catch (error) {
      throw within('the times of files', error, rootfs);
    }
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
