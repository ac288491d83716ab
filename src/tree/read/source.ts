import type { Stats } from 'node:fs';
import type { ManifestEntry } from '../../contract/trees.ts';

/** What the reading of a manifest knows of a file besides what the manifest says. */
interface Source {
  readonly stats: Stats;
  /** The content, where it was read just now and is small. */
  readonly bytes: Buffer | undefined;
  /** The stats are too young to vouch for the content. */
  readonly isRacy: boolean;
}

/**
 * Spares a copy that follows in the same process from reading small files again, and large ones from being hashed again.
 * Kept by entry, and gone with it.
 */
export interface Sources {
  /** Notes `source`, with its bytes as long as all that are kept stay within the bound. */
  keep(entry: ManifestEntry, source: Source): void;
  of(entry: ManifestEntry): Source | undefined;
  /** The content, which is no longer kept then. */
  takeBytes(entry: ManifestEntry): Buffer | undefined;
}

/** Enough for 5,000 files of usual size; a runner has more memory than that to spare. */
const MOST_BYTES = 64 * 1024 ** 2;

export function makeSources(mostBytes = MOST_BYTES): Sources {
  const sources = new WeakMap<ManifestEntry, Source>();
  let room = mostBytes;
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
