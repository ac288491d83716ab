import {
  closeSync,
  constants,
  copyFile as copyByPath,
  fchmodSync,
  fchownSync,
  fstatSync,
  futimesSync,
  openSync,
  type Stats,
} from 'node:fs';
import { promisify } from 'node:util';
import { fileTime } from '../host/file-time.ts';
import { copyContent, writeWhole } from './content.ts';
import type { CopyRequest, ManifestEntry } from './contract.ts';
import type { Destination } from './destination.ts';
import { digestOfBytes, readAll, SMALL } from './digest.ts';
import { pathOf } from './directory.ts';
import { isSame } from './identity.ts';
import type { Origin } from './origin.ts';
import type { Pace } from './pace.ts';
import { changed, readError, SOURCE, systemCode, writeError } from './refused.ts';
import type { Sources } from './source.ts';

type FileEntry = Extract<ManifestEntry, { readonly kind: 'file' }>;

const { O_WRONLY, O_CREAT, O_EXCL, O_NOFOLLOW, COPYFILE_FICLONE_FORCE } = constants;
const NEW = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW;
const copyByPathSoon = promisify(copyByPath);

/** One copy: what stays the same for all its files. */
interface Copying {
  readonly user: CopyRequest['user'];
  readonly origin: Origin;
  readonly sources: Sources;
  readonly pace: Pace;
  /** False once the two sides have turned out to be on file systems that share no blocks. */
  mayShareBlocks: boolean;
}

/**
 * Makes one file with the content that the manifest says. Gives a promise for a large file only.
 *
 * @throws ObuilderError `copy-refused` when the source has changed and the content is not at hand any more
 */
export function copyFile(
  copying: Copying,
  entry: FileEntry,
  destination: Destination,
): Promise<void> | undefined {
  if (entry.size > SMALL) return copyLarge(copying, entry, destination);
  const bytes = copying.sources.takeBytes(entry) ?? readSmall(copying.origin, entry);
  makeSmall(copying, entry, { destination, bytes });
  return undefined;
}

function readSmall(origin: Origin, entry: FileEntry): Buffer {
  const { descriptor } = openSource(origin, entry);
  try {
    const content = readAll(descriptor, entry.size);
    if (digestOfBytes(content) !== entry.digest) throw changed(entry.from, SOURCE);
    return content;
  } finally {
    closeSync(descriptor);
  }
}

function openSource(
  origin: Origin,
  entry: FileEntry,
): { readonly descriptor: number; readonly stats: Stats } {
  let descriptor: number | undefined;
  try {
    descriptor = origin.openFile(entry.from);
    const stats = fstatSync(descriptor);
    if (!stats.isFile() || stats.size !== entry.size) throw changed(entry.from, SOURCE);
    return { descriptor, stats };
  } catch (error) {
    if (descriptor !== undefined) closeSync(descriptor);
    throw readError(error, entry.from, SOURCE);
  }
}

interface SmallFile {
  readonly destination: Destination;
  readonly bytes: Uint8Array;
}

export function makeSmall(
  { user }: Pick<Copying, 'user'>,
  entry: FileEntry,
  { destination, bytes }: SmallFile,
): void {
  let target: number | undefined;
  try {
    target = create(entry, destination);
    writeWhole(target, bytes);
    setAspects(target, entry, user);
  } catch (error) {
    throw writeError(error, destination.show(entry.path));
  } finally {
    if (target !== undefined) closeSync(target);
  }
}

export function create(entry: FileEntry, destination: Destination): number {
  return destination.place(entry.path, (file) => openSync(file, NEW, modeOf(entry)));
}

const modeOf = ({ executable }: FileEntry) => (executable ? 0o755 : 0o644);

/** Owner, mode and time. To look costs less than to set, and mostly there is nothing to set but the time. */
export function setAspects(target: number, entry: FileEntry, user: CopyRequest['user']): void {
  const { uid, gid, mode } = fstatSync(target);
  if (uid !== user.uid || gid !== user.gid) fchownSync(target, user.uid, user.gid);
  if ((mode & 0o7777) !== modeOf(entry)) fchmodSync(target, modeOf(entry));
  futimesSync(target, fileTime(entry.modified), fileTime(entry.modified));
}

async function copyLarge(copying: Copying, entry: FileEntry, destination: Destination): Promise<void> {
  const { descriptor: source, stats } = openSource(copying.origin, entry);
  let target: number | undefined;
  try {
    target = create(entry, destination);
    await fillLarge(copying, entry, { source, stats, target });
    setAspects(target, entry, copying.user);
  } catch (error) {
    throw writeError(error, destination.show(entry.path));
  } finally {
    closeSync(source);
    if (target !== undefined) closeSync(target);
  }
}

interface LargeFile {
  readonly source: number;
  readonly stats: Stats;
  readonly target: number;
}

/** By reflink where the file system can, else byte by byte. Both are checked to be what the manifest says. */
async function fillLarge(
  copying: Copying,
  entry: FileEntry,
  { source, stats, target }: LargeFile,
): Promise<void> {
  const known = copying.sources.of(entry);
  const isVouched = known !== undefined && !known.isRacy && isSame(known.stats, stats);
  if (!(isVouched && (await shareBlocks(copying, source, target)))) {
    const { pace } = copying;
    const { bytes, digest } = await copyContent({ source, stats, target, needsDigest: !isVouched, pace });
    const isRight = bytes === entry.size && (digest ?? entry.digest) === entry.digest;
    if (!isRight) throw changed(entry.from, SOURCE);
  }
  if (isVouched && !isSame(known.stats, fstatSync(source))) throw changed(entry.from, SOURCE);
}

/** What file systems answer that share no blocks, or not of these files. */
const CANNOT = new Set(['EXDEV', 'ENOTSUP', 'EOPNOTSUPP', 'EINVAL', 'ENOSYS', 'ENOTTY']);

/** Gives an empty file the blocks of another; false where that cannot be. */
export async function shareBlocks(
  copying: Pick<Copying, 'mayShareBlocks'>,
  source: number,
  target: number,
): Promise<boolean> {
  if (!copying.mayShareBlocks) return false;
  try {
    // Not in this thread: blocks that are not written yet are written first.
    await copyByPathSoon(pathOf(source), pathOf(target), COPYFILE_FICLONE_FORCE);
    return true;
  } catch (error) {
    if (!CANNOT.has(systemCode(error) ?? '')) throw error;
    copying.mayShareBlocks = false;
    return false;
  }
}
