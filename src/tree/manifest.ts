import type { Stats } from 'node:fs';
import type { Manifest, ManifestRequest } from '../contract/trees.ts';
import { errnoOf } from '../files/errno.ts';
import { byteLength } from '../files/names.ts';
import { warnOfChurn } from './churn.ts';
import { digestOfEntries } from './digest.ts';
import { type Directory, openRoot } from './directory.ts';
import { makeFilter } from './exclude.ts';
import { isGitConfig, warnOfToken } from './git-config.ts';
import { readIgnoreFile } from './ignore-file.ts';
import { makePace } from './pace.ts';
import { type Glob, type Positions, parseGlob, startOf, step } from './read/glob.ts';
import { readFile } from './read/read-file.ts';
import { aspectsOf, type FoundName, type Reading, secondsOf } from './read/reading.ts';
import type { Sources } from './read/source.ts';
import { checkDestination, checkShape, findSource, splitSource } from './read/source-path.ts';
import { readError, refused } from './refused.ts';
import { openStatCache } from './stat-cache.ts';

/**
 * Bytes. The kernel takes paths of 4,095 bytes; the difference is for the store's own directories. The limit also bounds
 * the number of directories that are open at once.
 */
const MAX_PATH = 3840;

/** See `Trees.readManifest`. */
export async function readManifest(request: ManifestRequest, sources: Sources): Promise<Manifest> {
  checkDestination(request);
  const root = openSourceRoot(request);
  const reading = await startReading(root, request, sources).catch((error: unknown) => {
    root.close();
    throw error;
  });
  try {
    for (const src of request.src) {
      if (typeof src === 'string') await readSource(reading, root, src);
      else await readMatches(reading, root, src.glob);
    }
  } finally {
    root.close();
  }
  checkShape(request, reading.entries);
  warnOfChurn(reading);
  reading.cache.save();
  const { entries, warnings } = reading;
  return { entries, digest: digestOfEntries(entries), warnings };
}

async function startReading(root: Directory, request: ManifestRequest, sources: Sources): Promise<Reading> {
  return {
    request,
    entries: [],
    warnings: [],
    cache: openStatCache(request),
    filter: await makeFilter(request.exclude),
    ignored: await readIgnoreFile(root, request),
    pace: makePace(request.signal),
    sources,
  };
}

function openSourceRoot({ root, rootName }: ManifestRequest): Directory {
  try {
    return openRoot(root);
  } catch (error) {
    throw refused(`could not read ${rootName}, ${root}: ${errnoOf(error)}`, {
      value: root,
      hint: 'Name an existing directory.',
      cause: error,
    });
  }
}

async function readSource(reading: Reading, root: Directory, src: string): Promise<void> {
  const { request } = reading;
  const { parts, needsDirectory } = splitSource(src, request);
  const name = parts.at(-1);
  if (name === undefined) {
    addDirectory(reading, { from: '', to: '' }, root.stat('.'));
    await readChildren(reading, root, { from: '', to: '' });
    return;
  }
  const found = findSource(root, { src, parts, needsDirectory, request });
  try {
    const to = request.dst.endsWith('/') ? name : '';
    const from = parts.join('/');
    if (isIgnored(reading, from, found.stats)) throw ignoredSource(reading, src);
    if (request.isMount === true && found.stats.isSymbolicLink())
      throw linkedSource(src, found.parent.readLink(name), request);
    await readPlace(reading, { directory: found.parent, name, from, to }, found.stats);
  } finally {
    found.close();
  }
}

/** Reads every match of a pattern. A matching directory counts as a whole. */
async function readMatches(reading: Reading, root: Directory, pattern: string): Promise<void> {
  const glob = parseGlob(pattern);
  const matches: Matches = { glob, pattern, found: new Map() };
  await readMatchesIn(reading, matches, { directory: root, from: '', positions: startOf(glob) });
  if (matches.found.size > 0) return;
  const { rootName } = reading.request;
  throw refused(`no file in ${rootName} matches ${JSON.stringify(pattern)}`, {
    value: pattern,
    hint: `Patterns are relative to ${rootName}, and * stays in a directory: **/NAME finds a name at any depth.`,
  });
}

interface Matches {
  readonly glob: Glob;
  readonly pattern: string;
  /** The paths of the matches, by base name: each goes into the destination under this name. */
  readonly found: Map<string, string>;
}

interface MatchPlace {
  readonly directory: Directory;
  readonly from: string;
  readonly positions: Positions;
}

async function readMatchesIn(reading: Reading, matches: Matches, at: MatchPlace): Promise<void> {
  const { directory, positions } = at;
  for (const name of attempt(reading, at.from, () => directory.list())) {
    // Also before excluded names: patterns take time.
    if (reading.pace.isDue()) await reading.pace.pause();
    const from = at.from === '' ? name : `${at.from}/${name}`;
    const { isMatch, inside } = step(matches.glob, positions, name);
    if (inside.size === 0 || reading.filter(name, from)) continue;
    checkLength(reading, from);
    const stats = attempt(reading, from, () => directory.stat(name));
    if (stats === undefined || isIgnored(reading, from, stats)) continue;
    if (isMatch) {
      noteMatch(reading, matches, { name, from });
      await readPlace(reading, { directory, name, from, to: name }, stats);
    } else if (stats.isDirectory()) {
      const below = attempt(reading, from, () => directory.openDirectory(name));
      try {
        await readMatchesIn(reading, matches, { directory: below, from, positions: inside });
      } finally {
        below.close();
      }
    }
  }
}

