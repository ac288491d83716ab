import { createHash } from 'node:crypto';
import { closeSync, fstatSync, ftruncateSync, type Stats } from 'node:fs';
import type { CopyRequest, ManifestEntry } from '../../contract/trees.ts';
import { must } from '../../errors.ts';
import type { FileTime } from '../../files/file-time.ts';
import { digestOfBytes, SMALL } from '../digest.ts';
import { makePace, type Pace } from '../pace.ts';
import { checkDestination } from '../read/source-path.ts';
import { changed, SOURCE, writeError } from '../refused.ts';
import { checksOf, endChecks } from './checks.ts';
import { copyContent, writeSparse } from './content.ts';
import { attempt, makeEntry } from './copy.ts';
import { create, makeSmall, setAspects } from './copy-file.ts';
import { type Destination, openDestination } from './destination.ts';
import { type Sharing, shareChecked } from './share-blocks.ts';

type FileEntry = Extract<ManifestEntry, { readonly kind: 'file' }>;

/** Contents of files in the order of their entries: the index and length of each piece, and the joined bytes. */
interface Received {
  readonly pieces: readonly (readonly [number, number])[];
  readonly bytes: Buffer;
}

type Ask = () => Promise<Received | undefined>;

/** A source of contents for a copy. */
export interface Contents {
  /** Returns the exact time of each entry, in order. */
  readonly times: () => Promise<readonly FileTime[]>;
  /** Returns the next contents of small files; undefined at the end. */
  readonly small: Ask;
  /** Returns a function for the contents of a large file. */
  readonly large: (index: number) => Ask;
  /** Opens a large file for reading; undefined if this process may not read the file itself. */
  readonly hold: (
    index: number,
  ) => Promise<{ readonly descriptor: number; readonly stats: Stats } | undefined>;
}

/**
 * Like `Trees.copy`, with contents from another process. Checks every content out of the reach of writers: hashes the bytes
 * on the way into the copy, or hashes a private file that shares blocks with the copy.
 */
export async function copyReceived(request: CopyRequest, contents: Contents): Promise<void> {
  const pace = makePace(request.signal);
  checkDestination({ src: [], dst: request.dst });
  const destination = openDestination(request);
  const feed = makeFeed(contents.small);
  const { user, mode, scratch } = request;
  const checks = checksOf(request);
  const copying = { contents, destination, pace, user, mode, checks, scratch, mayShareBlocks: true };
  const times = await contents.times();
  for (const [index, entry] of request.manifest.entries.entries()) {
    if (pace.isDue()) await pace.pause();
    const time = must(times[index], 'the time of an entry');
    if (entry.kind !== 'file')
      attempt(destination, entry, () => makeEntry(destination, entry, { user, time }));
    else if (entry.size > SMALL) await makeLarge(copying, entry, { index, time });
    else {
      if (entry.size > 0 && !feed.has(index)) await feed.fill(index);
      const bytes = entry.size > 0 ? feed.take(index) : NOTHING;
      makeSmall(request, entry, { destination, time, bytes: checked(entry, bytes) });
    }
  }
  await destination.finish();
  await endChecks(checks, request);
}

const NOTHING: Buffer = Buffer.alloc(0);

function checked(entry: FileEntry, bytes: Buffer): Buffer {
  const isRight = bytes.length === entry.size && digestOfBytes(bytes) === entry.digest;
  if (!isRight) throw changed(entry.from, SOURCE);
  return bytes;
}

interface Copying extends Sharing {
  readonly contents: Contents;
  readonly destination: Destination;
  readonly pace: Pace;
  readonly user: CopyRequest['user'];
  readonly mode: CopyRequest['mode'];
}

async function makeLarge(
  copying: Copying,
  entry: FileEntry,
  { index, time }: { readonly index: number; readonly time: FileTime },
): Promise<void> {
  const { contents, destination, user, mode } = copying;
  const held = await contents.hold(index);
  let target: number | undefined;
  try {
    target = create(entry, { destination, mode });
    const digest =
      held === undefined
        ? await fillFrom(makeFeed(contents.large(index)), { target, index, size: entry.size })
        : await fillHeld(copying, entry, { source: held.descriptor, stats: held.stats, target });
    if (digest !== entry.digest || fstatSync(target).size !== entry.size) throw changed(entry.from, SOURCE);
    setAspects(target, entry, { user, mode, destination, time });
  } catch (error) {
    throw writeError(error, destination.show(entry.path), destination.root);
  } finally {
    if (held !== undefined) closeSync(held.descriptor);
    if (target !== undefined) closeSync(target);
  }
}

interface Streamed {
  readonly target: number;
  readonly index: number;
  readonly size: number;
}

/** Writes the feed's bytes until there are `size` bytes. Returns the digest. */
async function fillFrom(feed: Feed, { target, index, size }: Streamed): Promise<string> {
  const sha = createHash('sha256');
  let position = 0;
  while (position < size) {
    if (!feed.has(index)) await feed.fill(index);
    const bytes = feed.take(index);
    if (bytes.length === 0) break;
    const written = writeSparse(target, bytes, position);
    // The kernel writes while the same bytes are hashed here.
    sha.update(bytes);
    await written;
    position += bytes.length;
  }
  ftruncateSync(target, position);
  return `sha256:${sha.digest('hex')}`;
}

interface Held {
  readonly source: number;
  readonly stats: Stats;
  readonly target: number;
}

/** Returns the digest. Shared blocks are compared while the next step runs, so their digest counts as right here. */
async function fillHeld(copying: Copying, entry: FileEntry, held: Held): Promise<string | undefined> {
  const { pace } = copying;
  if (held.stats.size !== entry.size) throw changed(entry.from, SOURCE);
  if (await shareChecked(copying, entry, held)) return entry.digest;
  return (await copyContent({ ...held, needsDigest: true, pace })).digest;
}

interface Feed {
  /** Whether the next received piece belongs to this entry. */
  has(index: number): boolean;
  /** Waits for more pieces if all received pieces are used. */
  fill(index: number): Promise<void>;
  /** Returns the next received piece if the piece belongs to this entry, otherwise no bytes. */
  take(index: number): Buffer;
}

/** Asks for the next answer while the previous answer is written. */
function makeFeed(ask: Ask): Feed {
  let pieces: Received['pieces'] = [];
  let bytes = NOTHING;
  let next = 0;
  let offset = 0;
  let coming: Promise<Received | undefined> | undefined;
  const askAhead = () => {
    const asked = ask();
    // `fill` reports the error; without a further `fill` the error does not matter.
    asked.catch(() => undefined);
    return asked;
  };
  const has = (index: number) => pieces[next]?.[0] === index;
  return {
    has,
    async fill(index) {
      while (next >= pieces.length) {
        const received = await (coming ?? askAhead());
        if (received === undefined) return;
        coming = askAhead();
        [pieces, bytes, next, offset] = [received.pieces, received.bytes, 0, 0];
        if (has(index)) return;
      }
    },
    take(index) {
      const piece = pieces[next];
      if (piece === undefined || piece[0] !== index) return NOTHING;
      const [, length] = piece;
      next += 1;
      offset += length;
      return bytes.subarray(offset - length, offset);
    },
  };
}
