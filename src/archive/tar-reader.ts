import { must } from '../errors.ts';
import { imageInvalid } from '../oci/invalid.ts';
import type { EntrySink } from './entry-sink.ts';
import { BLOCK, describeEntry, moreParts, type RawHeader, readHeader, type TarEntry } from './tar-header.ts';
import { type PaxRecords, parsePax } from './tar-pax.ts';
import { expandSparse, type SparsePart } from './tar-sparse.ts';

/** Called for each member in order. Returns a sink for the member's bytes, or undefined to drop the bytes. */
export type OnEntry = (entry: TarEntry) => EntrySink | undefined;

/** Bytes, as in Go's archive/tar. A header stays in memory while its member is read. */
const MAX_EXTENDED_HEADER = 1024 * 1024;

/** Records that count for all members. The reader searches these records at each member. */
const MAX_GLOBAL_RECORDS = 100;

/** Maximum of blocks that continue the list of a sparse file. */
const MAX_LIST_BLOCKS = 3000;
/** A header with the parts of its list so far, and the number of blocks that continued the list. */
interface Listed {
  readonly header: RawHeader;
  readonly parts: SparsePart[];
  blocks: number;
}

const NOTHING: PaxRecords = new Map();

/**
 * Reads a tar archive (ustar, pax, GNU). The caller pushes pieces of any size, and members come synchronously, so small
 * files cost no turn of the event loop. Own code instead of tar-stream, because tar-stream decodes attributes such as
 * `security.capability` as text and does not read sparse files.
 */
export class TarReader {
  readonly #onEntry: OnEntry;
  readonly #block = Buffer.alloc(BLOCK);
  #filled = 0;
  /** Remaining bytes of the current member. */
  #body = 0;
  #padding = 0;
  #sink: EntrySink | undefined;
  #zeroBlocks = 0;
  #pax: PaxRecords | undefined;
  #global: PaxRecords = NOTHING;
  #longPath: string | undefined;
  #longTarget: string | undefined;
  /** A member of GNU's old sparse format, if its list continues in the next block. */
  #listed: Listed | undefined;

  constructor(onEntry: OnEntry) {
    this.#onEntry = onEntry;
  }

  /** The number of next bytes without a sink. A caller that can seek may `skip` these bytes instead of writing. */
  get unwanted(): number {
    return this.#sink === undefined ? this.#body + this.#padding : 0;
  }

  skip(bytes: number): void {
    const fromBody = Math.min(bytes, this.#body);
    this.#body -= fromBody;
    this.#padding -= bytes - fromBody;
  }

  /** @throws ObuilderError `image-invalid`, and the errors of `onEntry` and of sinks */
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
   * @throws ObuilderError `image-invalid` if the archive ended inside a member, or without the block of zeros that tells a
   *   whole archive from an archive that was cut between two members
   */
  end(): void {
    if (this.#body > 0 || this.#filled > 0 || this.#padding > 0 || this.#listed !== undefined)
      throw imageInvalid('the archive ends in the middle of a file');
    if (this.#zeroBlocks === 0) throw imageInvalid('the archive is cut off: the end marker is missing');
  }

  /** Gives up reading: abandons the sink of a member that is not complete. */
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
    const { size } = must(header.oldSparse, 'the header of a sparse file');
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

  /** Returns the function that takes the content of an extended header; undefined for a member. */
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
  if (size > MAX_EXTENDED_HEADER) throw imageInvalid('an extended tar header is too large');
  const bytes = Buffer.alloc(size);
  let filled = 0;
  return {
    write: (chunk) => {
      filled += chunk.copy(bytes, filled);
    },
    end: () => store(bytes),
  };
}
