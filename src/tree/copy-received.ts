import { createHash } from 'node:crypto';
import { closeSync, ftruncateSync } from 'node:fs';
import { writeSparse } from './content.ts';
import type { CopyRequest, ManifestEntry } from './contract.ts';
import { attempt, makeEntry } from './copy.ts';
import { create, makeSmall, setAspects } from './copy-file.ts';
import { type Destination, openDestination } from './destination.ts';
import { digestOfBytes, SMALL } from './digest.ts';
import { makePace } from './pace.ts';
import { changed, SOURCE, writeError } from './refused.ts';
import { checkDestination } from './source-path.ts';

type FileEntry = Extract<ManifestEntry, { readonly kind: 'file' }>;

/** Contents of files in the order of their entries: index and length of each piece, and the pieces one after the other. */
export interface Received {
  readonly pieces: readonly (readonly [number, number])[];
  readonly bytes: Buffer;
}

/**
 * As `Trees.copy`, with contents that somebody else reads and gives. Nobody can write to what is checked: the bytes that are
 * hashed are those that are written.
 *
 * @param ask the next contents; undefined at their end
 */
export async function copyReceived(
  request: CopyRequest,
  ask: () => Promise<Received | undefined>,
): Promise<void> {
  const pace = makePace(request.signal);
  checkDestination({ src: [], dst: request.dst });
  const destination = openDestination(request);
  const feed = makeFeed(ask);
  for (const [index, entry] of request.manifest.entries.entries()) {
    if (pace.isDue()) await pace.pause();
    if (entry.kind !== 'file') attempt(destination, entry, () => makeEntry(destination, entry, request));
    else if (entry.size > SMALL) await makeLarge(entry, { feed, index, destination, user: request.user });
    else {
      if (entry.size > 0 && !feed.has(index)) await feed.fill(index);
      const bytes = entry.size > 0 ? feed.take(index) : NOTHING;
      makeSmall(request, entry, { destination, bytes: checked(entry, bytes) });
    }
  }
  destination.finish();
}

const NOTHING: Buffer = Buffer.alloc(0);

function checked(entry: FileEntry, bytes: Buffer): Buffer {
  const isRight = bytes.length === entry.size && digestOfBytes(bytes) === entry.digest;
  if (!isRight) throw changed(entry.from, SOURCE);
  return bytes;
}

interface LargeFile {
  readonly feed: Feed;
  readonly index: number;
  readonly destination: Destination;
  readonly user: CopyRequest['user'];
}

async function makeLarge(entry: FileEntry, { feed, index, destination, user }: LargeFile): Promise<void> {
  let target: number | undefined;
  try {
    target = create(entry, destination);
    const sha = createHash('sha256');
    let position = 0;
    while (position < entry.size) {
      if (!feed.has(index)) await feed.fill(index);
      const bytes = feed.take(index);
      if (bytes.length === 0) break;
      const written = writeSparse(target, bytes, position);
      // The kernel writes while the same bytes are hashed here.
      sha.update(bytes);
      await written;
      position += bytes.length;
    }
    const isRight = position === entry.size && `sha256:${sha.digest('hex')}` === entry.digest;
    if (!isRight) throw changed(entry.from, SOURCE);
    ftruncateSync(target, position);
    setAspects(target, entry, user);
  } catch (error) {
    throw writeError(error, destination.show(entry.path));
  } finally {
    if (target !== undefined) closeSync(target);
  }
}

interface Feed {
  /** Whether the next piece at hand is of this entry. */
  has(index: number): boolean;
  /** Gets more where no piece is at hand. */
  fill(index: number): Promise<void>;
  /** The piece at hand where it is of this entry; nothing otherwise. */
  take(index: number): Buffer;
}

/** One answer is on its way while the one before is written. */
function makeFeed(ask: () => Promise<Received | undefined>): Feed {
  let pieces: Received['pieces'] = [];
  let bytes = NOTHING;
  let next = 0;
  let offset = 0;
  let coming: Promise<Received | undefined> | undefined;
  const askAhead = () => {
    const asked = ask();
    // The error is for who waits for it; nobody may.
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
