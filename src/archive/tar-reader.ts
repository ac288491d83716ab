import { imageInvalid } from '../oci/invalid.ts';
import type { EntrySink } from './entry-sink.ts';
import { BLOCK, describeEntry, moreParts, type RawHeader, readHeader, type TarEntry } from './tar-header.ts';
import { type PaxRecords, parsePax } from './tar-pax.ts';
import { expandSparse, type SparsePart } from './tar-sparse.ts';

/** Told of each member in order; its bytes go to the sink it gives, or nowhere. */
export type OnEntry = (entry: TarEntry) => EntrySink | undefined;

/** As in Go's archive/tar. A header is kept in memory while its member is read. */
const LARGEST_EXTENDED_HEADER = 1024 * 1024;

/** Records that count for all members are looked through at each of them. */
const MAX_GLOBAL_RECORDS = 100;

/** Blocks that continue the list of a sparse file. */
const MAX_LIST_BLOCKS = 3000;
/** A header with the parts of its list so far, and the number of blocks that continued the list. */
interface Listed {
  readonly header: RawHeader;
  readonly parts: SparsePart[];
  blocks: number;
}

const NOTHING: PaxRecords = new Map();

/**
 * Reads a tar archive (ustar, pax, GNU) that is pushed in, piece by piece and without a pause, so that small files cost
 * no turn of the event loop. It is our own because attributes such as `security.capability` are bytes, which tar-stream
 * gives as text, and because it reads sparse files.
 */
export class TarReader {
  readonly #onEntry: OnEntry;
  readonly #block = Buffer.alloc(BLOCK);
  #filled = 0;
  /** Bytes of the current member that are still to come. */
  #body = 0;
  #padding = 0;
  #sink: EntrySink | undefined;
  #zeroBlocks = 0;
  #pax: PaxRecords | undefined;
  #global: PaxRecords = NOTHING;
  #longPath: string | undefined;
  #longTarget: string | undefined;
  /** A member of GNU's old sparse format whose list goes on in the next block. */
  #listed: Listed | undefined;

  constructor(onEntry: OnEntry) {
    this.#onEntry = onEntry;
  }

  /** How many of the next bytes nobody wants: a caller that can seek may `skip` them. */
  get unwanted(): number {
    return this.#sink === undefined ? this.#body + this.#padding : 0;
  }

