import { closeSync, constants, fchmodSync, fchownSync, fstatSync, openSync, type Stats } from 'node:fs';
import type { CopyRequest, ManifestEntry } from '../../contract/trees.ts';
import type { FileTime } from '../../files/file-time.ts';
import { digestOfBytes, readAll, SMALL } from '../digest.ts';
import { pathOf } from '../directory.ts';
import { isSame } from '../identity.ts';
import type { Pace } from '../pace.ts';
import type { Origin } from '../read/origin.ts';
import type { Sources } from '../read/source.ts';
import { changed, readError, SOURCE, writeError } from '../refused.ts';
import { copyContent, writeWhole } from './content.ts';
import type { Destination } from './destination.ts';
import { type Sharing, shareBlocks, shareChecked } from './share-blocks.ts';

type FileEntry = Extract<ManifestEntry, { readonly kind: 'file' }>;

const { O_WRONLY, O_CREAT, O_EXCL, O_NOFOLLOW } = constants;
const NEW = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW;

/** The state of a copy, the same for all files. */
interface Copying extends Sharing {
  readonly user: CopyRequest['user'];
  readonly mode: CopyRequest['mode'];
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
  { user, mode }: Owning,
  entry: FileEntry,
  { destination, time, bytes }: Target & { readonly bytes: Uint8Array },
): void {
  let target: number | undefined;
  try {
    target = create(entry, { destination, mode });
    writeWhole(target, bytes);
    setAspects(target, entry, { user, mode, destination, time });
  } catch (error) {
    throw writeError(error, destination.show(entry.path), destination.root);
  } finally {
    if (target !== undefined) closeSync(target);
  }
}

/** Makes a new file with the permissions of the copy, because most files need no further change of the mode. */
export function create(
  entry: FileEntry,
  { destination, mode }: Pick<Target, 'destination'> & Pick<CopyRequest, 'mode'>,
): number {
  return destination.place(entry.path, (file) => openSync(file, NEW, modeOf(entry, mode) & 0o777));
}

const modeOf = ({ executable, mode: own }: FileEntry, mode: CopyRequest['mode']) =>
  own ?? mode ?? (executable ? 0o755 : 0o644);

/** The owner and mode of a copy's files. */
type Owning = Pick<CopyRequest, 'user' | 'mode'>;

/** Sets owner, mode and time. Compares first, because a look costs less than a change and mostly only the time differs. */
export function setAspects(
  target: number,
  entry: FileEntry,
  { user, mode: wanted, destination, time }: Target & Owning,
): void {
  const { uid, gid, mode } = fstatSync(target);
  if (uid !== user.uid || gid !== user.gid) fchownSync(target, user.uid, user.gid);
  // After the owner, because the kernel drops set-uid bits with a change of the owner.
  const right = modeOf(entry, wanted);
  if ((mode & 0o7777) !== right) fchmodSync(target, right);
  destination.setTime(entry.path, time, target);
}

async function copyLarge(copying: Copying, entry: FileEntry, { destination, time }: Target): Promise<void> {
  const { descriptor: source, stats } = openSource(copying.origin, entry);
  let target: number | undefined;
  try {
    target = create(entry, { destination, mode: copying.mode });
    await fillLarge(copying, entry, { source, stats, target });
    setAspects(target, entry, { user: copying.user, mode: copying.mode, destination, time });
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
