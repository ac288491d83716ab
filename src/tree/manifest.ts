import { closeSync, fstatSync, type Stats } from 'node:fs';
import type { Manifest, ManifestEntry, ManifestRequest } from './contract.ts';
import { digestOfBytes, digestOfEntries, digestOfFile, readAll } from './digest.ts';
import { type Directory, openRoot } from './directory.ts';
import { type Filter, makeFilter } from './exclude.ts';
import { type Identity, identityOf, isRacy, isSame } from './identity.ts';
import { makePace, type Pace } from './pace.ts';
import { refused, systemCode } from './refused.ts';
import { keepSource } from './source.ts';
import { checkShape, findSource, splitSource } from './source-path.ts';
import { openStatCache, type StatCache } from './stat-cache.ts';

/** A file up to this size is read as a whole, and kept for the copy as long as all that is kept fits into `MOST_KEPT`. */
const SMALL = 256 * 1024;
const MOST_KEPT = 64 * 1024 ** 2;

/** A reading of sources: what stays the same on the way down. */
interface Reading {
  readonly request: ManifestRequest;
  readonly entries: ManifestEntry[];
  readonly cache: StatCache;
  readonly filter: Filter;
  readonly pace: Pace;
  keptBytes: number;
}

/** An entry of a directory, by its name there, its path from the root, and its path at the destination. */
interface Place {
  readonly directory: Directory;
  readonly name: string;
  readonly from: string;
  readonly to: string;
}

/** See `Trees.readManifest`. */
export async function readManifest(request: ManifestRequest): Promise<Manifest> {
  const reading: Reading = {
    request,
    entries: [],
    cache: openStatCache(request),
    filter: await makeFilter(request.exclude),
    pace: makePace(request.signal),
    keptBytes: 0,
  };
  const root = openRoot(request.root);
  try {
    for (const src of request.src) await readSource(reading, root, src);
  } finally {
    root.close();
  }
  checkShape(request, reading.entries);
  reading.cache.save();
  return { entries: reading.entries, digest: digestOfEntries(reading.entries) };
}

async function readSource(reading: Reading, root: Directory, src: string): Promise<void> {
  const { request } = reading;
  const { parts, needsDirectory } = splitSource(src, request);
  const intoDirectory = request.dst.endsWith('/');
  const name = parts.at(-1);
  if (name === undefined) {
    const modified = Math.floor((root.stat('.')?.mtimeMs ?? 0) / 1000);
    if (!intoDirectory) reading.entries.push({ kind: 'directory', path: '', modified });
    await readChildren(reading, root, { from: '', to: '' });
    return;
  }
  const found = findSource(root, { src, parts, needsDirectory, request });
  try {
    await readPlace(
      reading,
      { directory: found.parent, name, from: parts.join('/'), to: intoDirectory ? name : '' },
      found.stats,
    );
  } finally {
    found.close();
  }
}

async function readPlace(reading: Reading, place: Place, stats: Stats): Promise<void> {
  if (reading.pace.isDue()) await reading.pace.pause();
  const modified = Math.floor(stats.mtimeMs / 1000);
  if (stats.isFile()) await readFile(reading, place, stats);
  else if (stats.isSymbolicLink()) {
    reading.entries.push({
      kind: 'link',
      path: place.to,
      target: place.directory.readLink(place.name),
      modified,
    });
  } else if (stats.isDirectory()) {
    reading.entries.push({ kind: 'directory', path: place.to, modified });
    const inside = place.directory.openDirectory(place.name);
    try {
      await readChildren(reading, inside, place);
    } finally {
      inside.close();
    }
  } else throw special(reading, place, stats);
}

async function readChildren(
  reading: Reading,
  directory: Directory,
  at: Pick<Place, 'from' | 'to'>,
): Promise<void> {
  for (const name of directory.list()) {
    const from = at.from === '' ? name : `${at.from}/${name}`;
    if (reading.filter(name, from)) continue;
    const stats = directory.stat(name);
    // One that went since the directory was listed was not there for this copy.
    if (stats === undefined) continue;
    await readPlace(reading, { directory, name, from, to: at.to === '' ? name : `${at.to}/${name}` }, stats);
  }
}

async function readFile(reading: Reading, { directory, name, from, to }: Place, stats: Stats): Promise<void> {
  const remembered = reading.cache.recall(from, identityOf(stats));
  if (remembered !== undefined) {
    addFile(reading, { from, to, stats, digest: remembered, isRacy: false });
    return;
  }
  const descriptor = open(reading, directory, { name, from });
  try {
    const opened = fstatSync(descriptor);
    if (!opened.isFile()) throw changed(reading, from);
    const small = opened.size <= SMALL;
    const bytes = small ? readAll(descriptor, opened.size) : undefined;
    const digest = bytes === undefined ? await digestOfFile(descriptor, reading.pace) : digestOfBytes(bytes);
    const readAt = Date.now();
    const identity = identityOf(fstatSync(descriptor));
    if (!isSame(identity, identityOf(opened))) throw changed(reading, from);
    reading.cache.add(from, { identity, digest, readAt });
    addFile(reading, { from, to, stats: opened, digest, bytes, isRacy: isRacy(identity, readAt) });
  } finally {
    closeSync(descriptor);
  }
}

function open(
  { request }: Reading,
  directory: Directory,
  { name, from }: { readonly name: string; readonly from: string },
): number {
  try {
    return directory.openFile(name);
  } catch (error) {
    throw refused(`${from} in ${request.rootName} cannot be read (${systemCode(error)})`, {
      value: from,
      cause: error,
    });
  }
}

interface FoundFile {
  readonly from: string;
  readonly to: string;
  readonly stats: Stats;
  readonly digest: string;
  readonly bytes?: Buffer | undefined;
  readonly isRacy: boolean;
}

function addFile(reading: Reading, { from, to, stats, digest, bytes, isRacy }: FoundFile): void {
  const entry: ManifestEntry = {
    kind: 'file',
    path: to,
    from,
    executable: (stats.mode & 0o111) !== 0,
    size: stats.size,
    digest,
    modified: Math.floor(stats.mtimeMs / 1000),
  };
  const fits = bytes !== undefined && reading.keptBytes + bytes.length <= MOST_KEPT;
  if (fits) reading.keptBytes += bytes.length;
  const identity: Identity = identityOf(stats);
  keepSource(entry, { identity, isRacy, bytes: fits ? bytes : undefined });
  reading.entries.push(entry);
}

function special({ request }: Reading, { from }: Place, stats: Stats) {
  const kind = stats.isFIFO() ? 'a pipe' : stats.isSocket() ? 'a socket' : 'a device';
  return refused(`${from} in ${request.rootName} is ${kind}, which cannot be copied`, {
    value: from,
    hint: 'Leave it out with (exclude …), or copy what is beside it.',
  });
}

function changed({ request }: Reading, from: string) {
  return refused(`${from} in ${request.rootName} was changed while it was read`, {
    value: from,
    hint: 'Build when nothing writes there, or leave the file out with (exclude …).',
  });
}
