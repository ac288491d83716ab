import { closeSync, fstatSync, type Stats } from 'node:fs';
import type { ManifestEntry } from './contract.ts';
import { digestOfBytes, digestOfFile, readAll, SMALL } from './digest.ts';
import { identityOf, isRacy, isSame } from './identity.ts';
import { type Place, type Reading, secondsOf } from './reading.ts';
import { changed, readError } from './refused.ts';
import type { Source } from './source.ts';

/** Adds a file to what is read; its content is read only where the stat cache does not know it. */
export async function readFile(reading: Reading, place: Place, stats: Stats): Promise<void> {
  const { cache } = reading;
  const remembered = cache.recall(place.from, stats);
  if (remembered !== undefined) {
    const source = { identity: identityOf(stats), bytes: undefined, isRacy: false };
    addFile(reading, place, { stats, digest: remembered, source });
    return;
  }
  const { digest, bytes, readAt, stats: after } = await readContent(reading, place, stats);
  const identity = identityOf(after);
  cache.add(place.from, { identity, digest, readAt });
  addFile(reading, place, {
    stats: after,
    digest,
    source: { identity, bytes, isRacy: isRacy(identity, readAt) },
  });
}

interface Content {
  readonly digest: string;
  /** For a small file. */
  readonly bytes: Buffer | undefined;
  /** Milliseconds since the epoch, taken before the first byte was read. */
  readonly readAt: number;
  readonly stats: Stats;
}

/** @throws ObuilderError `copy-refused` when it is not the file that `stats` are of, or somebody writes to it */
async function readContent({ request, pace }: Reading, place: Place, stats: Stats): Promise<Content> {
  const { rootName } = request;
  let descriptor: number | undefined;
  try {
    descriptor = place.directory.openFile(place.name);
    const opened = fstatSync(descriptor);
    if (!opened.isFile() || opened.ino !== stats.ino || opened.dev !== stats.dev) {
      throw changed(place.from, rootName);
    }
    const readAt = Date.now();
    const bytes = opened.size <= SMALL ? readAll(descriptor, opened.size) : undefined;
    const digest = bytes ? digestOfBytes(bytes) : await digestOfFile(descriptor, { size: opened.size, pace });
    const after = fstatSync(descriptor);
    const isWhole = bytes === undefined || bytes.length === opened.size;
    if (!isWhole || !isSame(identityOf(opened), after)) throw changed(place.from, rootName);
    return { digest, bytes, readAt, stats: after };
  } catch (error) {
    throw readError(error, place.from, rootName);
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

interface FoundFile {
  readonly stats: Stats;
  readonly digest: string;
  readonly source: Source;
}

function addFile(
  { entries, sources }: Reading,
  { from, to }: Place,
  { stats, digest, source }: FoundFile,
): void {
  const entry: ManifestEntry = {
    kind: 'file',
    path: to,
    from,
    executable: (stats.mode & 0o111) !== 0,
    size: stats.size,
    digest,
    modified: secondsOf(stats.mtimeMs),
  };
  sources.keep(entry, source);
  entries.push(entry);
}
