import type { EntrySink } from '../../archive/entry-sink.ts';
import type { TarEntry } from '../../archive/tar-header.ts';
import { TarReader } from '../../archive/tar-reader.ts';
import { formatHeader, padding } from '../../archive/tar-writer.ts';
import { must } from '../../errors.ts';
import { archiveListed } from '../../files/gnu-tar.ts';
import { LARGE_HOLES } from '../difference/walk.ts';
import { asImpossible } from '../impossible.ts';
import { notAfter } from './latest.ts';
import type { ArchiveRequest, Output } from './output.ts';
import { type Part, PartFinder, partsOnly } from './parts.ts';

interface SparseRequest extends ArchiveRequest {
  /** Called before the header is written. */
  readonly before: () => void;
}

/**
 * Writes a large file and returns its entry: with many zeros as a sparse member (GNU format 1.0), because zeros compress so well that
 * readers suspect a bomb. Reads the file twice, because the list of parts comes first. The list depends on the content, not on
 * the holes of a file system.
 */
export async function writeLarge(place: string, request: SparseRequest, output: Output): Promise<TarEntry> {
  const finder = new PartFinder(place);
  const found = await readFile(place, request, { sinkOf: () => finder, ready: async () => undefined });
  const parts = finder.parts();
  const entry = { ...notAfter(found, request), path: place, target: '', sparse: undefined };
  const stored = parts.reduce((sum, { bytes }) => sum + bytes, 0);
  const isSparse = BigInt(found.size - stored) >= LARGE_HOLES;
  request.before();
  const header = isSparse ? sparseHeader(entry, parts, stored) : formatHeader(entry);
  output.write(header);
  const sink = isSparse ? partsOnly(parts, (bytes) => output.write(bytes)) : everything(output);
  await readFile(place, request, { sinkOf: () => sink, ready: () => output.ready() });
  output.write(padding(isSparse ? stored : found.size));
  return entry;
}

interface Reading {
  readonly sinkOf: (entry: TarEntry) => EntrySink;
  readonly ready: () => Promise<void>;
}

async function readFile(
  place: string,
  { root, signal }: ArchiveRequest,
  { sinkOf, ready }: Reading,
): Promise<TarEntry> {
  let entry: TarEntry | undefined;
  const reader = new TarReader((found) => {
    entry = found;
    return sinkOf(found);
  });
  const options = { paths: [place], linksAsFiles: true, findsHoles: true, signal };
  try {
    for await (const chunk of archiveListed(root, options)) {
      reader.write(chunk);
      await ready();
    }
    reader.end();
  } catch (error) {
    throw asImpossible(place, error);
  }
  return must(entry, 'the file that was asked for');
}

function sparseHeader(entry: TarEntry, parts: readonly Part[], stored: number): Buffer {
  const ends = parts.at(-1);
  const last =
    ends === undefined || ends.offset + ends.bytes < entry.size ? [{ offset: entry.size, bytes: 0 }] : [];
  const all = [...parts, ...last];
  const numbers = [all.length, ...all.flatMap(({ offset, bytes }) => [offset, bytes])];
  const list = Buffer.from(numbers.map((number) => `${number}\n`).join(''));
  const slash = entry.path.lastIndexOf('/') + 1;
  const stand = `${entry.path.slice(0, slash)}GNUSparseFile.0/${entry.path.slice(slash)}`;
  const size = list.length + padding(list.length).length + stored;
  const header = formatHeader({ ...entry, path: stand, size }, [
    ['GNU.sparse.major', '1'],
    ['GNU.sparse.minor', '0'],
    ['GNU.sparse.name', entry.path],
    ['GNU.sparse.realsize', String(entry.size)],
  ]);
  return Buffer.concat([header, list, padding(list.length)]);
}

const everything = (output: Output): EntrySink => ({
  write: (chunk) => output.write(chunk),
  end: () => undefined,
});
