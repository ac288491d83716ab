import {
  closeSync,
  constants,
  copyFile as copyByPath,
  fchmodSync,
  fchownSync,
  fstatSync,
  openSync,
  rmSync,
  type Stats,
} from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import type { CopyRequest, ManifestEntry } from '../../contract/trees.ts';
import { errnoOf } from '../../files/errno.ts';
import type { FileTime } from '../../files/file-time.ts';
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

/** The state of sharing blocks between the files of a copy and their sources. */
export interface Sharing {
  readonly checks: Checks;
  readonly scratch: string | undefined;
  /** False after the first failure: the two sides are on file systems that share no blocks. */
  mayShareBlocks: boolean;
}

/** The state of a copy, the same for all files. */
interface Copying extends Sharing {
  readonly user: CopyRequest['user'];
  readonly origin: Origin;
  readonly sources: Sources;
  readonly pace: Pace;
  readonly isSealed: boolean;
}

/**
 * Makes a file with the manifest's content. Returns a promise for a large file only.
 *
 * @throws ObuilderError `copy-refused` if the source has changed and the content is no longer in memory
 */
export function copyFile(copying: Copying, entry: FileEntry, target: Target): Promise<void> | undefined {
  if (entry.size > SMALL) return copyLarge(copying, entry, target);
  const bytes = copying.sources.takeBytes(entry) ?? readSmall(copying.origin, entry);
  makeSmall(copying, entry, { ...target, bytes });
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

/** The place of a new file, and its time. */
export interface Target {
  readonly destination: Destination;
  readonly time: FileTime;
}

export function makeSmall(
  { user }: Pick<Copying, 'user'>,
  entry: FileEntry,
  { destination, time, bytes }: Target & { readonly bytes: Uint8Array },
): void {
  let target: number | undefined;
  try {
    target = create(entry, destination);
    writeWhole(target, bytes);
    setAspects(target, entry, { user, destination, time });
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

/** Sets owner, mode and time. Compares first, because a look costs less than a change and mostly only the time differs. */
export function setAspects(
  target: number,
  entry: FileEntry,
  { user, destination, time }: Target & Pick<CopyRequest, 'user'>,
): void {
  const { uid, gid, mode } = fstatSync(target);
  if (uid !== user.uid || gid !== user.gid) fchownSync(target, user.uid, user.gid);
  if ((mode & 0o7777) !== modeOf(entry)) fchmodSync(target, modeOf(entry));
  destination.setTime(entry.path, time, target);
}

async function copyLarge(copying: Copying, entry: FileEntry, { destination, time }: Target): Promise<void> {
  const { descriptor: source, stats } = openSource(copying.origin, entry);
  let target: number | undefined;
  try {
    target = create(entry, destination);
    await fillLarge(copying, entry, { source, stats, target });
    setAspects(target, entry, { user: copying.user, destination, time });
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
 * Fills a file by reflink if the file system can, otherwise byte by byte. Compares the content with the manifest out of
 * reach of other writers: bytes while in memory, a reflink after the blocks are shared.
 */
async function fillLarge(copying: Copying, entry: FileEntry, file: LargeFile): Promise<void> {
  if (copying.isSealed) return await fillSealed(copying, entry, file);
  if (!(await shareChecked(copying, entry, file)))
    await fillByBytes(copying, entry, { ...file, isKnown: false });
}

/** Copies from a sealed source. Nobody can write there, so equal stats prove equal content. */
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
 * Shares the blocks of the source with a private file, and the private file's blocks with the target. The next step may
 * change the target but not the private file, whose content is compared meanwhile.
 */
export async function shareChecked(
  copying: Sharing,
  entry: FileEntry,
  { source, target }: LargeFile,
): Promise<boolean> {
  if (!copying.mayShareBlocks) return false;
  if (copying.scratch === undefined) return await shareAtOnce(copying, entry, { source, target });
  // Uses the private file's name before unlinking: not every file system opens an unlinked file through /proc.
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

/** Shares blocks without a private file: compares the target before anybody else gets the target. */
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

/** Errors of file systems that share no blocks, or no blocks of these files. */
const CANNOT = new Set(['EXDEV', 'ENOTSUP', 'EOPNOTSUPP', 'EINVAL', 'ENOSYS', 'ENOTTY']);

/** Gives an empty file the blocks of another file, both by path. Returns false if the file system cannot. */
async function shareBlocks(
  copying: Pick<Sharing, 'mayShareBlocks'>,
  source: string,
  target: string,
): Promise<boolean> {
  if (!copying.mayShareBlocks) return false;
  try {
    // In another thread: the kernel writes unwritten blocks to the disk first.
    await copyByPathSoon(source, target, COPYFILE_FICLONE_FORCE);
    return true;
  } catch (error) {
    if (!CANNOT.has(errnoOf(error) ?? '')) throw error;
    copying.mayShareBlocks = false;
    return false;
  }
}
