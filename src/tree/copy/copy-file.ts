import {
  closeSync,
  constants,
  copyFile as copyByPath,
  fchmodSync,
  fchownSync,
  fstatSync,
  futimesSync,
  openSync,
  rmSync,
  type Stats,
} from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import type { CopyRequest, ManifestEntry } from '../../contract/trees.ts';
import { errnoOf } from '../../files/errno.ts';
import { fileTime } from '../../files/file-time.ts';
import { digestOfBytes, readAll, SMALL } from '../digest.ts';
import { pathOf } from '../directory.ts';
import { isSame } from '../identity.ts';
import type { Pace } from '../pace.ts';
import type { Origin } from '../read/origin.ts';
import type { Sources } from '../read/source.ts';
import { changed, readError, SOURCE, writeError } from '../refused.ts';
import type { Checks } from './checks.ts';
import { copyContent, writeWhole } from './content.ts';
import type { Destination } from './destination.ts';

type FileEntry = Extract<ManifestEntry, { readonly kind: 'file' }>;

const { O_RDONLY, O_WRONLY, O_RDWR, O_CREAT, O_EXCL, O_NOFOLLOW, COPYFILE_FICLONE_FORCE } = constants;
const NEW = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW;
const copyByPathSoon = promisify(copyByPath);

/** How the files of a copy share blocks with the source. */
export interface Sharing {
  readonly checks: Checks;
  readonly scratch: string | undefined;
  /** False once the two sides have turned out to be on file systems that share no blocks. */
  mayShareBlocks: boolean;
}

/** One copy: what stays the same for all its files. */
interface Copying extends Sharing {
  readonly user: CopyRequest['user'];
  readonly origin: Origin;
  readonly sources: Sources;
  readonly pace: Pace;
  readonly isSealed: boolean;
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
    throw writeError(error, destination.show(entry.path), destination.root);
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
    throw writeError(error, destination.show(entry.path), destination.root);
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

/**
 * By reflink where the file system can, else byte by byte. Both are compared with what the manifest says where nobody else can
 * write any more: bytes while they are in our memory, a reflink when it is there.
 */
async function fillLarge(copying: Copying, entry: FileEntry, file: LargeFile): Promise<void> {
  if (copying.isSealed) return await fillSealed(copying, entry, file);
  if (!(await shareChecked(copying, entry, file)))
    await fillByBytes(copying, entry, { ...file, isKnown: false });
}

/** What nobody can write to is what it was, as long as it is the file that was read. */
async function fillSealed(copying: Copying, entry: FileEntry, file: LargeFile): Promise<void> {
  const { source, stats, target } = file;
  const known = copying.sources.of(entry);
  const isKnown = known !== undefined && !known.isRacy && isSame(known.stats, stats);
  if (isKnown && (await shareBlocks(copying, pathOf(source), pathOf(target)))) return;
  await fillByBytes(copying, entry, { ...file, isKnown });
}

async function fillByBytes(
  { pace }: Copying,
  entry: FileEntry,
  { source, stats, target, isKnown }: LargeFile & { readonly isKnown: boolean },
): Promise<void> {
  const { bytes, digest } = await copyContent({ source, stats, target, needsDigest: !isKnown, pace });
  const isRight = bytes === entry.size && (digest ?? entry.digest) === entry.digest;
  if (!isRight) throw changed(entry.from, SOURCE);
}

/**
 * Shares the blocks of the source with a private file first, and its blocks with the target. The private file stays as it is,
 * whatever the next step does to the target, so its content can be compared meanwhile.
 */
export async function shareChecked(
  copying: Sharing,
  entry: FileEntry,
  { source, target }: LargeFile,
): Promise<boolean> {
  if (!copying.mayShareBlocks) return false;
  if (copying.scratch === undefined) return await shareAtOnce(copying, entry, { source, target });
  // By its name while it has one: not every file system opens a file through /proc that has none.
  const file = path.join(copying.scratch, `${process.pid}-${entry.digest.slice(-16)}`);
  const copy = openSync(file, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW, 0o600);
  let isTaken = false;
  try {
    const isShared =
      (await shareBlocks(copying, pathOf(source), file)) &&
      (await shareBlocks(copying, file, pathOf(target)));
    if (!isShared) return false;
    isTaken = true;
    await copying.checks.add(entry, copy);
    return true;
  } finally {
    rmSync(file, { force: true });
    if (!isTaken) closeSync(copy);
  }
}

/** Without a place for a private file: compared before anybody else gets the target. */
async function shareAtOnce(
  copying: Sharing,
  entry: FileEntry,
  { source, target }: Pick<LargeFile, 'source' | 'target'>,
): Promise<boolean> {
  if (!(await shareBlocks(copying, pathOf(source), pathOf(target)))) return false;
  await copying.checks.add(entry, openSync(pathOf(target), O_RDONLY));
  await copying.checks.done;
  return true;
}

/** What file systems answer that share no blocks, or not of these files. */
const CANNOT = new Set(['EXDEV', 'ENOTSUP', 'EOPNOTSUPP', 'EINVAL', 'ENOSYS', 'ENOTTY']);

/** Gives an empty file the blocks of another, both by path; false where that cannot be. */
async function shareBlocks(
  copying: Pick<Sharing, 'mayShareBlocks'>,
  source: string,
  target: string,
): Promise<boolean> {
  if (!copying.mayShareBlocks) return false;
  try {
    // Not in this thread: blocks that are not written yet are written first.
    await copyByPathSoon(source, target, COPYFILE_FICLONE_FORCE);
    return true;
  } catch (error) {
    if (!CANNOT.has(errnoOf(error) ?? '')) throw error;
    copying.mayShareBlocks = false;
    return false;
  }
}