  skip(bytes: number): void {
    const fromBody = Math.min(bytes, this.#body);
    this.#body -= fromBody;
    this.#padding -= bytes - fromBody;
  }

  /** @throws ObuilderError `image-invalid`, and whatever `onEntry` and the sinks throw */
  write(chunk: Buffer): void {
    let at = 0;
    while (at < chunk.length && this.#zeroBlocks < 2) {
      if (this.#body > 0) at += this.#takeBody(chunk, at);
      else if (this.#padding > 0) {
        const count = Math.min(this.#padding, chunk.length - at);
        this.#padding -= count;
        at += count;
      } else at += this.#takeHeader(chunk, at);
    }
  }

  /**
   * @throws ObuilderError `image-invalid` when the archive ended in the middle of a member, or without the block of zeros that
   *   tells a whole archive from one that was cut between two members
   */
  end(): void {
    if (this.#body > 0 || this.#filled > 0 || this.#padding > 0 || this.#listed !== undefined)
      throw imageInvalid('the archive ends in the middle of a file');
    if (this.#zeroBlocks === 0) throw imageInvalid('the archive ends without its end marker: it was cut off');
  }

  /** Lets go of the file in the middle of which reading was given up, if there is one. */
  abandon(): void {
    this.#sink?.abandon?.();
    this.#sink = undefined;
  }

  #takeBody(chunk: Buffer, at: number): number {
    const count = Math.min(this.#body, chunk.length - at);
    this.#sink?.write(chunk.subarray(at, at + count));
    this.#body -= count;
    if (this.#body === 0) this.#endBody();
    return count;
  }

  #endBody(): void {
    const sink = this.#sink;
    sink?.end();
    this.#sink = undefined;
  }

  #takeHeader(chunk: Buffer, at: number): number {
    const count = chunk.copy(this.#block, this.#filled, at, at + BLOCK - this.#filled);
    this.#filled += count;
    if (this.#filled === BLOCK) {
      this.#filled = 0;
      if (this.#listed !== undefined) {
        this.#continueList(this.#listed);
        return count;
      }
      const header = readHeader(this.#block);
      if (header === undefined) this.#zeroBlocks += 1;
      else this.#begin(header);
    }
    return count;
  }

  #begin(header: RawHeader): void {
    this.#zeroBlocks = 0;
    if (header.size < 0) throw imageInvalid('a size in a tar header is negative');
    const store = this.#extension(header.type);
    if (store !== undefined) {
      this.#expect(header.size, collect(header.size, store));
      return;
    }
    if (header.oldSparse?.goesOn) {
      this.#listed = { header, parts: [...header.oldSparse.parts], blocks: 0 };
      return;
    }
    this.#beginMember(header);
  }

  #continueList(listed: Listed): void {
    const { parts, goesOn } = moreParts(this.#block);
    listed.parts.push(...parts);
    listed.blocks += 1;
    if (listed.blocks > MAX_LIST_BLOCKS) throw imageInvalid('a sparse file has too many parts');
    if (goesOn) return;
    this.#listed = undefined;
    const { header } = listed;
    const size = header.oldSparse?.size ?? 0;
    this.#beginMember({ ...header, oldSparse: { size, parts: listed.parts, goesOn } });
  }

  #beginMember(header: RawHeader): void {
    const pax = this.#pax ?? this.#global;
    const entry = describeEntry(header, {
      pax,
      ...(this.#longPath === undefined ? {} : { longPath: this.#longPath }),
      ...(this.#longTarget === undefined ? {} : { longTarget: this.#longTarget }),
    });
    this.#pax = undefined;
    this.#longPath = undefined;
    this.#longTarget = undefined;
    const sink = this.#onEntry(entry);
    const { sparse } = entry;
    if (sparse === undefined) this.#expect(entry.size, sink);
    else this.#expect(sparse.stored, sink && expandSparse(sink, sparse));
  }

  #expect(size: number, sink: EntrySink | undefined): void {
    this.#body = size;
    this.#padding = (BLOCK - (size % BLOCK)) % BLOCK;
    this.#sink = sink;
    if (size === 0) this.#endBody();
  }

  /** Where the content of an extended header goes; undefined for a member. */
  #extension(type: string): ((bytes: Buffer) => void) | undefined {
    switch (type) {
      case 'x':
        return (bytes) => {
          this.#pax = new Map([...this.#global, ...parsePax(bytes)]);
        };
      case 'g':
        return (bytes) => {
          this.#global = new Map([...this.#global, ...parsePax(bytes)]);
          if (this.#global.size > MAX_GLOBAL_RECORDS)
            throw imageInvalid('a global tar header has too many records');
        };
      case 'L':
        return (bytes) => {
          this.#longPath = untilZero(bytes);
        };
      case 'K':
        return (bytes) => {
          this.#longTarget = untilZero(bytes);
        };
      default:
        return undefined;
    }
  }
}

function untilZero(bytes: Buffer): string {
  const zero = bytes.indexOf(0);
  return bytes.toString('latin1', 0, zero < 0 ? bytes.length : zero);
}

function collect(size: number, store: (bytes: Buffer) => void): EntrySink {
  if (size > LARGEST_EXTENDED_HEADER) throw imageInvalid('an extended tar header is too large');
  const bytes = Buffer.alloc(size);
  let filled = 0;
  return {
    write: (chunk) => {
      filled += chunk.copy(bytes, filled);
    },
    end: () => store(bytes),
  };
}