function noteMatch(
  { request }: Reading,
  { found, pattern }: Matches,
  { name, from }: { readonly name: string; readonly from: string },
): void {
  const earlier = found.get(name);
  found.set(name, from);
  if (earlier === undefined) return;
  throw refused(
    `${JSON.stringify(earlier)} and ${JSON.stringify(from)} in ${request.rootName} would become one file`,
    {
      value: pattern,
      hint: 'Each match goes into the destination under its base name: copy the directories instead, or write a copy for each.',
    },
  );
}

/** Returns a promise only if the caller must wait. */
function readPlace(reading: Reading, place: FoundName, stats: Stats): Promise<void> | undefined {
  if (stats.isFile()) {
    if (reading.request.isUsers && isGitConfig(place.from)) warnOfToken(reading, place);
    return readFile(reading, place, stats);
  }
  if (stats.isDirectory()) return readDirectory(reading, place, stats);
  if (!stats.isSymbolicLink()) throw special(reading, place, stats);
  addLink(reading, place, stats);
  return undefined;
}

async function readDirectory(reading: Reading, place: FoundName, stats: Stats): Promise<void> {
  const { entries, ignored } = reading;
  const before = entries.length;
  addDirectory(reading, place, stats);
  const inside = attempt(reading, place.from, () => place.directory.openDirectory(place.name));
  try {
    await readChildren(reading, inside, place);
  } finally {
    inside.close();
  }
  // An ignored directory exists only for its exceptions.
  if (entries.length === before + 1 && ignored?.ignores(place.from) === true) entries.pop();
}

/** Whether nothing of an entry can be in the context. A directory may hold exceptions. */
function isIgnored({ ignored }: Reading, from: string, stats: Stats): boolean {
  if (ignored === undefined || !ignored.ignores(from)) return false;
  return !(stats.isDirectory() && ignored.hasExceptions);
}

function ignoredSource({ ignored, request }: Reading, src: string) {
  return refused(`the source ${JSON.stringify(src)} is left out of ${request.rootName} by ${ignored?.name}`, {
    value: src,
    hint: `Add the exception !${src} to ${ignored?.name}.`,
  });
}

/** A link leads to files of the step's own root, where the target need not exist. */
function linkedSource(src: string, target: string, { rootName }: ManifestRequest) {
  return refused(`could not mount ${JSON.stringify(src)} of ${rootName}: a symbolic link`, {
    value: src,
    hint: `Name the target of the link, ${JSON.stringify(target)}, instead.`,
  });
}

async function readChildren(
  reading: Reading,
  directory: Directory,
  at: Pick<FoundName, 'from' | 'to'>,
): Promise<void> {
  for (const name of attempt(reading, at.from, () => directory.list())) {
    // Also before excluded names: patterns take time.
    if (reading.pace.isDue()) await reading.pace.pause();
    const from = at.from === '' ? name : `${at.from}/${name}`;
    if (reading.filter(name, from)) continue;
    if (from.length > MAX_PATH / 3) checkLength(reading, from);
    const stats = attempt(reading, from, () => directory.stat(name));
    // An entry deleted after the listing does not exist for this copy.
    if (stats === undefined || isIgnored(reading, from, stats)) continue;
    const place = { directory, name, from, to: at.to === '' ? name : `${at.to}/${name}` };
    const coming = readPlace(reading, place, stats);
    if (coming !== undefined) await coming;
  }
}

function addDirectory(
  reading: Reading,
  { from, to }: Pick<FoundName, 'from' | 'to'>,
  stats: Stats | undefined,
): void {
  const modified = secondsOf(stats?.mtimeMs ?? 0);
  reading.entries.push({ kind: 'directory', path: to, from, modified, ...aspectsOf(reading, stats) });
}

function addLink(reading: Reading, { directory, name, from, to }: FoundName, stats: Stats): void {
  const target = attempt(reading, from, () => directory.readLink(name));
  const modified = secondsOf(stats.mtimeMs);
  reading.entries.push({ kind: 'link', path: to, from, target, modified, ...aspectsOf(reading, stats) });
}

function attempt<T>({ request }: Reading, from: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw readError(error, from === '' ? '.' : from, request.rootName);
  }
}

function checkLength({ request }: Reading, from: string): void {
  if (byteLength(from) <= MAX_PATH) return;
  throw refused(`a path in ${request.rootName} is longer than ${MAX_PATH} bytes`, {
    value: `${from.slice(0, 100)}…`,
    hint: 'Leave that directory out with (exclude …).',
  });
}

function special({ request }: Reading, { from }: FoundName, stats: Stats) {
  const kind = stats.isFIFO() ? 'a pipe' : stats.isSocket() ? 'a socket' : 'a device';
  const verb = request.isMount === true ? 'mount' : 'copy';
  return refused(`could not ${verb} ${JSON.stringify(from)} in ${request.rootName}: ${kind}`, {
    value: from,
    hint:
      request.isMount === true ? 'Mount a directory without it.' : 'Leave the entry out with (exclude …).',
  });
}
