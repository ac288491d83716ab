import type { Stats } from 'node:fs';
import type { ManifestEntry } from '../../contract/trees.ts';
import type { FileTime } from '../../files/file-time.ts';

/** Knowledge about a file from reading a manifest, besides the manifest itself. */
interface KnownFile {
  readonly stats: Stats;
  /** The content, if the file is small and was just read. */
  readonly bytes: Buffer | undefined;
  /** The exact time of the read content; undefined if the content was not read. */
  readonly modified: FileTime | undefined;
  /** Whether the stats are too young to prove that the content is unchanged. */
  readonly isRacy: boolean;
}

/**
 * Spares a following copy in the same process from reading small files again and from hashing large files again. A source
 * lives as long as its entry.
 */
export interface Sources {
  /** Keeps `source`; drops its bytes if all kept bytes would exceed the bound. */
  keep(entry: ManifestEntry, source: KnownFile): void;
  of(entry: ManifestEntry): KnownFile | undefined;
  /** Returns the content and no longer keeps the content. */
  takeBytes(entry: ManifestEntry): Buffer | undefined;
}

/** Enough for 5,000 files of usual size. A runner can spare more memory. */
const MAX_BYTES = 64 * 1024 ** 2;

export function makeSources(maxBytes = MAX_BYTES): Sources {
  const sources = new WeakMap<ManifestEntry, KnownFile>();
  let room = maxBytes;
  return {
    keep(entry, source) {
      const size = source.bytes?.length ?? 0;
      const fits = size <= room;
      if (fits) room -= size;
      sources.set(entry, fits ? source : { ...source, bytes: undefined });
    },
    of: (entry) => sources.get(entry),
    takeBytes(entry) {
      const source = sources.get(entry);
      if (source?.bytes === undefined) return undefined;
      room += source.bytes.length;
      sources.set(entry, { ...source, bytes: undefined });
      return source.bytes;
    },
  };
}
