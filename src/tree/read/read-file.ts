import { closeSync, fstatSync, type Stats } from 'node:fs';
import type { ManifestEntry } from '../../contract/trees.ts';
import { type FileTime, modifiedAt } from '../../files/file-time.ts';
import { isRacy } from '../../files/racy.ts';
import { digestOfBytes, digestOfFile, readAll, SMALL } from '../digest.ts';
import { isSame } from '../identity.ts';
import { changed, readError } from '../refused.ts';
import { aspectsOf, type FoundName, type Reading, secondsOf } from './reading.ts';

type FileEntry = Extract<ManifestEntry, { readonly kind: 'file' }>;

/**
 * Adds a file to the manifest. Reads the content only if the stat cache has no digest. Returns a promise for a large file
 * only, because thousands of promises cost more than thousands of small files.
 */
export function readFile(reading: Reading, place: FoundName, stats: Stats): Promise<void> | undefined {
  const remembered = reading.cache.recall(stats);
  if (remembered !== undefined) {
    const entry = addFile(reading, place, { stats, digest: remembered });
    if (stats.size > SMALL)
      reading.sources.keep(entry, { stats, bytes: undefined, modified: undefined, isRacy: false });
    return undefined;
  }
  if (stats.size > SMALL) return readLarge(reading, place, stats);
  const content = withFile(reading, place, (descriptor) => {
    const readAt = Date.now();
    const modified = timeBefore(descriptor);
    const bytes = readAll(descriptor, stats.size);
    checkSame(reading, place, { stats, descriptor });
    return { digest: digestOfBytes(bytes), bytes, modified, readAt };
  });
  addRead(reading, place, { stats, ...content });
  return undefined;
}

async function readLarge(reading: Reading, place: FoundName, stats: Stats): Promise<void> {
  const readAt = Date.now();
  const descriptor = withFailure(reading, place, () => place.directory.openFile(place.name));
  try {
    const modified = timeBefore(descriptor);
    const digest = await digestOfFile(descriptor, { size: stats.size, pace: reading.pace });
    checkSame(reading, place, { stats, descriptor });
    addRead(reading, place, { stats, digest, bytes: undefined, modified, readAt });
  } catch (error) {
    throw readError(error, place.from, reading.request.rootName);
  } finally {
    closeSync(descriptor);
  }
}

/** Returns the exact time before the content is read: a later time may belong to a later content. */
const timeBefore = (descriptor: number): FileTime => modifiedAt(fstatSync(descriptor, { bigint: true }));

function withFile<T>(reading: Reading, place: FoundName, use: (descriptor: number) => T): T {
  return withFailure(reading, place, () => {
    const descriptor = place.directory.openFile(place.name);
    try {
      return use(descriptor);
    } finally {
      closeSync(descriptor);
    }
  });
}

function withFailure<T>({ request }: Reading, { from }: FoundName, use: () => T): T {
  try {
    return use();
  } catch (error) {
    throw readError(error, from, request.rootName);
  }
}

interface Opened {
  readonly stats: Stats;
  readonly descriptor: number;
}

/** Compares the stats before opening with the stats after reading: same stats mean the same file and no writer. */
function checkSame({ request }: Reading, { from }: FoundName, { stats, descriptor }: Opened): void {
  if (!isSame(stats, fstatSync(descriptor))) throw changed(from, request.rootName);
}

interface Content {
  readonly stats: Stats;
  readonly digest: string;
  /** Set for a small file. */
  readonly bytes: Buffer | undefined;
  readonly modified: FileTime;
  /** The start of reading, milliseconds since the epoch. */
  readonly readAt: number;
}

function addRead(reading: Reading, place: FoundName, { readAt, ...content }: Content): void {
  const { stats, digest, bytes, modified } = content;
  reading.cache.add({ stats, digest, readAt });
  const entry = addFile(reading, place, { stats, digest });
  reading.sources.keep(entry, { stats, bytes, modified, isRacy: isRacy(stats.ctimeMs, readAt) });
}

function addFile(
  reading: Reading,
  { from, to }: FoundName,
  { stats, digest }: Pick<Content, 'stats' | 'digest'>,
): FileEntry {
  const entry: FileEntry = {
    kind: 'file',
    path: to,
    from,
    executable: (stats.mode & 0o111) !== 0,
    size: stats.size,
    digest,
    modified: secondsOf(stats.mtimeMs),
    ...aspectsOf(reading, stats),
  };
  reading.entries.push(entry);
  return entry;
}
