import { closeSync, fstatSync, type Stats } from 'node:fs';
import type { ManifestEntry } from './contract.ts';
import { digestOfBytes, digestOfFile, readAll, SMALL } from './digest.ts';
import { isRacy, isSame } from './identity.ts';
import { type Place, type Reading, secondsOf } from './reading.ts';
import { changed, readError } from './refused.ts';

type FileEntry = Extract<ManifestEntry, { readonly kind: 'file' }>;

/** Adds a file to what is read; its content is read only where the stat cache does not know it. */
export async function readFile(reading: Reading, place: Place, stats: Stats): Promise<void> {
  const remembered = reading.cache.recall(stats);
  if (remembered !== undefined) {
    const entry = addFile(reading, place, { stats, digest: remembered });
    if (stats.size > SMALL) reading.sources.keep(entry, { stats, bytes: undefined, isRacy: false });
    return;
  }
  const { digest, bytes, readAt } = await readContent(reading, place, stats);
  reading.cache.add({ stats, digest, readAt });
  const entry = addFile(reading, place, { stats, digest });
  reading.sources.keep(entry, { stats, bytes, isRacy: isRacy(stats, readAt) });
}

interface Content {
  readonly digest: string;
  /** For a small file. */
  readonly bytes: Buffer | undefined;
  /** Milliseconds since the epoch, taken before the first byte was read. */
  readonly readAt: number;
}

/** @throws ObuilderError `copy-refused` when it is not the file that `stats` are of, or somebody writes to it */
async function readContent({ request, pace }: Reading, place: Place, stats: Stats): Promise<Content> {
  const { rootName } = request;
  const { size } = stats;
  let descriptor: number | undefined;
  try {
    descriptor = place.directory.openFile(place.name);
    const readAt = Date.now();
    const bytes = size <= SMALL ? readAll(descriptor, size) : undefined;
    const digest = bytes ? digestOfBytes(bytes) : await digestOfFile(descriptor, { size, pace });
    // The same stats behind the reading as before the opening: so it was this file, and nobody wrote to it.
    if (!isSame(stats, fstatSync(descriptor))) throw changed(place.from, rootName);
    return { digest, bytes, readAt };
  } catch (error) {
    throw readError(error, place.from, rootName);
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

function addFile(
  { entries }: Reading,
  { from, to }: Place,
  { stats, digest }: { readonly stats: Stats; readonly digest: string },
): FileEntry {
  const entry: FileEntry = {
    kind: 'file',
    path: to,
    from,
    executable: (stats.mode & 0o111) !== 0,
    size: stats.size,
    digest,
    modified: secondsOf(stats.mtimeMs),
  };
  entries.push(entry);
  return entry;
}
