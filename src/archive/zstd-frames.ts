import { must } from '../errors.ts';
/**
 * Cuts Zstandard data at the ends of frames (RFC 8878). Node's decompressor mistakes the end of a frame for the end of the
 * data if more bytes follow in the same chunk. zstd:chunked layers have a frame for each file, and skippable frames.
 */
export async function* cutAtFrames(bytes: AsyncIterable<Buffer>): AsyncGenerator<FramePiece> {
  const walker = new FrameWalker();
  for await (const chunk of bytes) {
    for (let at = 0; at < chunk.length; ) {
      const { length, endsFrame } = walker.next(chunk.subarray(at));
      yield { bytes: chunk.subarray(at, at + length), endsFrame };
      at += length;
    }
  }
}

export interface FramePiece {
  readonly bytes: Buffer;
  /** Whether the next piece begins another frame. */
  readonly endsFrame: boolean;
}

const FRAME = 0xfd2fb528;
const SKIPPABLE = 0x184d2a50;
const SKIPPABLE_MASK = 0xfffffff0;
const RLE_BLOCK = 1;
const CHECKSUM_BYTES = 4;
const BLOCK_HEADER_BYTES = 3;
const DICTIONARY_BYTES = [0, 1, 2, 4] as const;
const CONTENT_SIZE_BYTES = [0, 2, 4, 8] as const;

/** The kind of the next bytes: a field of `need` bytes, or `skip` bytes of content. */
type State =
  | { readonly kind: 'magic' | 'size' | 'descriptor' | 'block'; readonly need: number }
  | { readonly kind: 'content'; skip: number; readonly after: State | 'frame-end' };

const AT_MAGIC: State = { kind: 'magic', need: 4 };
const AT_BLOCK: State = { kind: 'block', need: BLOCK_HEADER_BYTES };

/** Walks through frames and blocks by headers alone. Data without a frame passes in one piece; the decompressor refuses such data. */
class FrameWalker {
  #state: State = AT_MAGIC;
  #head = Buffer.alloc(0);
  #hasChecksum = false;

  /** Returns the number of bytes that belong to the current frame. */
  next(bytes: Buffer): { readonly length: number; readonly endsFrame: boolean } {
    let at = 0;
    while (at < bytes.length) {
      at += this.#state.kind === 'content' ? this.#pass(bytes.length - at) : this.#read(bytes.subarray(at));
      if (this.#isAtEnd()) return { length: at, endsFrame: true };
    }
    return { length: at, endsFrame: false };
  }

  /** Moves on from finished content; returns whether the frame has ended too. */
  #isAtEnd(): boolean {
    while (this.#state.kind === 'content' && this.#state.skip === 0) {
      const { after }: { after: State | 'frame-end' } = this.#state;
      this.#state = after === 'frame-end' ? AT_MAGIC : after;
      if (after === 'frame-end') return true;
    }
    return false;
  }

  #pass(available: number): number {
    if (this.#state.kind !== 'content') return 0;
    const count = Math.min(available, this.#state.skip);
    this.#state.skip -= count;
    return count;
  }

  #read(bytes: Buffer): number {
    if (this.#state.kind === 'content') return 0;
    const taken = bytes.subarray(0, this.#state.need - this.#head.length);
    const head = Buffer.concat([this.#head, taken]);
    this.#head = head.length < this.#state.need ? head : Buffer.alloc(0);
    if (head.length === this.#state.need) this.#state = this.#after(this.#state.kind, head);
    return taken.length;
  }

  #after(kind: Exclude<State['kind'], 'content'>, head: Buffer): State {
    switch (kind) {
      case 'magic':
        return afterMagic(head.readUInt32LE());
      case 'size':
        return { kind: 'content', skip: head.readUInt32LE(), after: 'frame-end' };
      case 'descriptor': {
        const descriptor = head.readUInt8();
        this.#hasChecksum = (descriptor & 0x04) !== 0;
        return { kind: 'content', skip: headerBytes(descriptor), after: AT_BLOCK };
      }
      case 'block':
        return this.#afterBlock(head.readUIntLE(0, BLOCK_HEADER_BYTES));
    }
  }

  #afterBlock(header: number): State {
    const isLast = (header & 1) === 1;
    const size = ((header >> 1) & 3) === RLE_BLOCK ? 1 : header >> 3;
    if (!isLast) return { kind: 'content', skip: size, after: AT_BLOCK };
    return { kind: 'content', skip: size + (this.#hasChecksum ? CHECKSUM_BYTES : 0), after: 'frame-end' };
  }
}

function afterMagic(magic: number): State {
  if (magic === FRAME) return { kind: 'descriptor', need: 1 };
  if ((magic & SKIPPABLE_MASK) >>> 0 === SKIPPABLE) return { kind: 'size', need: 4 };
  return { kind: 'content', skip: Number.POSITIVE_INFINITY, after: 'frame-end' };
}

/** Returns the bytes between a frame's descriptor and the first block: window, dictionary and content size. */
function headerBytes(descriptor: number): number {
  const isSingleSegment = (descriptor & 0x20) !== 0;
  const sizeFlag = (descriptor >> 6) & 3;
  const contentSize =
    sizeFlag === 0 && isSingleSegment ? 1 : must(CONTENT_SIZE_BYTES[sizeFlag], 'the bytes of a content size');
  return (
    (isSingleSegment ? 0 : 1) +
    must(DICTIONARY_BYTES[descriptor & 3], 'the bytes of a dictionary id') +
    contentSize
  );
}
